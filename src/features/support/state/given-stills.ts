import type { FileDesk } from './file-desk.ts';
import type { EventOf, LiveContext, Said } from './live-context.ts';
import { maxStills, nameOf, wholeOf } from './still-parts.ts';

/** A screen has fewer colours than a camera. */
const maxGivenBytes = 16 * 1024 * 1024;
/** The customer's tab holds all of them, also those that are thrown away only at the end. */
const maxHeldBytes = 256 * 1024 * 1024;

type Taken = EventOf<'still-taken'>;
type Taker = NonNullable<EventOf<'still'>['takenBy']>;
interface Given {
  readonly event: Taken;
  readonly by: Taker;
}

/**
 * Customer: stills that experts took of a screen, until they are here. Only of what this page shows at that moment, and no more than a tab can
 * hold; whoever gives another one hears that it failed.
 */
export class GivenStills {
  readonly #context: LiveContext;
  readonly #files: Pick<FileDesk, 'fetch' | 'forget'>;
  readonly #onHere: (event: Taken, bytes: Blob, by: Taker) => void;
  readonly #coming = new Map<string, Given>();
  /** Takes nothing any more. */
  readonly close: () => void;

  constructor(context: LiveContext, files: Pick<FileDesk, 'fetch' | 'forget'>, onHere: (event: Taken, bytes: Blob, by: Taker) => void) {
    this.#context = context;
    this.#files = files;
    this.#onHere = onHere;
    this.close = context.view.subscribe((now, before) => {
      if (now.files !== before.files) this.#takeBlobs();
    });
  }

  handleTaken(said: Said<Taken>, mayTake: boolean): void {
    const { event, seatId, name } = said;
    const { id, mime, bytes, key, chunks } = event;
    // A name that is known already is not answered either: nobody makes another one's still fail.
    if (this.#isKnown(id)) return;
    if (!mayTake || !this.#isShown(event.producerId) || !this.#hasRoom(bytes)) return this.#refuse(id);
    this.#coming.set(id, { event, by: { seatId, name: name.slice(0, 80) } });
    this.#files.fetch({ ...said, event: { type: 'file-offer', id, name: nameOf(mime), bytes, key, chunks } });
    // Numbers that do not fit are no file.
    if (this.#context.view.getState().files.some((file) => file.id === id)) return;
    this.#coming.delete(id);
    this.#refuse(id);
  }

  /** Some bytes are here, or do not come. */
  #takeBlobs(): void {
    for (const [id, { event, by }] of this.#coming) {
      const file = this.#context.view.getState().files.find((one) => one.id === id);
      const bytes = wholeOf(file);
      if (!bytes && file?.state !== 'cancelled' && file?.state !== 'failed') continue;
      this.#coming.delete(id);
      this.#files.forget(id);
      if (bytes) this.#onHere(event, bytes.slice(0, undefined, event.mime), by);
      else this.#refuse(id);
    }
  }

  #isKnown(id: string): boolean {
    const { files, stills } = this.#context.view.getState();
    return this.#coming.has(id) || [...files, ...stills].some((one) => one.id === id);
  }

  /** It is my own screen, and not paused. */
  #isShown(wanted: string): boolean {
    return this.#context.view
      .getState()
      .streams.some(({ producerId, isMine, source, isPaused }) => producerId === wanted && isMine && source === 'screen' && !isPaused);
  }

  #hasRoom(bytes: number): boolean {
    const { stills } = this.#context.view.getState();
    const held = [...stills.map(({ blob }) => blob?.size ?? 0), ...[...this.#coming.values()].map(({ event }) => event.bytes)];
    const heldBytes = held.reduce((sum, one) => sum + one, 0);
    return held.length < maxStills && bytes <= maxGivenBytes && heldBytes + bytes <= maxHeldBytes;
  }

  #refuse(id: string): void {
    this.#context.send({ type: 'still-failed', askId: id });
  }
}
