import type { InputCapture } from '../../control/input-capture.ts';

/** Keys that say nothing of themselves: what they make comes as input. */
const unnamedKeys = new Set(['Unidentified', 'Process', 'Dead']);

/** Gives a field that lies over the picture to the capture: pointer, wheel, keys, what is composed and pasted. Lets go when the signal ends. */
export function listenOnPad(pad: HTMLTextAreaElement, capture: InputCapture, signal: AbortSignal): void {
  listenToPointer(pad, capture, signal);
  listenToKeys(pad, capture, signal);
  const release = (): void => capture.release();
  pad.addEventListener('blur', release, { signal });
  signal.addEventListener('abort', release, { once: true });
}

function listenToPointer(pad: HTMLTextAreaElement, capture: InputCapture, signal: AbortSignal): void {
  pad.addEventListener('pointermove', (event) => capture.move(event), { signal });
  pad.addEventListener(
    'pointerdown',
    (event) => {
      pad.setPointerCapture(event.pointerId);
      if (!capture.down(event)) return;
      event.preventDefault();
      pad.focus({ preventScroll: true });
    },
    { signal },
  );
  pad.addEventListener('pointerup', (event) => capture.up(event), { signal });
  pad.addEventListener('pointercancel', () => capture.release(), { signal });
  // The mouse's own events follow the pointer's: they would move caret and focus in here.
  for (const type of ['mousedown', 'contextmenu', 'dragstart'] as const)
    pad.addEventListener(type, (event) => event.preventDefault(), { signal });
  pad.addEventListener(
    'wheel',
    (event) => {
      // With Ctrl or ⌘ it is the stage's own: it zooms.
      if (!event.ctrlKey && !event.metaKey && capture.wheel(event)) event.preventDefault();
    },
    { signal, passive: false },
  );
}

function listenToKeys(pad: HTMLTextAreaElement, capture: InputCapture, signal: AbortSignal): void {
  pad.addEventListener(
    'keydown',
    (event) => {
      if (unnamedKeys.has(event.key) || isPaste(event) || !capture.keyDown(event)) return;
      event.preventDefault();
      // Neither shortcuts of this page nor a dialog around it hear what is meant for the other.
      event.stopPropagation();
    },
    { signal },
  );
  pad.addEventListener('keyup', (event) => capture.keyUp(event), { signal });
  const say = (text: string | null | undefined): void => {
    capture.text(text ?? '');
    pad.value = '';
  };
  pad.addEventListener('compositionend', ({ data }) => say(data), { signal });
  pad.addEventListener(
    'paste',
    (event) => {
      event.preventDefault();
      say(event.clipboardData?.getData('text/plain'));
    },
    { signal },
  );
  pad.addEventListener(
    'input',
    (event) => {
      if (event instanceof InputEvent && !event.isComposing) say(event.data);
    },
    { signal },
  );
}

/** What it pastes comes with the event of its own. */
function isPaste({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return key.toLowerCase() === 'v' && (ctrlKey || metaKey) && !altKey;
}
