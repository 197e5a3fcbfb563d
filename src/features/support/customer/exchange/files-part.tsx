import { useOffering } from '../../exchange/use-offering.ts';
import { useSaving } from '../../exchange/use-saving.ts';
import { fileListOf, type FileList } from '../../state/file-groups.ts';
import { useLive, useSession } from '../live/customer-session.tsx';
import { Part } from '../live/part.tsx';
import { TouchButton } from '../live/touch-button.tsx';
import { FileRow } from './file-row.tsx';
import { FolderRow } from './folder-row.tsx';
import { useExchangeWords } from './use-exchange-words.ts';

/** Files both ways. What the expert offers waits here for a yes. */
export function FilesPart() {
  const { files: words } = useExchangeWords();
  const session = useSession();
  const files = useLive((view) => view.files).filter(({ isAside }) => isAside !== true);
  const isAllowed = useLive(({ capabilities }) => capabilities.files.state === 'granted');
  const isLive = useLive(({ link }) => link === 'live');
  const offering = useOffering(session, isAllowed && isLive);
  if (!isAllowed && files.length === 0) return null;
  const list = fileListOf(files);
  return (
    <Part title={words.title}>
      <div className="flex flex-col gap-2" {...offering.place}>
        {isAllowed ? <Offering offering={offering} isLive={isLive} /> : <p className="text-n11">{words.need}</p>}
        <All list={list} />
        <ul className="flex flex-col divide-y divide-n6 empty:hidden">
          {list.entries.map((entry) =>
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

function Offering({ offering, isLive }: { readonly offering: ReturnType<typeof useOffering>; readonly isLive: boolean }) {
  const { files: words } = useExchangeWords();
  return (
    <div className="flex flex-wrap gap-2">
      <input {...offering.input} aria-label={words.offer} />
      <TouchButton disabled={!isLive} onClick={() => offering.choose(false)}>
        {words.offer}
      </TouchButton>
      {canChooseFolders() && (
        <TouchButton disabled={!isLive} onClick={() => offering.choose(true)}>
          {words.offerFolder}
        </TouchButton>
      )}
      {offering.hasFailed && (
        <p role="alert" className="w-full text-red-text">
          {words.notRead}
        </p>
      )}
    </div>
  );
}

/** One tap for many: twenty files are not accepted, or saved, one by one. */
function All({ list: { waiting, received } }: { readonly list: FileList }) {
  const { files: words } = useExchangeWords();
  const session = useSession();
  const saving = useSaving();
  return (
    <div className="flex flex-wrap gap-2 empty:hidden">
      {waiting.length > 1 && (
        <TouchButton tone="primary" onClick={() => waiting.forEach(({ id }) => session.acceptFile(id))}>
          {words.acceptAll(waiting.length)}
        </TouchButton>
      )}
      {received.length > 1 && (
        <TouchButton disabled={saving.isSaving} onClick={() => saving.save(received, words.title)}>
          {words.saveAll(received.length)}
        </TouchButton>
      )}
      {saving.hasFailed && (
        <p role="alert" className="w-full text-red-text">
          {words.notSaved}
        </p>
      )}
    </div>
  );
}
