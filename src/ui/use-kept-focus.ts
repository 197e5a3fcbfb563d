import { useEffect, type RefObject } from 'react';

const focusable = 'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex="0"]';

/** Where the keyboard was. */
interface Place {
  readonly element: Element;
  /** What it was in, nearest first. */
  readonly around: readonly Element[];
  /** What came before it, nearest first. */
  readonly before: readonly Element[];
}

/**
 * Whoever works by keyboard goes on where they were when what they pressed is gone with it, as when “Ask” becomes “Stop asking”: the keyboard
 * goes to what stands there now, else to what is nearest. Without it the page would have it, and keys of the part would do nothing.
 */
export function useKeptFocus(part: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const root = part.current;
    if (!root) return undefined;
    let place: Place | undefined;
    const enter = ({ target }: FocusEvent): void => {
      place = target instanceof Element ? placeOf(target, root) : undefined;
    };
    // What is left by hand is not gone on with. What goes is out of the page by then.
    const leave = (): void =>
      queueMicrotask(() => (place = place?.element.isConnected === true && !hasFocus(place.element) ? undefined : place));
    const gone = new MutationObserver(() => {
      if (!place || place.element.isConnected || document.activeElement !== document.body) return;
      const next = nearest(place, root);
      place = undefined;
      next?.focus({ preventScroll: true });
    });
    root.addEventListener('focusin', enter);
    root.addEventListener('focusout', leave);
    gone.observe(root, { childList: true, subtree: true });
    return () => {
      root.removeEventListener('focusin', enter);
      root.removeEventListener('focusout', leave);
      gone.disconnect();
    };
  }, [part]);
}

function hasFocus(element: Element): boolean {
  return document.activeElement === element;
}

function placeOf(element: Element, root: HTMLElement): Place {
  const around: Element[] = [];
  for (let one = element.parentElement; one && root.contains(one); one = one.parentElement) around.push(one);
  const all = [...root.querySelectorAll(focusable)];
  return { element, around, before: all.slice(0, Math.max(0, all.indexOf(element))).toReversed() };
}

/** In the nearest of what it was in: what follows that which came before it. */
function nearest({ around, before }: Place, root: HTMLElement): HTMLElement | undefined {
  for (const one of around) {
    if (!root.contains(one)) continue;
    const there = [...one.querySelectorAll<HTMLElement>(focusable)].filter((found) => found.checkVisibility());
    if (there.length === 0) continue;
    const former = before.find((found) => one.contains(found) && found.isConnected);
    const at = there.findIndex((found) => found === former);
    return there[at + 1] ?? there[at];
  }
  return undefined;
}
