const candidates =
  'a[href], button:not([disabled]), input:not([disabled]):not([type="hidden"]), select:not([disabled]), textarea:not([disabled]), summary, [tabindex], [contenteditable=""], [contenteditable="true"]';

/** Gives the keyboard to the next that can have it, past what may not be touched. */
export function focusNext(from: Element, direction: 1 | -1, isOffLimits: (element: Element) => boolean): void {
  const order = inOrder().filter((one) => one === from || !isOffLimits(one));
  const at = order.findIndex((one) => one === from);
  const next = order.at(at === -1 && direction === 1 ? 0 : (at + direction) % Math.max(1, order.length));
  next?.focus();
}

/** Positive tabindex first, then as in the document. */
function inOrder(): readonly HTMLElement[] {
  const all = collect(document).filter((one) => one.tabIndex >= 0 && one.checkVisibility({ visibilityProperty: true }));
  const rank = ({ tabIndex }: HTMLElement): number => (tabIndex > 0 ? tabIndex : Number.MAX_SAFE_INTEGER);
  return all.toSorted((one, other) => rank(one) - rank(other));
}

function collect(root: ParentNode): readonly HTMLElement[] {
  return [...root.querySelectorAll('*')].flatMap((one) => [
    ...(one instanceof HTMLElement && one.matches(candidates) ? [one] : []),
    ...(one.shadowRoot ? collect(one.shadowRoot) : []),
  ]);
}
