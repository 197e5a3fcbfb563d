import type { StillView } from './camera-view.ts';
import type { FileDesk } from './file-desk.ts';
import type { GivenStills } from './given-stills.ts';
import type { EventOf, LiveContext, Said } from './live-context.ts';
import type { Capability, Drawing } from './live-view.ts';
import { fileOf, maxStills, type TakenStill } from './still-parts.ts';
import type { StillTaker, StillTakerOptions } from './still-taker.ts';

/** What a still is. */
type About = Omit<TakenStill, 'blob' | 'mime'>;
type Asked = Pick<EventOf<'still-ask'>, 'id' | 'producerId' | 'number'>;

export interface StillDeskOptions {
  readonly holds: (capability: Capability, seatId: string) => boolean;
  readonly files: StillTakerOptions['files'] & Pick<FileDesk, 'hold'>;
  /** What is drawn on a picture at this moment. */
  readonly drawnOn: (producerId: string) => readonly Drawing[];
  /** Puts it onto a still. */
  readonly carry: (drawn: readonly Drawing[], stillId: string) => void;
  /** An expert's. */
  readonly openTaker?: ((context: LiveContext, options: StillTakerOptions) => StillTaker) | undefined;
}

/** A photo of a phone is a few MiB. */
const maxBytes = 32 * 1024 * 1024;

/**
 * Stills. Of the camera, at its full size: an expert who may see the camera asks, the customer's page takes one and says which bytes it is, and every
 * expert fetches them as a sealed file:
 * ```
 * (nothing) ─still-ask─▶ coming ─still─▶ told ─bytes whole, hashes equal─▶ here ─still-drop─▶ gone        coming ─still-failed, late─▶ (nothing)
 * ```
 * A still of a screen is what an expert who may see it saw: their page gives the bytes to the customer's (`still-taken`), and from there it is as
 * one of the camera. So it outlives the page that took it, and nobody has one of which the customer's page does not know.
 */
export class StillDesk {
  /** Of an expert's page. */
  readonly taker: StillTaker | undefined;
  readonly #context: LiveContext;
  readonly #options: StillDeskOptions;
  /** Customer: what is being fetched of an expert; loaded with the first. */
  #given: Promise<GivenStills> | undefined;
  /** What was drawn on a screen when a still was taken of it, until the still is here; the newest. */
  readonly #noted = new Map<string, readonly Drawing[]>();
  #take: (() => Promise<TakenStill>) | undefined;
  /** The highest number that a still has, or had. */
  #last = 0;
  /** That before this page was loaded again, as far as it knew: what it is told of before keeps its numbers. */
  #lastBefore = 0;

  constructor(context: LiveContext, options: StillDeskOptions) {
    this.#context = context;
    this.#options = options;
    this.taker = options.openTaker?.(context, { files: options.files, nextNumber: () => Math.max(this.#last, this.#lastBefore) + 1 });
  }

  /** Customer: how a still is taken. */
  setSource(take: (() => Promise<TakenStill>) | undefined): void {
    this.#take = take;
  }

  /** @param id undefined: the camera again */
  show(id: string | undefined): void {
    this.#context.send({ type: 'still-show', id: id ?? null });
  }

  handleAsk({ event, role, seatId, isMe }: Said<EventOf<'still-ask'>>): void {
    if (isMe || role !== 'expert' || this.#context.role !== 'customer' || !this.#options.holds('camera', seatId)) return;
    this.#give(event).catch(() => this.#context.send({ type: 'still-failed', askId: event.id }));
  }

  handleFailed({ event: { askId }, role }: Said<EventOf<'still-failed'>>): void {
    if (role === 'customer') this.#failed(askId);
  }

  handleTaken(said: Said<EventOf<'still-taken'>>): void {
    const mayTake = this.mayTake(said);
    if (mayTake) this.handleTold(said);
    if (said.role !== 'expert' || this.#context.role !== 'customer') return;
    this.#given ??= this.#loadGiven();
    // Without it no still is taken, and whoever waits for one hears it by their clock.
    this.#given.then(
      (given) => given.handleTaken(said, mayTake),
      () => (this.#given = undefined),
    );
  }

  /** Of before I came too: the still itself is told apart from it, if there ever was one. */
  handleTold({ event: { id, producerId } }: Said<EventOf<'still-taken'>>): void {
    if (this.#noted.has(id) || this.#isKnown(id)) return;
    this.#noted.set(id, this.#options.drawnOn(producerId));
    const [oldest] = this.#noted.keys();
    if (this.#noted.size > maxStills && oldest !== undefined) this.#noted.delete(oldest);
  }

  /** Whoever may see the screen may keep how it looked. */
  mayTake({ role, seatId }: Pick<Said<unknown>, 'role' | 'seatId'>): boolean {
    return role === 'expert' && this.#options.holds('view', seatId);
  }

  handleStill(said: Said<EventOf<'still'>>): void {
    const { event, role, at } = said;
    if (role !== 'customer' || this.#isKnown(event.id)) return;
    const { id, bytes } = event;
    if (this.#context.view.getState().stills.length >= maxStills || bytes > maxBytes) return this.#failed(id);
    const blob = this.taker?.handleTold(id);
    this.#add(event, event, { at, blob });
    // The customer's page has it: from now on it comes from there.
    if (blob) this.#options.files.forget(id);
    else this.taker?.fetch(said);
  }

  handleDrop({ event, role }: Said<EventOf<'still-drop'>>): void {
    if (role !== 'expert') return;
    // Nobody has its bytes from here any more; of what is no still nothing is forgotten.
    if (this.#isKnown(event.id)) this.#options.files.forget(event.id);
    this.#context.view.setState(({ stills, shownStill, drawings }) => ({
      stills: stills.filter(({ id }) => id !== event.id),
      drawings: drawings.filter(({ producerId }) => producerId !== event.id),
      shownStill: shownStill === event.id ? undefined : shownStill,
    }));
  }

  /** Experts who may point show a still; the customer goes back to the camera whenever they like. */
  handleShow({ event, role, seatId }: Said<EventOf<'still-show'>>): void {
    const isAllowed = role === 'customer' ? event.id === null : this.#options.holds('point', seatId);
    if (isAllowed && (event.id === null || this.#isKnown(event.id))) this.#context.view.setState({ shownStill: event.id ?? undefined });
  }

  /** Expert: so many there were before this page was loaded again. */
  countFrom(last: number): void {
    this.#lastBefore = last;
  }

  close(): void {
    this.taker?.close();
    this.#given?.then(
      (given) => given.close(),
      () => undefined,
    );
  }

  #isKnown(wanted: string): boolean {
    return this.#context.view.getState().stills.some(({ id }) => id === wanted);
  }

  #failed(id: string): void {
    this.#noted.delete(id);
    this.taker?.handleFailed(id);
  }

  /** With the number that is said, unless another still has or had it: then, and without one, with the next. */
  #add({ id, producerId, number = 0 }: Asked, about: About, { at, blob }: Pick<StillView, 'at' | 'blob'>): number {
    const { kind, width, height, takenBy } = about;
    this.#last = Math.max(number, this.#last + 1);
    const still: StillView = { id, number: this.#last, producerId, kind, width, height, at, note: '', takenBy: takenBy?.name, blob };
    this.#carry(id);
    this.#context.view.setState(({ stills }) => ({ stills: [...stills, still] }));
    return this.#last;
  }

  /** Customer: takes one. */
  async #give(asked: EventOf<'still-ask'>): Promise<void> {
    if (!this.#take) throw new Error('there is no camera');
    this.#tell(asked, await this.#take());
  }

  /** Customer: holds its bytes ready, and says so. */
  #tell(asked: Asked, { blob, mime, ...about }: TakenStill): void {
    const { view, send } = this.#context;
    const { id, producerId } = asked;
    // More than that nobody takes.
    if (view.getState().stills.length >= maxStills) return send({ type: 'still-failed', askId: id });
    const file = fileOf(blob, mime);
    const number = this.#add(asked, about, { at: Date.now(), blob });
    return send({ type: 'still', id, number, producerId, ...about, mime, bytes: file.size, ...this.#options.files.hold(id, file) });
  }

  async #loadGiven(): Promise<GivenStills> {
    const { GivenStills: Given } = await import('./given-stills.ts');
    return new Given(this.#context, this.#options.files, (asked, blob, takenBy) => {
      const { mime, width, height } = asked;
      this.#tell(asked, { blob, mime, kind: 'frame', width, height, takenBy });
    });
  }

  /** What was drawn on the screen when it was taken. */
  #carry(id: string): void {
    const drawn = this.#noted.get(id);
    this.#noted.delete(id);
    if (drawn) this.#options.carry(drawn, id);
  }
}
