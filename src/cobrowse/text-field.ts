/** A sign that is shown as one is erased as one, however many characters it has. */
const signs = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const longestSign = 64;

/** What text can be typed into. */
export type TextField = HTMLInputElement | HTMLTextAreaElement;

const typable = new Set(['text', 'search', 'url', 'tel', 'email', 'number', 'date', 'time', 'month', 'week', 'datetime-local']);

export function isTextField(element: Element): element is TextField {
  if (element instanceof HTMLTextAreaElement) return !element.readOnly && !element.disabled;
  return element instanceof HTMLInputElement && typable.has(element.type) && !element.readOnly && !element.disabled;
}

/** Puts `text` in the place of what is selected. */
export function typeInto(field: TextField, text: string): void {
  const { from, to } = selectionOf(field);
  replace(field, { from, to, text, inputType: 'insertText' });
}

/** Takes out what is selected, or the character before or after the caret. */
export function eraseIn(field: TextField, direction: 'back' | 'forward'): void {
  const { from, to } = selectionOf(field);
  const isRange = from !== to;
  const inputType = direction === 'back' ? 'deleteContentBackward' : 'deleteContentForward';
  const start = isRange || direction === 'forward' ? from : from - lengthBefore(field.value, from);
  const end = isRange || direction === 'back' ? to : to + lengthAfter(field.value, to);
  if (start !== end) replace(field, { from: start, to: end, text: '', inputType });
}

/** Moves the caret; with `isSelecting` what is between stays selected. */
export function moveCaret(field: TextField, key: 'ArrowLeft' | 'ArrowRight' | 'Home' | 'End', isSelecting: boolean): void {
  if (field.selectionStart === null) return;
  const { from, to } = selectionOf(field);
  const isBackward = field.selectionDirection === 'backward';
  const [anchor, caret] = isBackward ? [to, from] : [from, to];
  const next = {
    ArrowLeft: from !== to && !isSelecting ? from : caret - lengthBefore(field.value, caret),
    ArrowRight: from !== to && !isSelecting ? to : caret + lengthAfter(field.value, caret),
    Home: 0,
    End: field.value.length,
  }[key];
  const kept = isSelecting ? anchor : next;
  field.setSelectionRange(Math.min(kept, next), Math.max(kept, next), next < kept ? 'backward' : 'forward');
}

export function selectAll(field: TextField): void {
  field.select();
}

/** Fields for numbers and e-mail have no caret that a script may ask for: it is at their end. */
function selectionOf(field: TextField): { readonly from: number; readonly to: number } {
  const end = field.value.length;
  return { from: field.selectionStart ?? end, to: field.selectionEnd ?? end };
}

const changed = new WeakSet<TextField>();

/** `change` comes when a field is left or entered; by itself it would not, because no person typed. */
export function tellChange(field: TextField): void {
  if (changed.delete(field)) field.dispatchEvent(new Event('change', { bubbles: true }));
}

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly inputType: string;
}

function replace(field: TextField, { from, to, text, inputType }: Edit): void {
  const event = { bubbles: true, composed: true, data: text === '' ? null : text, inputType };
  if (!field.dispatchEvent(new InputEvent('beforeinput', { ...event, cancelable: true }))) return;
  const value = field.value.slice(0, from) + text + field.value.slice(to);
  if (field.maxLength >= 0 && value.length > field.maxLength && text !== '') return;
  setNativeValue(field, value);
  if (!changed.has(field)) {
    changed.add(field);
    field.addEventListener('blur', () => tellChange(field), { once: true });
  }
  if (field.selectionStart !== null) field.setSelectionRange(from + text.length, from + text.length);
  field.dispatchEvent(new InputEvent('input', event));
}

/** Libraries that watch a field's own `value` believe a change only when it came through the prototype's setter. */
function setNativeValue(field: TextField, value: string): void {
  const proto = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(proto, 'value')?.set?.call(field, value);
}

function lengthBefore(value: string, at: number): number {
  return [...signs.segment(value.slice(Math.max(0, at - longestSign), at))].at(-1)?.segment.length ?? 0;
}

function lengthAfter(value: string, at: number): number {
  return [...signs.segment(value.slice(at, at + longestSign))][0]?.segment.length ?? 0;
}
