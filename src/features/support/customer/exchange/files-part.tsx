import { useRef, type ChangeEvent } from 'react';
import { fileEntries, type FileEntry } from '../../state/file-groups.ts';
import { useLive, useSession } from '../live/customer-session.tsx';
import { Part } from '../live/part.tsx';
import { TouchButton } from '../live/touch-button.tsx';
import { droppedFiles } from './dropped-files.ts';
import { FileRow } from './file-row.tsx';
import { FolderRow } from './folder-row.tsx';
import { saveTogether } from './save-folder.ts';
import { useExchangeWords } from './use-exchange-words.ts';

/** Files both ways. What the expert offers waits here for a yes. */
export function FilesPart() {
  const { files: words } = useExchangeWords();
  const session = useSession();
  const files = useLive((view) => view.files).filter(({ isAside }) => isAside !== true);
  const isAllowed = useLive(({ capabilities }) => capabilities.files.state === 'granted');
  const isLive = useLive(({ link }) => link === 'live');
  if (!isAllowed && files.length === 0) return null;
  const entries = fileEntries(files);
  return (
    <Part title={words.title}>
      <div
        className="flex flex-col gap-2"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          if (!isAllowed || !isLive) return;
          void droppedFiles(event.dataTransfer).then(({ files: dropped, paths }) => session.offerFiles(dropped, paths));
        }}
      >
        {isAllowed ? <Offering isLive={isLive} /> : <p className="text-n11">{words.need}</p>}
        <All entries={entries} />
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
    </Part>
  );
}

/** Phones have no folders to choose. */
const canChooseFolders = (): boolean => 'webkitdirectory' in HTMLInputElement.prototype && matchMedia('(pointer: fine)').matches;

function Offering({ isLive }: { readonly isLive: boolean }) {
  const { files: words } = useExchangeWords();
  const session = useSession();
  const picker = useRef<HTMLInputElement>(null);
  const choose = (isFolder: boolean): void => {
    if (!picker.current) return;
    picker.current.webkitdirectory = isFolder;
    picker.current.click();
  };
  const offer = ({ target }: ChangeEvent<HTMLInputElement>): void => {
    session.offerFiles([...(target.files ?? [])]);
    target.value = '';
  };
  return (
    <div className="flex flex-wrap gap-2">
      <input ref={picker} type="file" multiple hidden onChange={offer} aria-label={words.offer} />
      <TouchButton disabled={!isLive} onClick={() => choose(false)}>
        {words.offer}
      </TouchButton>
      {canChooseFolders() && (
        <TouchButton disabled={!isLive} onClick={() => choose(true)}>
          {words.offerFolder}
        </TouchButton>
      )}
    </div>
  );
}

/** One tap for many: twenty files are not accepted, or saved, one by one. */
function All({ entries }: { readonly entries: readonly FileEntry[] }) {
  const { files: words } = useExchangeWords();
  const session = useSession();
  const singles = entries.flatMap((entry) => (entry.kind === 'file' ? [entry.file] : []));
  const waiting = singles.filter(({ isMine, state }) => !isMine && state === 'offered');
  const received = singles.filter(({ blob }) => blob !== undefined);
  return (
    <div className="flex flex-wrap gap-2 empty:hidden">
      {waiting.length > 1 && (
        <TouchButton tone="primary" onClick={() => waiting.forEach(({ id }) => session.acceptFile(id))}>
          {words.acceptAll(waiting.length)}
        </TouchButton>
      )}
      {received.length > 1 && (
        <TouchButton onClick={() => void saveTogether(received, words.title)}>{words.saveAll(received.length)}</TouchButton>
      )}
    </div>
  );
}
