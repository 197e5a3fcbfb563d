import { closestOf } from './find-element.ts';

const neverTouched = 'input[type="password"], input[type="file"], [data-deskline-mask], iframe, frame, object, embed, [data-deskline-own]';
const guarded = new WeakSet<Element>();

/**
 * Whether the expert may do nothing there: passwords, files, what the site masks, frames, and our own button. A field that ever was for a
 * password stays one, also when the page shows its text.
 */
export function isOffLimits(element: Element): boolean {
  const found = closestOf(element, neverTouched);
  if (found) guarded.add(found);
  if (found !== undefined || guarded.has(element)) return true;
  const label = closestOf(element, 'label');
  return label instanceof HTMLLabelElement && label.control !== null && label.control !== element && isOffLimits(label.control);
}

/** Remembers the password fields that are there now. */
export function guardPasswords(root: ParentNode): void {
  for (const field of root.querySelectorAll('input[type="password"]')) guarded.add(field);
}
