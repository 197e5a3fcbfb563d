import { isMoving } from '../../state/file-groups.ts';
import type { FileView } from '../../state/live-view.ts';
import { useLive, useSession } from '../live/customer-session.tsx';
import { TouchButton } from '../live/touch-button.tsx';
import { useSpeech } from '../words/customer-words.tsx';
import { bytesText } from './bytes-text.ts';
import { saveBlob } from './save-blob.ts';
import { useExchangeWords } from './use-exchange-words.ts';

/** One file: where it stands, and what can be done with it. */
export function FileRow({ file }: { readonly file: FileView }) {
  const { language } = useSpeech();
  const { files } = useExchangeWords();
  const sender = useLive(({ people }) => people.find(({ seatId }) => seatId === file.seatId)?.name ?? '');
  const isOnItsWay = isMoving(file);
  return (
    <li className="flex flex-col gap-2 py-2">
      <p className="break-words">
        {file.path ?? file.name}{' '}
        <span className="text-n11">
          {bytesText(file.bytes, language)}, {file.isMine ? files.mine : files.from(sender)}, {files.state[file.state]}
        </span>
      </p>
      {isOnItsWay && (
        <progress aria-label={file.name} max={Math.max(1, file.bytes)} value={file.movedBytes} className="h-2 w-full accent-accent" />
      )}
      {file.isVerified === true && file.sha256 !== undefined && (
        <p className="text-caption break-all text-n11">
          {files.verified}: SHA-256 {file.sha256}
        </p>
      )}
      <FileButtons file={file} isOnItsWay={isOnItsWay} />
    </li>
  );
}

function FileButtons({ file, isOnItsWay }: { readonly file: FileView; readonly isOnItsWay: boolean }) {
  const { files } = useExchangeWords();
  const session = useSession();
  const { id, name, isMine, state, blob } = file;
  return (
    <div className="flex flex-wrap gap-2 empty:hidden">
      {state === 'offered' && !isMine && (
        <>
          <TouchButton aria-label={files.refuseNamed(name)} onClick={() => session.refuseFile(id)}>
            {files.refuse}
          </TouchButton>
          <TouchButton tone="primary" aria-label={files.acceptNamed(name)} onClick={() => session.acceptFile(id)}>
            {files.accept}
          </TouchButton>
        </>
      )}
      {(isOnItsWay || (state === 'offered' && isMine)) && (
        <TouchButton aria-label={files.cancelNamed(name)} onClick={() => session.cancelFile(id)}>
          {files.cancel}
        </TouchButton>
      )}
      {state === 'done' && !isMine && blob !== undefined && (
        <TouchButton tone="primary" aria-label={files.saveNamed(name)} onClick={() => saveBlob(blob, name)}>
          {files.save}
        </TouchButton>
      )}
    </div>
  );
}
