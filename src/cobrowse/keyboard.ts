import type { ControlInput } from '../../protocol/support/control-input.ts';
import { focusNext } from './focus-order.ts';
import { focusedElement } from './find-element.ts';
import { modifiersOf } from './modifiers.ts';
import { isOffLimits } from './off-limits.ts';
import { stepSelect } from './select-box.ts';
import { eraseIn, isTextField, moveCaret, selectAll, tellChange, typeInto, type TextField } from './text-field.ts';

type Key = Extract<ControlInput, { kind: 'key-down' | 'key-up' }>;

/** Types where the keyboard is, with the effects that a browser gives to real keys only. */
export class Keyboard {
  type(text: string): void {
    const element = focusedElement();
    if (isOffLimits(element)) return;
    if (isTextField(element)) typeInto(element, text);
    else if (element instanceof HTMLElement && element.isContentEditable) editRich(element, 'insertText', text);
    else if (element instanceof HTMLSelectElement) stepSelect(element, { startingWith: text });
    else if (text === ' ') press(element);
  }

  press(input: Key): void {
    const element = focusedElement();
    // Out of a field that may not be typed into leads Tab, and nothing else.
    if (isOffLimits(element) && input.key !== 'Tab') return;
    const type = input.kind === 'key-down' ? 'keydown' : 'keyup';
    const { code, key } = input;
    const event = { bubbles: true, cancelable: true, composed: true, view: window, code, key, ...modifiersOf(input.modifiers) };
    const isLeft = isOffLimits(element) || element.dispatchEvent(new KeyboardEvent(type, event));
    if (isLeft && type === 'keydown') act(element, input);
  }
}

function act(element: Element, { key, modifiers }: Key): void {
  const isShift = modifiers.includes('shift');
  if (key === 'Tab') return focusNext(element, isShift ? -1 : 1, isOffLimits);
  const isCommand = modifiers.includes('control') || modifiers.includes('meta');
  if (isCommand && key.toLowerCase() === 'a') return isTextField(element) ? selectAll(element) : undefined;
  if (isCommand || modifiers.includes('alt')) return;
  if (isTextField(element)) actInField(element, key, isShift);
  else if (element instanceof HTMLSelectElement) actInSelect(element, key);
  else if (element instanceof HTMLElement && element.isContentEditable) actInRich(element, key, isShift);
  else if (key === 'Enter') press(element);
}

function actInField(field: TextField, key: string, isShift: boolean): void {
  if (key === 'Backspace') eraseIn(field, 'back');
  else if (key === 'Delete') eraseIn(field, 'forward');
  else if (key === 'ArrowLeft' || key === 'ArrowRight' || key === 'Home' || key === 'End') moveCaret(field, key, isShift);
  else if (key === 'Enter' && field instanceof HTMLTextAreaElement) typeInto(field, '\n');
  else if (key === 'Enter') {
    tellChange(field);
    field.form?.requestSubmit();
  }
}

function actInSelect(select: HTMLSelectElement, key: string): void {
  if (key === 'ArrowDown' || key === 'ArrowRight') stepSelect(select, { by: 1 });
  else if (key === 'ArrowUp' || key === 'ArrowLeft') stepSelect(select, { by: -1 });
  else if (key === 'Home') stepSelect(select, { by: -select.options.length });
  else if (key === 'End') stepSelect(select, { by: select.options.length });
}

const richKeys: Readonly<Record<string, readonly ['backward' | 'forward', 'character' | 'line' | 'lineboundary']>> = {
  ArrowLeft: ['backward', 'character'],
  ArrowRight: ['forward', 'character'],
  ArrowUp: ['backward', 'line'],
  ArrowDown: ['forward', 'line'],
  Home: ['backward', 'lineboundary'],
  End: ['forward', 'lineboundary'],
};

function actInRich(element: HTMLElement, key: string, isShift: boolean): void {
  if (key === 'Enter') editRich(element, isShift ? 'insertLineBreak' : 'insertParagraph');
  else if (key === 'Backspace') editRich(element, 'delete');
  else if (key === 'Delete') editRich(element, 'forwardDelete');
  const move = richKeys[key];
  if (move) getSelection()?.modify(isShift ? 'extend' : 'move', ...move);
}

/** execCommand is the only way by which a page's own undo and events stay right; no browser drops it. */
function editRich(element: HTMLElement, command: string, text?: string): void {
  // oxlint-disable-next-line typescript/no-deprecated
  if (element.isContentEditable) document.execCommand(command, false, text);
}

function press(element: Element): void {
  if (element.matches('a[href], button, summary, input, [role="button"]') && element instanceof HTMLElement) element.click();
}
