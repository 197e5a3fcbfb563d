import { ChevronDown, ChevronRight, Download, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button/button.tsx';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { IconButton } from '../../../../ui/button/icon-button.tsx';
import { bytesText } from '../../customer/exchange/bytes-text.ts';
import { saveBlob } from '../../customer/exchange/save-blob.ts';
import { useSaving } from '../../exchange/use-saving.ts';
import { isMoving, type FolderGroup } from '../../state/file-groups.ts';
import type { FileView } from '../../state/live-view.ts';
import { useSession } from '../live-session-context.tsx';

/** One file: where it stands, and what can be done with it. */
export function FileRow({ file }: { readonly file: FileView }) {
  const { t, i18n } = useTranslation('support');
  const session = useSession();
  const isOnItsWay = isMoving(file);
  return (
    <li className="flex flex-col gap-1 py-1.5 text-dense">
      <div className="flex items-center gap-2">
        <span className="min-w-0 flex-1 truncate" title={file.path ?? file.name}>
          {file.path ?? file.name}
        </span>
        <span className="text-caption text-n11">{bytesText(file.bytes, i18n.language === 'de' ? 'de' : 'en')}</span>
        {file.blob && (
          <IconButton
            size="dense"
            icon={Download}
            label={t('files.save', { name: file.name })}
            onClick={() => file.blob && saveBlob(file.blob, file.name)}
          />
        )}
        {(isOnItsWay || (file.isMine && file.state === 'offered')) && (
          <IconButton size="dense" icon={X} label={t('files.cancel', { name: file.name })} onClick={() => session.cancelFile(file.id)} />
        )}
      </div>
      {isOnItsWay && <progress aria-label={file.name} className="h-1.5 w-full" value={file.movedBytes} max={Math.max(1, file.bytes)} />}
      {!file.isMine && file.state === 'offered' ? (
        <Answer files={[file]} />
      ) : (
        <p className="text-caption text-n11">
          {t(`files.state.${file.state}`)}
          {file.state === 'done' &&
            file.sha256 !== undefined &&
            ` · SHA-256 ${file.sha256.slice(0, 12)}… ${t(file.isVerified ? 'files.same' : 'files.differs')}`}
        </p>
      )}
    </li>
  );
}

/** A folder: taken, refused and saved as one; what is in it on demand. */
export function FolderRow({ folder }: { readonly folder: FolderGroup }) {
  const { t, i18n } = useTranslation('support');
  const session = useSession();
  const saving = useSaving();
  const [isOpen, setOpen] = useState(false);
  const { name, files, bytes, movedBytes, waiting, underWay, received, done } = folder;
  const isReady = received.length > 0 && waiting.length + underWay.length === 0;
  return (
    <li className="flex flex-col gap-1 py-1.5 text-dense">
      <div className="flex items-center gap-2">
        <IconButton
          size="dense"
          icon={isOpen ? ChevronDown : ChevronRight}
          label={t(isOpen ? 'files.hideFolder' : 'files.showFolder', { name })}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        />
        <span className="min-w-0 flex-1 truncate" title={name}>
          {name}
        </span>
        <span className="text-caption text-n11">
          {t('files.count', { count: files.length })}, {bytesText(bytes, i18n.language === 'de' ? 'de' : 'en')}
        </span>
        {isReady && (
          <IconButton
            size="dense"
            icon={Download}
            label={t('files.save', { name })}
            disabled={saving.isSaving}
            onClick={() => saving.save(received, name)}
          />
        )}
        {underWay.length > 0 && (
          <IconButton
            size="dense"
            icon={X}
            label={t('files.cancel', { name })}
            onClick={() => underWay.forEach(({ id }) => session.cancelFile(id))}
          />
        )}
      </div>
      {saving.hasFailed && <Notice tone="error">{t('files.notSaved')}</Notice>}
      {underWay.length > 0 && movedBytes > 0 && (
        <progress aria-label={name} className="h-1.5 w-full" value={movedBytes} max={Math.max(1, bytes)} />
      )}
      {waiting.length > 0 ? (
        <Answer files={waiting} />
      ) : (
        <p className="text-caption text-n11">{t('files.doneOf', { done, count: files.length })}</p>
      )}
      {isOpen && (
        <ul aria-label={name} className="flex flex-col divide-y divide-n6 border-l pl-3">
          {files.map((file) => (
            <FileRow key={file.id} file={file} />
          ))}
        </ul>
      )}
    </li>
  );
}

/** Yes or no to what is offered to me. */
function Answer({ files }: { readonly files: readonly FileView[] }) {
  const { t } = useTranslation('support');
  const session = useSession();
  return (
    <div className="flex gap-2">
      <Button size="dense" tone="primary" onClick={() => files.forEach(({ id }) => session.acceptFile(id))}>
        {t('files.accept')}
      </Button>
      <Button size="dense" onClick={() => files.forEach(({ id }) => session.refuseFile(id))}>
        {t('files.refuse')}
      </Button>
    </div>
  );
}
