import type { Place } from './map-place.ts';

/** The element that is on top at a place, through open shadow roots. Closed ones and frames answer for what is in them. */
export function elementAt({ x, y }: Place): Element | undefined {
  let found = document.elementFromPoint(x, y) ?? undefined;
  for (;;) {
    const inner: Element | null | undefined = found?.shadowRoot?.elementFromPoint(x, y);
    if (!inner || inner === found) return found;
    found = inner;
  }
}

/** What has the keyboard, through open shadow roots. */
export function focusedElement(): Element {
  let found = document.activeElement ?? document.body;
  while (found.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
  return found;
}

/** The element that it is in, also when that is outside of its shadow root. */
export function parentOf(element: Element): Element | undefined {
  if (element.assignedSlot) return element.assignedSlot;
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : undefined;
}

/** `closest` through open shadow roots. */
export function closestOf(element: Element, selector: string): Element | undefined {
  for (let at: Element | undefined = element; at; at = parentOf(at)) if (at.matches(selector)) return at;
  return undefined;
}
