import type { ControlInput } from '../../protocol/support/control-input.ts';
import { closestOf, elementAt, parentOf } from './find-element.ts';
import { placeOf, type Place } from './map-place.ts';
import { modifiersOf } from './modifiers.ts';
import { isOffLimits } from './off-limits.ts';

type Press = Extract<ControlInput, { kind: 'pointer-down' | 'pointer-up' }>;

const buttons = { left: 0, middle: 1, right: 2 } as const;
const focusable = 'a[href], button, input, select, textarea, summary, [tabindex], [contenteditable=""], [contenteditable="true"]';

/** Moves, presses and clicks as a mouse would, at what is on top there. */
export class Pointer {
  #over: Element | undefined;
  #pressed: { readonly element: Element; readonly button: number } | undefined;

  move(at: Place): void {
    const place = toViewport(at);
    const element = elementAt(place);
    if (!element || isOffLimits(element)) return this.#leave();
    const event = mouse(place, {});
    if (element !== this.#over) {
      this.#leave();
      this.#over = element;
      send(element, 'pointerover', event);
      send(element, 'mouseover', event);
    }
    send(element, 'pointermove', event);
    send(element, 'mousemove', event);
  }

  press(input: Press): void {
    if (input.kind === 'pointer-down') this.#down(input);
    else this.#up(input);
  }

  /** Nothing is pressed and nothing is under it any more. */
  close(): void {
    this.#pressed = undefined;
    this.#leave();
  }

  #down(input: Press): void {
    const place = toViewport(input);
    const element = elementAt(place);
    this.#pressed = undefined;
    if (!element || isOffLimits(element)) return;
    const button = buttons[input.button];
    const event = mouse(place, { button, buttons: 1 << button, detail: 1, ...modifiersOf(input.modifiers) });
    this.#pressed = { element, button };
    send(element, 'pointerdown', event);
    if (send(element, 'mousedown', event)) focusFrom(element);
  }

  #up(input: Press): void {
    const place = toViewport(input);
    const element = elementAt(place);
    const pressed = this.#pressed;
    this.#pressed = undefined;
    if (!element || isOffLimits(element)) return;
    const button = buttons[input.button];
    const event = mouse(place, { button, buttons: 0, detail: 1, ...modifiersOf(input.modifiers) });
    send(element, 'pointerup', event);
    send(element, 'mouseup', event);
    const target = pressed?.button === button ? commonOf(pressed.element, element) : undefined;
    if (!target || isOffLimits(target)) return;
    if (button === 0) target.dispatchEvent(new PointerEvent('click', event));
    else target.dispatchEvent(new PointerEvent(button === 2 ? 'contextmenu' : 'auxclick', event));
  }

  #leave(): void {
    if (!this.#over) return;
    const event = mouse({ x: 0, y: 0 }, {});
    send(this.#over, 'pointerout', event);
    send(this.#over, 'mouseout', event);
    this.#over = undefined;
  }
}

function toViewport(at: Place): Place {
  return placeOf(at, { width: innerWidth, height: innerHeight });
}

function mouse({ x, y }: Place, more: PointerEventInit): PointerEventInit {
  return {
    bubbles: true,
    cancelable: true,
    composed: true,
    view: window,
    clientX: x,
    clientY: y,
    pointerId: 1,
    pointerType: 'mouse',
    isPrimary: true,
    ...more,
  };
}

/** @returns whether the page left it its usual effect */
function send(element: Element, type: string, init: PointerEventInit): boolean {
  return element.dispatchEvent(type.startsWith('pointer') ? new PointerEvent(type, init) : new MouseEvent(type, init));
}

/** A press gives the keyboard to what can have it, and takes it from what had it. */
function focusFrom(element: Element): void {
  const label = closestOf(element, 'label');
  const found = closestOf(element, focusable) ?? (label instanceof HTMLLabelElement ? label.control : undefined);
  if (found instanceof HTMLElement) found.focus({ preventScroll: true });
  else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}

/** A click goes to what was pressed and let go, or to what both are in (UI Events §5.3.4). */
function commonOf(first: Element, second: Element): Element | undefined {
  const around = new Set<Element>();
  for (let at: Element | undefined = first; at; at = parentOf(at)) around.add(at);
  for (let at: Element | undefined = second; at; at = parentOf(at)) if (around.has(at)) return at;
  return undefined;
}
