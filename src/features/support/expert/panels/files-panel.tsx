import { Download, FolderUp, Paperclip } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button/button.tsx';
import { droppedFiles } from '../../customer/exchange/dropped-files.ts';
import { saveTogether } from '../../customer/exchange/save-folder.ts';
import { fileEntries } from '../../state/file-groups.ts';
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
  const picker = useRef<HTMLInputElement>(null);
  const entries = fileEntries(files);
  const singles = entries.flatMap((entry) => (entry.kind === 'file' ? [entry.file] : []));
  const waiting = singles.filter(({ isMine, state }) => !isMine && state === 'offered');
  const received = singles.filter(({ blob }) => blob !== undefined);
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
          if (!isLive) return;
          void droppedFiles(event.dataTransfer).then(({ files: dropped, paths }) => session.offerFiles(dropped, paths));
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
          {waiting.length > 1 && (
            <Button size="dense" tone="primary" onClick={() => waiting.forEach(({ id }) => session.acceptFile(id))}>
              {t('files.acceptAll', { count: waiting.length })}
            </Button>
          )}
          {received.length > 1 && (
            <Button size="dense" icon={Download} onClick={() => void saveTogether(received, t('files.title'))}>
              {t('files.saveAll', { count: received.length })}
            </Button>
          )}
        </div>
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
