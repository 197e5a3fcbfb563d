import { useState } from 'react';
import { useSaving } from '../../exchange/use-saving.ts';
import type { FolderGroup } from '../../state/file-groups.ts';
import { useLive, useSession } from '../live/customer-session.tsx';
import { TouchButton } from '../live/touch-button.tsx';
import { useSpeech } from '../words/customer-words.tsx';
import { bytesText } from './bytes-text.ts';
import { FileRow } from './file-row.tsx';
import { useExchangeWords } from './use-exchange-words.ts';

/** A folder: taken, refused and saved as one; what is in it on demand. */
export function FolderRow({ folder }: { readonly folder: FolderGroup }) {
  const { language } = useSpeech();
  const { files: said } = useExchangeWords();
  const sender = useLive(({ people }) => people.find(({ seatId }) => seatId === folder.seatId)?.name ?? '');
  const [isOpen, setOpen] = useState(false);
  const { name, files, bytes, movedBytes, underWay, done } = folder;
  return (
    <li className="flex flex-col gap-2 py-2">
      <p className="break-words">
        {said.folder(name)}{' '}
        <span className="text-n11">
          {said.count(files.length)}, {bytesText(bytes, language)}, {folder.isMine ? said.mine : said.from(sender)},{' '}
          {said.doneOf(done, files.length)}
        </span>
      </p>
      {underWay.length > 0 && movedBytes > 0 && (
        <progress aria-label={name} max={Math.max(1, bytes)} value={movedBytes} className="h-2 w-full accent-accent" />
      )}
      <div className="flex flex-wrap gap-2">
        <FolderButtons folder={folder} />
        <TouchButton tone="quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? said.hideFiles : said.showFiles}
        </TouchButton>
      </div>
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

function FolderButtons({ folder }: { readonly folder: FolderGroup }) {
  const { files: said } = useExchangeWords();
  const session = useSession();
  const saving = useSaving();
  const { name, waiting, underWay, received } = folder;
  return (
    <>
      {waiting.length > 0 && (
        <>
          <TouchButton aria-label={said.refuseNamed(name)} onClick={() => waiting.forEach(({ id }) => session.refuseFile(id))}>
            {said.refuse}
          </TouchButton>
          <TouchButton
            tone="primary"
            aria-label={said.acceptNamed(name)}
            onClick={() => waiting.forEach(({ id }) => session.acceptFile(id))}
          >
            {said.accept}
          </TouchButton>
        </>
      )}
      {underWay.length > 0 && (
        <TouchButton aria-label={said.cancelNamed(name)} onClick={() => underWay.forEach(({ id }) => session.cancelFile(id))}>
          {said.cancel}
        </TouchButton>
      )}
      {received.length > 0 && waiting.length + underWay.length === 0 && (
        <TouchButton
          tone="primary"
          aria-label={said.saveNamed(name)}
          disabled={saving.isSaving}
          onClick={() => saving.save(received, name)}
        >
          {said.saveZip}
        </TouchButton>
      )}
      {saving.hasFailed && (
        <p role="alert" className="w-full text-red-text">
          {said.notSaved}
        </p>
      )}
    </>
  );
}
