import type { CodeView, StillView } from './camera-view.ts';
import type { FileDesk } from './file-desk.ts';
import type { GivenStills } from './given-stills.ts';
import type { EventOf, LiveContext, Said } from './live-context.ts';
import type { Capability, Drawing } from './live-view.ts';
import { maxStills, nameOf, wholeOf } from './still-parts.ts';

/** A picture that the customer's page took of its camera, or an expert's page of a screen. */
export interface TakenStill {
  readonly blob: Blob;
  readonly mime: EventOf<'still'>['mime'];
  readonly kind: 'photo' | 'frame';
  readonly width: number;
  readonly height: number;
  /** An expert's page did. */
  readonly takenBy?: EventOf<'still'>['takenBy'];
}

type Asked = Pick<EventOf<'still-ask'>, 'id' | 'producerId' | 'number'>;

export interface StillDeskOptions {
  readonly holds: (capability: Capability, seatId: string) => boolean;
  readonly files: Pick<FileDesk, 'hold' | 'fetch' | 'forget' | 'cancel'>;
  /** What is drawn on a picture at this moment. */
  readonly drawnOn: (producerId: string) => readonly Drawing[];
  /** Puts it onto a still. */
  readonly carry: (drawn: readonly Drawing[], stillId: string) => void;
}

/** A photo of a phone is a few MiB. */
const maxBytes = 32 * 1024 * 1024;
/** A shutter and a few MiB over a slow line; then it counts as not coming. */
const comingMs = 30_000;

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
  readonly #context: LiveContext;
  readonly #options: StillDeskOptions;
  readonly #mimes = new Map<string, string>();
  /** Customer: what is being fetched of an expert; loaded with the first. */
  #given: Promise<GivenStills> | undefined;
  /** What was drawn on a screen when a still was taken of it, until the still is here; the newest. */
  readonly #noted = new Map<string, readonly Drawing[]>();
  readonly #stopWatching: () => void;
  #take: (() => Promise<TakenStill>) | undefined;
  #asked: string | undefined;
  /** What this page took itself, when that is what was asked. */
  #own: Blob | undefined;
  #toShow: string | undefined;
  /** The highest number that a still has, or had. */
  #last = 0;
  #stopWaiting: () => void = () => undefined;

  constructor(context: LiveContext, options: StillDeskOptions) {
    this.#context = context;
    this.#options = options;
    this.#stopWatching = context.view.subscribe((now, before) => {
      if (now.files !== before.files) this.#takeBlobs();
    });
  }

  /** Customer: how a still is taken. */
  setSource(take: (() => Promise<TakenStill>) | undefined): void {
    this.#take = take;
  }

  /** Expert. `isToShow`: to everybody, once it is here. */
  ask(producerId: string, isToShow: boolean): void {
    const { view, send, newId } = this.#context;
    if (view.getState().isStillComing) return;
    const id = newId();
    this.#await(id);
    this.#toShow = isToShow ? id : undefined;
    send({ type: 'still-ask', id, number: this.#last + 1, producerId });
  }

  /** Expert: gives everybody what this page took of a screen, by the customer's page. */
  give(producerId: string, { blob, mime, width, height }: TakenStill): void {
    const { view, send, newId } = this.#context;
    if (view.getState().isStillComing) return;
    const id = newId();
    this.#await(id);
    this.#own = blob;
    const file = fileOf(blob, mime);
    const isCustomer = (seatId: string): boolean =>
      view.getState().people.some((person) => person.seatId === seatId && person.role === 'customer');
    const held = this.#options.files.hold(id, file, isCustomer);
    send({ type: 'still-taken', id, number: this.#last + 1, producerId, width, height, mime, bytes: file.size, ...held });
  }

  note(id: string, text: string): void {
    this.#context.send({ type: 'still-note', id, text });
  }
  drop(id: string): void {
    this.#context.send({ type: 'still-drop', id });
  }
  /** @param id undefined: the camera again */
  show(id: string | undefined): void {
    this.#context.send({ type: 'still-show', id: id ?? null });
  }
  /** Whether the organisation keeps it. */
  keep(id: string, isKept: boolean): void {
    this.#context.send({ type: 'still-keep', id, isKept });
  }
  /** @param stillId where it was read; undefined: in the live picture */
  tellCode({ format, text }: Pick<CodeView, 'format' | 'text'>, stillId: string | undefined): void {
    const code = { id: this.#context.newId(), format: format.slice(0, 32), text: text.slice(0, 4_000) };
    this.#context.send({ type: 'code-read', ...code, ...(stillId === undefined ? {} : { stillId }) });
  }

  handleAsk({ event, role, seatId, isMe }: Said<EventOf<'still-ask'>>): void {
    if (isMe || role !== 'expert' || this.#context.role !== 'customer' || !this.#options.holds('camera', seatId)) return;
    this.#give(event).catch(() => this.#context.send({ type: 'still-failed', askId: event.id }));
  }

  handleFailed({ event, role }: Said<EventOf<'still-failed'>>): void {
    if (role !== 'customer') return;
    this.#noted.delete(event.askId);
    if (event.askId === this.#asked) this.#fail();
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
    if (this.#noted.has(id) || this.#context.view.getState().stills.some((still) => still.id === id)) return;
    this.#noted.set(id, this.#options.drawnOn(producerId));
    const [oldest] = this.#noted.keys();
    if (this.#noted.size > maxStills && oldest !== undefined) this.#noted.delete(oldest);
  }

  /** Whoever may see the screen may keep how it looked. */
  mayTake({ role, seatId }: Pick<Said<unknown>, 'role' | 'seatId'>): boolean {
    return role === 'expert' && this.#options.holds('view', seatId);
  }

  handleStill({ event, role, seatId, name, isMe, at }: Said<EventOf<'still'>>): void {
    const { view, role: mine } = this.#context;
    const { stills } = view.getState();
    if (role !== 'customer' || stills.some(({ id }) => id === event.id)) return;
    const { id, producerId, kind, width, height, mime, bytes, key, chunks, takenBy } = event;
    const isAsked = id === this.#asked;
    if (stills.length >= maxStills || bytes > maxBytes) {
      this.#noted.delete(id);
      return isAsked ? this.#fail() : undefined;
    }
    const own = isAsked ? this.#own : undefined;
    if (isAsked) this.#settle();
    this.#carry(id);
    const number = this.#next(event.number);
    const still: StillView = { id, number, producerId, kind, width, height, at, note: '', takenBy: takenBy?.name, blob: own };
    view.setState({ stills: [...stills, still] });
    // The customer's page has it: from now on it comes from there.
    if (own) return this.#options.files.forget(id);
    if (mine !== 'expert') return undefined;
    this.#mimes.set(id, mime);
    const offer = { type: 'file-offer', id, name: nameOf(mime), bytes, key, chunks } as const;
    return this.#options.files.fetch({ event: offer, seatId, name, isMe, role, at });
  }

  handleNote({ event, role }: Said<EventOf<'still-note'>>): void {
    if (role === 'expert') this.#change(event.id, { note: event.text });
  }

  handleKeep({ event, role }: Said<EventOf<'still-keep'>>): void {
    if (role === 'expert') this.#change(event.id, { isKept: event.isKept });
  }

  handleDrop({ event, role }: Said<EventOf<'still-drop'>>): void {
    if (role !== 'expert') return;
    const { view } = this.#context;
    // Nobody has its bytes from here any more; of what is no still nothing is forgotten.
    if (view.getState().stills.some(({ id }) => id === event.id)) this.#options.files.forget(event.id);
    view.setState(({ stills, shownStill, drawings }) => ({
      stills: stills.filter(({ id }) => id !== event.id),
      drawings: drawings.filter(({ producerId }) => producerId !== event.id),
      shownStill: shownStill === event.id ? undefined : shownStill,
    }));
  }

  /** Experts who may point show a still; the customer goes back to the camera whenever they like. */
  handleShow({ event, role, seatId }: Said<EventOf<'still-show'>>): void {
    const { view } = this.#context;
    const isAllowed = role === 'customer' ? event.id === null : this.#options.holds('point', seatId);
    if (isAllowed && (event.id === null || view.getState().stills.some(({ id }) => id === event.id)))
      view.setState({ shownStill: event.id ?? undefined });
  }

  handleCode({ event, role, name, at }: Said<EventOf<'code-read'>>): void {
    if (role !== 'expert') return;
    const { id: codeId, format, text, stillId } = event;
    const code: CodeView = { id: codeId, format, text, name, at, stillId };
    this.#context.view.setState(({ codes }) => ({ codes: [...codes.filter(({ id }) => id !== code.id), code].slice(-maxStills) }));
  }

  close(): void {
    this.#stopWatching();
    this.#stopWaiting();
    this.#given?.then(
      (given) => given.close(),
      () => undefined,
    );
  }

  /** Expert: so many there were before this page was loaded again, as far as it knew. */
  countFrom(last: number): void {
    this.#last = Math.max(this.#last, last);
  }

  /** The number that its page says, unless another still has or had it; without one the next. */
  #next(said = 0): number {
    return (this.#last = Math.max(said, this.#last + 1));
  }

  /** Customer: takes one. */
  async #give(asked: EventOf<'still-ask'>): Promise<void> {
    if (!this.#take) throw new Error('there is no camera');
    this.#tell(asked, await this.#take());
  }

  /** Customer: holds its bytes ready, and says so. */
  #tell({ id, producerId, number: asked }: Asked, { blob, mime, kind, width, height, takenBy }: TakenStill): void {
    const { view, send } = this.#context;
    // More than that nobody takes.
    if (view.getState().stills.length >= maxStills) return send({ type: 'still-failed', askId: id });
    const file = fileOf(blob, mime);
    const number = this.#next(asked);
    const still: StillView = { id, number, producerId, kind, width, height, at: Date.now(), note: '', takenBy: takenBy?.name, blob };
    this.#carry(id);
    view.setState(({ stills }) => ({ stills: [...stills, still] }));
    const about = { number, producerId, kind, width, height, mime, bytes: file.size, ...this.#options.files.hold(id, file) };
    return send({ type: 'still', id, ...about, ...(takenBy ? { takenBy } : {}) });
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

  /** Bytes that came over whole, with the same hash on both sides. */
  #takeBlobs(): void {
    const { view } = this.#context;
    const { stills, files } = view.getState();
    for (const { id, blob } of stills) {
      const mime = this.#mimes.get(id);
      if (blob || mime === undefined) continue;
      const bytes = wholeOf(files.find((one) => one.id === id));
      if (!bytes) continue;
      this.#change(id, { blob: bytes.slice(0, undefined, mime) });
      if (id !== this.#toShow) continue;
      this.#toShow = undefined;
      this.show(id);
    }
  }

  #change(id: string, change: Partial<StillView>): void {
    this.#context.view.setState(({ stills }) => ({ stills: stills.map((one) => (one.id === id ? { ...one, ...change } : one)) }));
  }

  #await(id: string): void {
    const { view, schedule } = this.#context;
    this.#asked = id;
    view.setState({ isStillComing: true });
    this.#stopWaiting = schedule(comingMs, () => this.#fail());
  }

  /** It does not come. What this page took is not held any longer, and a page that still fetches it hears that it need not. */
  #fail(): void {
    if (this.#asked !== undefined && this.#own) this.#options.files.cancel(this.#asked);
    this.#settle();
    this.#context.fail('stillFailed');
  }

  #settle(): void {
    this.#stopWaiting();
    this.#asked = undefined;
    this.#own = undefined;
    this.#context.view.setState({ isStillComing: false });
  }
}
function fileOf(blob: Blob, mime: TakenStill['mime']): File {
  return new File([blob], nameOf(mime), { type: mime });
}
