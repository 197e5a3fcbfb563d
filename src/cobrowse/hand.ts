import type { ControlInput } from '../../protocol/support/control-input.ts';
import { elementAt } from './find-element.ts';
import { GhostPointer } from './ghost-pointer.ts';
import { Keyboard } from './keyboard.ts';
import { placeOf, type Place } from './map-place.ts';
import { guardPasswords, isOffLimits } from './off-limits.ts';
import { Pointer } from './pointer.ts';
import { scrollAt } from './scroll.ts';

/** Somebody's hand in this page, from when they got control until it ends. */
export class Hand {
  readonly #ghost: GhostPointer;
  readonly #pointer = new Pointer();
  readonly #keyboard = new Keyboard();
  #isClosed = false;

  /** @param name whose hand it is */
  constructor(name: string) {
    this.#ghost = new GhostPointer(name);
  }

  apply(input: ControlInput): void {
    if (this.#isClosed) return;
    guardPasswords(document);
    if ('x' in input) this.#ghost.moveTo(inViewport(input));
    switch (input.kind) {
      case 'pointer-move':
        return this.#pointer.move(input);
      case 'pointer-down':
      case 'pointer-up':
        return this.#pointer.press(input);
      case 'wheel':
        return scroll(input, input);
      case 'text':
        return this.#keyboard.type(input.text);
      case 'key-down':
      case 'key-up':
        return this.#keyboard.press(input);
    }
  }

  /** Nothing of it is left, and nothing comes any more. Idempotent. */
  close(): void {
    this.#isClosed = true;
    this.#pointer.close();
    this.#ghost.close();
  }
}

function inViewport(at: Place): Place {
  return placeOf(at, { width: innerWidth, height: innerHeight });
}

function scroll(at: Place, { deltaX, deltaY }: { readonly deltaX: number; readonly deltaY: number }): void {
  const element = elementAt(inViewport(at));
  if (element && !isOffLimits(element)) scrollAt(element, deltaX, deltaY);
}
