import type { CodeView, StillView } from './camera-view.ts';
import type { FileDesk } from './file-desk.ts';
import type { EventOf, LiveContext, Said } from './live-context.ts';
import type { Capability } from './live-view.ts';

/** A picture that the customer's page took of its camera. */
export interface TakenStill {
  readonly blob: Blob;
  readonly mime: EventOf<'still'>['mime'];
  readonly kind: 'photo' | 'frame';
  readonly width: number;
  readonly height: number;
}

export interface StillDeskOptions {
  readonly holds: (capability: Capability, seatId: string) => boolean;
  readonly files: Pick<FileDesk, 'hold' | 'handleOffer' | 'accept'>;
}

const maxStills = 200;
/** A photo of a phone is a few MiB. */
const maxBytes = 32 * 1024 * 1024;
/** A shutter and a few MiB over a slow line; then it counts as not coming. */
const comingMs = 30_000;

/**
 * Stills at the camera's full size. An expert who may see the camera asks, the customer's page takes one and says which bytes it is, and every
 * expert fetches them as a sealed file:
 * ```
 * (nothing) ─still-ask─▶ coming ─still─▶ told ─bytes whole, hashes equal─▶ here ─still-drop─▶ gone        coming ─still-failed, late─▶ (nothing)
 * ```
 */
export class StillDesk {
  readonly #context: LiveContext;
  readonly #options: StillDeskOptions;
  readonly #mimes = new Map<string, string>();
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
    const { view, send, schedule, newId, fail } = this.#context;
    if (view.getState().isStillComing) return;
    const id = newId();
    this.#asked = id;
    this.#toShow = isToShow ? id : undefined;
    view.setState({ isStillComing: true });
    send({ type: 'still-ask', id, producerId });
    this.#stopWaiting = schedule(comingMs, () => {
      this.#settle();
      fail('stillFailed');
    });
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
  tellCode(format: string, text: string): void {
    this.#context.send({ type: 'code-read', id: this.#context.newId(), format: format.slice(0, 32), text: text.slice(0, 4_000) });
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

  handleStill({ event, role, seatId, name, isMe, at }: Said<EventOf<'still'>>): void {
    const { view, role: mine } = this.#context;
    const { stills } = view.getState();
    if (role !== 'customer' || stills.length >= maxStills || event.bytes > maxBytes) return;
    if (event.id === this.#asked) this.#settle();
    if (stills.some(({ id }) => id === event.id)) return;
    const { id, producerId, kind, width, height, mime, bytes, key, chunks } = event;
    view.setState({ stills: [...stills, { id, producerId, kind, width, height, at, note: '' }] });
    if (mine !== 'expert') return;
    this.#mimes.set(id, mime);
    this.#options.files.handleOffer({
      event: { type: 'file-offer', id, name: `still.${mime.slice(6)}`, bytes, key, chunks },
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

  handleDrop({ event, role }: Said<EventOf<'still-drop'>>): void {
    if (role !== 'expert') return;
    const { view } = this.#context;
    view.setState(({ stills, shownStill }) => ({
      stills: stills.filter(({ id }) => id !== event.id),
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
    const code: CodeView = { id: event.id, format: event.format, text: event.text, name, at };
    this.#context.view.setState(({ codes }) => ({ codes: [...codes.filter(({ id }) => id !== code.id), code].slice(-maxStills) }));
  }

  close(): void {
    this.#stopWatching();
    this.#stopWaiting();
  }

  /** Customer: takes one and holds its bytes ready. */
  async #give({ id, producerId }: EventOf<'still-ask'>): Promise<void> {
    if (!this.#take) throw new Error('there is no camera');
    const { blob, mime, kind, width, height } = await this.#take();
    const { view, send } = this.#context;
    const file = new File([blob], `still.${mime.slice(6)}`, { type: mime });
    const still: StillView = { id, producerId, kind, width, height, at: Date.now(), note: '', blob };
    view.setState(({ stills }) => ({ stills: [...stills, still].slice(-maxStills) }));
    send({ type: 'still', id, producerId, kind, width, height, mime, bytes: file.size, ...this.#options.files.hold(id, file) });
  }

  /** Expert: bytes that came over whole, with the same hash on both sides. */
  #takeBlobs(): void {
    const { view } = this.#context;
    for (const { id, blob } of view.getState().stills) {
      const mime = this.#mimes.get(id);
      if (blob || mime === undefined) continue;
      const file = view.getState().files.find((one) => one.id === id);
      if (file?.state !== 'done' || file.isVerified !== true || !file.blob) continue;
      this.#change(id, { blob: file.blob.slice(0, undefined, mime) });
      if (id !== this.#toShow) continue;
      this.#toShow = undefined;
      this.show(id);
    }
  }

  #change(id: string, change: Partial<StillView>): void {
    this.#context.view.setState(({ stills }) => ({ stills: stills.map((one) => (one.id === id ? { ...one, ...change } : one)) }));
  }

  #settle(): void {
    this.#stopWaiting();
    this.#asked = undefined;
    this.#context.view.setState({ isStillComing: false });
  }
}
