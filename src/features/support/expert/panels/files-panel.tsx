import { Download, FolderUp, Paperclip, X } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button/button.tsx';
import { IconButton } from '../../../../ui/button/icon-button.tsx';
import { bytesText } from '../../customer/exchange/bytes-text.ts';
import { saveBlob } from '../../customer/exchange/save-blob.ts';
import type { FileView } from '../../state/live-view.ts';
import { useLive, useSession } from '../live-session-context.tsx';
import { Panel } from './panel.tsx';

/** Files both ways, by button or by dropping them on the panel. */
export function FilesPanel() {
  const { t } = useTranslation('support');
  const session = useSession();
  const stills = useLive((view) => view.stills);
  // Stills come as files, and are in the film strip.
  const files = useLive((view) => view.files).filter((file) => file.isAside !== true && !stills.some(({ id }) => id === file.id));
  const isLive = useLive((view) => view.link === 'live');
  const picker = useRef<HTMLInputElement>(null);
  const choose = (isFolder: boolean): void => {
    if (!picker.current) return;
    picker.current.webkitdirectory = isFolder;
    picker.current.click();
  };
  return (
    <Panel title={t('files.title')}>
      <div
        className="flex flex-col gap-2"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          if (isLive) session.offerFiles([...event.dataTransfer.files]);
        }}
      >
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          aria-label={t('files.choose')}
          onChange={({ target }) => {
            session.offerFiles([...(target.files ?? [])]);
            target.value = '';
          }}
        />
        <div className="flex flex-wrap gap-2">
          <Button size="dense" icon={Paperclip} disabled={!isLive} onClick={() => choose(false)}>
            {t('files.offer')}
          </Button>
          <Button size="dense" icon={FolderUp} disabled={!isLive} onClick={() => choose(true)}>
            {t('files.offerFolder')}
          </Button>
        </div>
        <ul className="flex flex-col divide-y divide-n6 empty:hidden">
          {files.map((file) => (
            <FileRow key={file.id} file={file} />
          ))}
        </ul>
      </div>
    </Panel>
  );
}

function FileRow({ file }: { readonly file: FileView }) {
  const { t, i18n } = useTranslation('support');
  const session = useSession();
  const isMoving = file.state === 'moving' || file.state === 'paused' || file.state === 'accepted';
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
        {(isMoving || (file.isMine && file.state === 'offered')) && (
          <IconButton size="dense" icon={X} label={t('files.cancel', { name: file.name })} onClick={() => session.cancelFile(file.id)} />
        )}
      </div>
      {isMoving && <progress aria-label={file.name} className="h-1.5 w-full" value={file.movedBytes} max={Math.max(1, file.bytes)} />}
      {!file.isMine && file.state === 'offered' ? (
        <div className="flex gap-2">
          <Button size="dense" tone="primary" onClick={() => session.acceptFile(file.id)}>
            {t('files.accept')}
          </Button>
          <Button size="dense" onClick={() => session.refuseFile(file.id)}>
            {t('files.refuse')}
          </Button>
        </div>
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
