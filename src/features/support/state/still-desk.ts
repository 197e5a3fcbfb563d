import type { CodeView, StillView } from './camera-view.ts';
import type { FileDesk } from './file-desk.ts';
import type { EventOf, LiveContext, Said } from './live-context.ts';
import type { Capability } from './live-view.ts';

/** A picture that the customer's page took of its camera, or an expert's page of a screen. */
export interface TakenStill {
  readonly blob: Blob;
  readonly mime: EventOf<'still'>['mime'];
  readonly kind: 'photo' | 'frame';
  readonly width: number;
  readonly height: number;
}

export interface StillDeskOptions {
  readonly holds: (capability: Capability, seatId: string) => boolean;
  readonly files: Pick<FileDesk, 'hold' | 'handleOffer' | 'accept' | 'fetch' | 'forget'>;
  /** What is drawn on a picture at this moment goes onto a still of it. */
  readonly carry: (producerId: string, stillId: string) => void;
}

const maxStills = 200;
/** A photo of a phone is a few MiB. */
const maxBytes = 32 * 1024 * 1024;
/** A screen has fewer colours, and the customer holds them all. */
const maxGivenBytes = 16 * 1024 * 1024;
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
  /** Expert: what this page took itself. Customer: what is being fetched of an expert. */
  readonly #own = new Map<string, Blob>();
  readonly #given = new Map<string, EventOf<'still-taken'>>();
  readonly #stopWatching: () => void;
  #take: (() => Promise<TakenStill>) | undefined;
  #asked: string | undefined;
  #toShow: string | undefined;
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
    send({ type: 'still-ask', id, producerId });
  }

  /** Expert: gives everybody what this page took of a screen, by the customer's page. */
  give(producerId: string, { blob, mime, width, height }: TakenStill): void {
    const { view, send, newId } = this.#context;
    if (view.getState().isStillComing) return;
    const id = newId();
    this.#await(id);
    this.#own.set(id, blob);
    const file = fileOf(blob, mime);
    const isCustomer = (seatId: string): boolean =>
      view.getState().people.some((person) => person.seatId === seatId && person.role === 'customer');
    const held = this.#options.files.hold(id, file, isCustomer);
    send({ type: 'still-taken', id, producerId, width, height, mime, bytes: file.size, ...held });
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
    if (role !== 'customer' || event.askId !== this.#asked) return;
    this.#settle();
    this.#context.fail('stillFailed');
  }

  handleTaken(said: Said<EventOf<'still-taken'>>): void {
    const { event } = said;
    if (!this.mayTake(said) || this.#context.view.getState().stills.some(({ id }) => id === event.id)) return;
    this.handleTold(said);
    if (this.#context.role !== 'customer') return;
    const { files, stills } = this.#context.view.getState();
    const isTaken = this.#given.has(event.id) || files.some(({ id }) => id === event.id);
    if (isTaken || stills.length + this.#given.size >= maxStills || event.bytes > maxGivenBytes) return;
    this.#given.set(event.id, event);
    const { id, mime, bytes, key, chunks } = event;
    this.#options.files.fetch({ ...said, event: { type: 'file-offer', id, name: nameOf(mime), bytes, key, chunks } });
    // Numbers that do not fit are no file.
    if (!this.#context.view.getState().files.some((file) => file.id === id)) this.#given.delete(id);
  }

  /** Of before I came: the still itself is told apart from it. */
  handleTold({ event }: Said<EventOf<'still-taken'>>): void {
    this.#options.carry(event.producerId, event.id);
  }

  /** Whoever may see the screen may keep how it looked. */
  mayTake({ role, seatId }: Pick<Said<unknown>, 'role' | 'seatId'>): boolean {
    return role === 'expert' && this.#options.holds('view', seatId);
  }

  handleStill({ event, role, seatId, name, isMe, at }: Said<EventOf<'still'>>): void {
    const { view, role: mine } = this.#context;
    const { stills } = view.getState();
    if (role !== 'customer' || stills.length >= maxStills || event.bytes > maxBytes) return;
    if (event.id === this.#asked) this.#settle();
    if (stills.some(({ id }) => id === event.id)) return;
    const { id, producerId, kind, width, height, mime, bytes, key, chunks } = event;
    const own = this.#own.get(id);
    view.setState({ stills: [...stills, { id, producerId, kind, width, height, at, note: '', blob: own }] });
    // The customer's page has it: from now on it comes from there.
    if (own) {
      this.#own.delete(id);
      return this.#options.files.forget(id);
    }
    if (mine !== 'expert') return;
    this.#mimes.set(id, mime);
    this.#options.files.handleOffer({
      event: { type: 'file-offer', id, name: nameOf(mime), bytes, key, chunks },
      seatId,
      name,
      isMe,
      role,
      at,
    });
    this.#options.files.accept(id);
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
  }

  /** Customer: takes one. */
  async #give({ id, producerId }: EventOf<'still-ask'>): Promise<void> {
    if (!this.#take) throw new Error('there is no camera');
    this.#tell(id, producerId, await this.#take());
  }

  /** Customer: holds its bytes ready, and says so. */
  #tell(id: string, producerId: string, { blob, mime, kind, width, height }: TakenStill): void {
    const { view, send } = this.#context;
    const file = fileOf(blob, mime);
    const still: StillView = { id, producerId, kind, width, height, at: Date.now(), note: '', blob };
    view.setState(({ stills }) => ({ stills: [...stills, still].slice(-maxStills) }));
    send({ type: 'still', id, producerId, kind, width, height, mime, bytes: file.size, ...this.#options.files.hold(id, file) });
  }

  /** Bytes that came over whole, with the same hash on both sides. */
  #takeBlobs(): void {
    const { view } = this.#context;
    for (const [id, given] of this.#given) this.#takeGiven(id, given);
    for (const { id, blob } of view.getState().stills) {
      const mime = this.#mimes.get(id);
      if (blob || mime === undefined) continue;
      const bytes = this.#cameOver(id);
      if (!bytes) continue;
      this.#change(id, { blob: bytes.slice(0, undefined, mime) });
      if (id !== this.#toShow) continue;
      this.#toShow = undefined;
      this.show(id);
    }
  }

  #cameOver(id: string): Blob | undefined {
    const file = this.#context.view.getState().files.find((one) => one.id === id);
    return file?.state === 'done' && file.isVerified === true ? file.blob : undefined;
  }

  /** Customer: an expert's still of my screen is here, or does not come. */
  #takeGiven(id: string, { producerId, mime, width, height }: EventOf<'still-taken'>): void {
    const bytes = this.#cameOver(id);
    const isLost = this.#context.view
      .getState()
      .files.some((one) => one.id === id && (one.state === 'cancelled' || one.state === 'failed'));
    if (!bytes && !isLost) return;
    this.#given.delete(id);
    this.#options.files.forget(id);
    if (!bytes) return this.#context.send({ type: 'still-failed', askId: id });
    return this.#tell(id, producerId, { blob: bytes.slice(0, undefined, mime), mime, kind: 'frame', width, height });
  }

  #change(id: string, change: Partial<StillView>): void {
    this.#context.view.setState(({ stills }) => ({ stills: stills.map((one) => (one.id === id ? { ...one, ...change } : one)) }));
  }

  #await(id: string): void {
    const { view, schedule, fail } = this.#context;
    this.#asked = id;
    view.setState({ isStillComing: true });
    this.#stopWaiting = schedule(comingMs, () => {
      this.#settle();
      fail('stillFailed');
    });
  }

  #settle(): void {
    this.#stopWaiting();
    this.#asked = undefined;
    this.#context.view.setState({ isStillComing: false });
  }
}

function nameOf(mime: string): string {
  return `still.${mime.slice(6)}`;
}

function fileOf(blob: Blob, mime: TakenStill['mime']): File {
  return new File([blob], nameOf(mime), { type: mime });
}
