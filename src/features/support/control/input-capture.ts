import type { ControlInput } from '../../../../seal/index.ts';

/** Where a stage shows a stream: the picture itself, without bars around it. */
export interface ShownPicture {
  readonly producerId: string;
  /** CSS pixels of the window. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

interface CapturePorts {
  /** Undefined while no picture is shown. */
  readonly picture: () => ShownPicture | undefined;
  readonly send: (input: ControlInput) => void;
  /** The person pressed Escape twice. */
  readonly giveBack: () => void;
  readonly now?: () => number;
}

type Modifier = 'alt' | 'control' | 'meta' | 'shift';
type Held = Pick<MouseEvent | KeyboardEvent, 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;
type Moved = Pick<MouseEvent, 'clientX' | 'clientY'>;
type Pressed = Moved & Held & Pick<MouseEvent, 'button'>;
type Typed = Held & Pick<KeyboardEvent, 'code' | 'key' | 'repeat' | 'isComposing'>;
type Wheeled = Moved & Pick<WheelEvent, 'deltaX' | 'deltaY' | 'deltaMode'>;

const moveEveryMs = 1000 / 30;
const twiceWithinMs = 800;
const buttons = ['left', 'middle', 'right'] as const;
/** Pixels of a line and of a page, for wheels that count in those. */
const wheelUnits: readonly number[] = [1, 16, 400];
const maxWheel = 10_000;

/** Turns what a person does over a stage into inputs. It knows no element: the stage gives it its events, and listens to what it answers. */
export class InputCapture {
  readonly #ports: CapturePorts;
  readonly #now: () => number;
  #nextMove: Moved | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #movedAt = Number.NEGATIVE_INFINITY;
  #escapedAt = Number.NEGATIVE_INFINITY;
  readonly #pressed = new Map<number, Pressed>();
  readonly #keys = new Map<string, string>();

  constructor(ports: CapturePorts) {
    this.#ports = ports;
    this.#now = ports.now ?? (() => performance.now());
  }

  /** At most 30 a second leave; the last of a movement always does. */
  move(event: Moved): void {
    this.#nextMove = { clientX: event.clientX, clientY: event.clientY };
    const wait = this.#movedAt + moveEveryMs - this.#now();
    if (wait <= 0) this.#flush();
    else this.#timer ??= setTimeout(() => this.#flush(), wait);
  }

  /** @returns whether it went out: the stage then prevents the usual effect */
  down(event: Pressed): boolean {
    this.#flush();
    const isSent = this.#press('pointer-down', event);
    if (isSent) this.#pressed.set(event.button, event);
    return isSent;
  }

  /** Let go outside of the picture counts as at its edge, so that nothing stays pressed over there. */
  up(event: Pressed): boolean {
    this.#flush();
    if (!this.#pressed.delete(event.button)) return false;
    return this.#press('pointer-up', event, 'clamped');
  }

  wheel({ clientX, clientY, deltaX, deltaY, deltaMode }: Wheeled): boolean {
    const at = this.#placeOf({ clientX, clientY });
    if (!at) return false;
    const unit = wheelUnits[deltaMode] ?? 1;
    const bound = (delta: number): number => Math.max(-maxWheel, Math.min(maxWheel, delta * unit));
    this.#ports.send({ kind: 'wheel', ...at, deltaX: bound(deltaX), deltaY: bound(deltaY) });
    return true;
  }

  keyDown(event: Typed): boolean {
    if (event.isComposing || this.#ports.picture() === undefined) return false;
    if (event.key === 'Escape' && this.#isSecondEscape(event)) {
      this.#ports.giveBack();
      return true;
    }
    if (event.key !== 'Escape') this.#escapedAt = Number.NEGATIVE_INFINITY;
    if (isPrintable(event)) this.text(event.key);
    else {
      this.#keys.set(event.code, event.key);
      this.#key('key-down', event);
    }
    return true;
  }

  keyUp(event: Typed): boolean {
    if (!this.#keys.delete(event.code)) return false;
    this.#key('key-up', event);
    return true;
  }

  /** What was composed or pasted. */
  text(text: string): void {
    if (text !== '') this.#ports.send({ kind: 'text', text: text.slice(0, 4000) });
  }

  /** The stage lost the keyboard, or control ended: lets go of everything. Idempotent. */
  release(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#nextMove = undefined;
    for (const event of this.#pressed.values()) this.#press('pointer-up', event, 'clamped');
    this.#pressed.clear();
    for (const [code, key] of this.#keys) this.#ports.send({ kind: 'key-up', code, key, modifiers: [] });
    this.#keys.clear();
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const event = this.#nextMove;
    this.#nextMove = undefined;
    const at = event && this.#placeOf(event);
    if (!at) return;
    this.#movedAt = this.#now();
    this.#ports.send({ kind: 'pointer-move', ...at });
  }

  #press(kind: 'pointer-down' | 'pointer-up', event: Pressed, edge?: 'clamped'): boolean {
    const at = this.#placeOf(event, edge);
    const button = buttons[event.button];
    if (!at || button === undefined) return false;
    this.#ports.send({ kind, ...at, button, modifiers: modifiersOf(event) });
    return true;
  }

  #key(kind: 'key-down' | 'key-up', event: Typed): void {
    const { code, key } = event;
    this.#ports.send({ kind, code: code.slice(0, 32), key: key.slice(0, 32), modifiers: modifiersOf(event) });
  }

  /** A held Escape is one. */
  #isSecondEscape({ repeat }: Typed): boolean {
    if (repeat) return false;
    const isSecond = this.#now() - this.#escapedAt <= twiceWithinMs;
    this.#escapedAt = isSecond ? Number.NEGATIVE_INFINITY : this.#now();
    return isSecond;
  }

  /** Undefined beside the picture. */
  #placeOf(
    { clientX, clientY }: Moved,
    edge?: 'clamped',
  ): { readonly producerId: string; readonly x: number; readonly y: number } | undefined {
    const picture = this.#ports.picture();
    if (!picture || picture.width <= 0 || picture.height <= 0) return undefined;
    const x = (clientX - picture.left) / picture.width;
    const y = (clientY - picture.top) / picture.height;
    if (edge === undefined && !(isPart(x) && isPart(y))) return undefined;
    return { producerId: picture.producerId, x: Math.max(0, Math.min(1, x)), y: Math.max(0, Math.min(1, y)) };
  }
}

function isPart(value: number): boolean {
  return value >= 0 && value <= 1;
}

/** AltGr makes characters, and some systems report it as Control with Alt. */
function isPrintable({ key, ctrlKey, metaKey, altKey }: Typed): boolean {
  return /^.$/u.test(key) && !metaKey && ctrlKey === altKey;
}

function modifiersOf({ altKey, ctrlKey, metaKey, shiftKey }: Held): Modifier[] {
  const held: readonly (readonly [boolean, Modifier])[] = [
    [altKey, 'alt'],
    [ctrlKey, 'control'],
    [metaKey, 'meta'],
    [shiftKey, 'shift'],
  ];
  return held.filter(([isHeld]) => isHeld).map(([, name]) => name);
}
