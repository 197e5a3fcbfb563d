import { useRef } from 'react';
import { useLive, useSession } from '../live/customer-session.tsx';
import { TouchButton } from '../live/touch-button.tsx';
import { useWords } from '../words/customer-words.tsx';
import { Survey } from './survey.tsx';

/** Ends the session, after one question that may be left unanswered. Before there are keys there is none to end: whoever closes the page was not in it. */
export function EndButton({ label }: { readonly label?: string }) {
  const { ending } = useWords();
  const session = useSession();
  const dialog = useRef<HTMLDialogElement>(null);
  const isBegun = useLive(({ link }) => link !== 'joining' && link !== 'waiting');
  if (!isBegun) return null;
  return (
    <>
      <TouchButton tone="danger-quiet" className="self-start" onClick={() => dialog.current?.showModal()}>
        {label ?? ending.leave}
      </TouchButton>
      <dialog
        ref={dialog}
        aria-label={ending.leaveSure}
        className="m-auto w-[min(28rem,calc(100vw-2rem))] rounded-card border bg-raised p-4 text-n12 shadow-overlay backdrop:bg-scrim"
      >
        <div className="flex flex-col gap-4">
          <h2 className="text-title font-semibold">{ending.leaveSure}</h2>
          <Survey />
          <div className="flex flex-wrap gap-2">
            <TouchButton className="flex-1" onClick={() => dialog.current?.close()}>
              {ending.stay}
            </TouchButton>
            <TouchButton tone="danger" className="flex-1" onClick={() => void session.end('done')}>
              {ending.leave}
            </TouchButton>
          </div>
        </div>
      </dialog>
    </>
  );
}
