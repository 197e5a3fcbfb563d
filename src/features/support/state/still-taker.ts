import type { CodeView, StillView } from './camera-view.ts';
import type { FileDesk } from './file-desk.ts';
import type { EventOf, LiveContext, Said } from './live-context.ts';
import { fileOf, maxStills, nameOf, wholeOf, type TakenStill } from './still-parts.ts';

export interface StillTakerOptions {
  readonly files: Pick<FileDesk, 'hold' | 'fetch' | 'forget' | 'cancel'>;
  /** That a still which is taken now will have, as far as this page knows. */
  readonly nextNumber: () => number;
}

/** A shutter and a few MiB over a slow line; then it counts as not coming. */
const comingMs = 30_000;

/** What experts' pages alone do with stills: they ask, give what they took of a screen, fetch the bytes, and write beside them. */
export class StillTaker {
  readonly #context: LiveContext;
  readonly #options: StillTakerOptions;
  readonly #mimes = new Map<string, string>();
  readonly #stopWatching: () => void;
  #asked: string | undefined;
  /** What this page took itself, when that is what was asked. */
  #own: Blob | undefined;
  #toShow: string | undefined;
  #stopWaiting: () => void = () => undefined;

  constructor(context: LiveContext, options: StillTakerOptions) {
    this.#context = context;
    this.#options = options;
    this.#stopWatching = context.view.subscribe((now, before) => {
      if (now.files !== before.files) this.#takeBlobs();
    });
  }

  /** @param isToShow to everybody, once it is here */
  ask(producerId: string, isToShow: boolean): void {
    const { view, send, newId } = this.#context;
    if (view.getState().isStillComing) return;
    const id = newId();
    this.#await(id);
    this.#toShow = isToShow ? id : undefined;
    send({ type: 'still-ask', id, number: this.#options.nextNumber(), producerId });
  }

  /** Gives everybody what this page took of a screen, by the customer's page. */
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
    send({ type: 'still-taken', id, number: this.#options.nextNumber(), producerId, width, height, mime, bytes: file.size, ...held });
  }

  note(id: string, text: string): void {
    this.#context.send({ type: 'still-note', id, text });
  }
  drop(id: string): void {
    this.#context.send({ type: 'still-drop', id });
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

  /** What was asked does not come. What this page took is not held any longer, and a page that still fetches it hears that it need not. */
  handleFailed(askId: string): void {
    if (askId === this.#asked) this.#fail();
  }

  /** A still is told. @returns its bytes, where this page took it */
  handleTold(id: string): Blob | undefined {
    if (id !== this.#asked) return undefined;
    const own = this.#own;
    this.#settle();
    return own;
  }

  /** It is in the list, without bytes. */
  fetch({ event, ...said }: Said<EventOf<'still'>>): void {
    const { id, mime, bytes, key, chunks } = event;
    this.#mimes.set(id, mime);
    this.#options.files.fetch({ event: { type: 'file-offer', id, name: nameOf(mime), bytes, key, chunks }, ...said });
  }

  handleNote({ event, role }: Said<EventOf<'still-note'>>): void {
    if (role === 'expert') this.#change(event.id, { note: event.text });
  }

  handleKeep({ event, role }: Said<EventOf<'still-keep'>>): void {
    if (role === 'expert') this.#change(event.id, { isKept: event.isKept });
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

  /** Bytes that came over whole, with the same hash on both sides. */
  #takeBlobs(): void {
    const { view, send } = this.#context;
    const { stills, files } = view.getState();
    for (const { id, blob } of stills) {
      const mime = this.#mimes.get(id);
      if (blob || mime === undefined) continue;
      const bytes = wholeOf(files.find((one) => one.id === id));
      if (!bytes) continue;
      this.#change(id, { blob: bytes.slice(0, undefined, mime) });
      if (id !== this.#toShow) continue;
      this.#toShow = undefined;
      send({ type: 'still-show', id });
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
