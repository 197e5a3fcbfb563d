import { Download, FolderUp, Paperclip } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button/button.tsx';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { useOffering } from '../../exchange/use-offering.ts';
import { useSaving } from '../../exchange/use-saving.ts';
import { fileListOf } from '../../state/file-groups.ts';
import { useLive, useSession } from '../live-session-context.tsx';
import { FileRow, FolderRow } from './file-rows.tsx';
import { Panel } from './panel.tsx';

/** Files both ways, by button or by dropping them on the panel. */
export function FilesPanel() {
  const { t } = useTranslation('support');
  const session = useSession();
  const stills = useLive((view) => view.stills);
  // Stills come as files, and are in the film strip.
  const files = useLive((view) => view.files).filter((file) => file.isAside !== true && !stills.some(({ id }) => id === file.id));
  const isLive = useLive((view) => view.link === 'live');
  const offering = useOffering(session, isLive);
  const saving = useSaving();
  const { entries, waiting, received } = fileListOf(files);
  return (
    <Panel title={t('files.title')}>
      <div className="flex flex-col gap-2" {...offering.place}>
        <input {...offering.input} aria-label={t('files.choose')} />
        <div className="flex flex-wrap gap-2">
          <Button size="dense" icon={Paperclip} disabled={!isLive} onClick={() => offering.choose(false)}>
            {t('files.offer')}
          </Button>
          <Button size="dense" icon={FolderUp} disabled={!isLive} onClick={() => offering.choose(true)}>
            {t('files.offerFolder')}
          </Button>
          {waiting.length > 1 && (
            <Button size="dense" tone="primary" onClick={() => waiting.forEach(({ id }) => session.acceptFile(id))}>
              {t('files.acceptAll', { count: waiting.length })}
            </Button>
          )}
          {received.length > 1 && (
            <Button size="dense" icon={Download} isBusy={saving.isSaving} onClick={() => saving.save(received, t('files.title'))}>
              {t('files.saveAll', { count: received.length })}
            </Button>
          )}
        </div>
        {offering.hasFailed && <Notice tone="error">{t('files.notRead')}</Notice>}
        {saving.hasFailed && <Notice tone="error">{t('files.notSaved')}</Notice>}
        <ul className="flex flex-col divide-y divide-n6 empty:hidden">
          {entries.map((entry) =>
            entry.kind === 'file' ? (
              <FileRow key={entry.file.id} file={entry.file} />
            ) : (
              <FolderRow key={entry.folder.key} folder={entry.folder} />
            ),
          )}
        </ul>
      </div>
    </Panel>
  );
}
