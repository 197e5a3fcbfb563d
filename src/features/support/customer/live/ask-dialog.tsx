import { useEffect, useId, useRef, useState } from 'react';
import { canMask } from '../../../../platform/masking/breakout-box.ts';
import type { AskView } from '../../state/live-view.ts';
import { useCobrowse } from '../cobrowse/cobrowse-note.tsx';
import { useSpeech, useWords } from '../words/customer-words.tsx';
import type { Words } from '../words/customer.en.ts';
import { useLive, useSession } from './customer-session.tsx';
import { hasKeyboard } from './has-keyboard.ts';
import { expertsOf, listOf } from './names.ts';
import { TouchButton } from './touch-button.tsx';

/** A click that was meant for what lay there before allows nothing. */
const settleMs = 400;

interface AskDialogProps {
  /** Above a camera's picture, where the page puts it; else it lies at the foot of the window. */
  readonly isAtCamera?: boolean;
}

const places = {
  window: 'fixed inset-x-0 top-auto bottom-0 m-auto max-w-2xl gap-3 rounded-t-card p-4 sm:bottom-4 sm:rounded-card',
  camera: 'static mx-auto my-0 max-w-2xl gap-2 rounded-t-card p-3 lying:rounded-card lying:text-dense',
};

/** The oldest open question. It is no modal dialog: “Stop sharing” stays in reach. */
export function AskDialog({ isAtCamera = false }: AskDialogProps) {
  const ask = useLive((view) => view.asks[0]);
  return ask ? <Question key={ask.id} ask={ask} isAtCamera={isAtCamera} /> : null;
}

function Question({ ask, isAtCamera }: Required<AskDialogProps> & { readonly ask: AskView }) {
  const { ask: words, capability, allowed, cobrowse, mask } = useWords();
  const page = useCobrowse().state;
  const session = useSession();
  const id = useId();
  const box = useRef<HTMLDialogElement>(null);
  const [isSettled, setSettled] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), settleMs);
    // Whoever writes at the moment keeps the focus; the others hear the question read out.
    if (!/^(INPUT|TEXTAREA)$/.test(box.current?.ownerDocument.activeElement?.tagName ?? '')) box.current?.focus();
    return () => clearTimeout(timer);
  }, []);
  const isPicked = ask.capability === 'view' || ask.capability === 'camera' || ask.capability === 'voice';
  return (
    <dialog
      open
      ref={box}
      tabIndex={-1}
      aria-labelledby={id}
      aria-describedby={`${id}-text`}
      className={`z-40 flex w-full shrink-0 animate-rise flex-col border bg-raised text-n12 shadow-overlay ${isAtCamera ? places.camera : places.window}`}
    >
      <div role="alert">
        <h2 id={id} className="text-title font-semibold break-words">
          {words.title(ask.name, capability[ask.capability])}
        </h2>
      </div>
      <p id={`${id}-text`} className="text-n11">
        {ask.minutes === null ? words.untilEnd : words.minutes(ask.minutes)} {isPicked && <Together ask={ask} />} {isPicked && words.picker}{' '}
        {ask.capability === 'view' && !canMask() && mask.unsupported}
        {ask.capability === 'record' && words.recordHint}{' '}
        {ask.capability === 'control' && (page === 'no-page' ? allowed.noControl : cobrowse[page])}{' '}
        {stopText(ask.capability, isAtCamera, words)}
      </p>
      <div className="flex flex-wrap gap-2">
        <TouchButton className="flex-1" onClick={() => void session.answer(ask.id, false)}>
          {words.refuse}
        </TouchButton>
        <TouchButton tone="primary" className="flex-1" disabled={!isSettled} onClick={() => void session.answer(ask.id, true)}>
          {words.allow}
        </TouchButton>
      </div>
    </dialog>
  );
}

/** What comes with a picture or a voice that is asked for: pointing at it, and the colleagues who get it at the same time. */
function Together({ ask: { capability, seatId } }: { readonly ask: AskView }) {
  const { words, language } = useSpeech();
  const people = useLive((view) => view.people);
  const { holders = [] } = useLive((view) => view.capabilities[capability]);
  const others = expertsOf(people).filter((one) => one.seatId !== seatId && holders.every((holder) => holder.seatId !== one.seatId));
  const names = listOf(
    others.map(({ name }) => name),
    language,
  );
  return `${capability === 'voice' ? '' : words.ask.pointing} ${names === '' ? '' : words.ask.others(names)}`;
}

/** How everything that was allowed is ended: by the keys, or by the button that a thumb has. */
function stopText(capability: AskView['capability'], isAtCamera: boolean, words: Words['ask']): string {
  if (hasKeyboard()) return words.fallback;
  if (!isAtCamera) return words.fallbackTouch;
  return capability === 'camera' || capability === 'point' ? words.fallbackCamera : words.fallbackMore;
}
