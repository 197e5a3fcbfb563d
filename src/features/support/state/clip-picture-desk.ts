import { mayHearClipboard, withClip } from './clips.ts';
import type { FileDesk } from './file-desk.ts';
import type { EventOf, LiveContext, Said } from './live-context.ts';
import type { Capability, ClipboardView } from './live-view.ts';
import { base64Of } from './png-text.ts';

export interface ClipPictureOptions {
  readonly holds: (capability: Capability, seatId: string) => boolean;
  readonly files: Pick<FileDesk, 'hold' | 'fetch' | 'forget'>;
}

/** Up to here a picture stands in the log, in base64; what is larger moves as a sealed file. */
const maxInLogBytes = 30_000;
/** What a whole screen takes at most; more is said and not sent. */
export const maxClipPictureBytes = 5 * 1024 * 1024;

/**
 * Pictures of the clipboard. A large one is told, and everybody who may have it fetches its pieces at once:
 * ```
 * told ─bytes whole, hashes equal, still allowed─▶ shown        told ─not allowed any more, its sender gone─▶ (nothing)
 * ```
 */
export class ClipPictureDesk {
  readonly #context: LiveContext;
  readonly #options: ClipPictureOptions;
  readonly #stopWatching: () => void;
  /** What comes. */
  readonly #coming = new Map<string, Pick<Said<unknown>, 'seatId' | 'role' | 'at'>>();
  /** What of mine is held for others: the newest. */
  #held: string | undefined;

  constructor(context: LiveContext, options: ClipPictureOptions) {
    this.#context = context;
    this.#options = options;
    this.#stopWatching = context.view.subscribe((now, before) => {
      if (now.files !== before.files) this.#takeBlobs();
    });
  }

  /** Sends a PNG to everybody who may have it. */
  async send(picture: Blob): Promise<void> {
    const { view, send, fail, newId } = this.#context;
    if (picture.size > maxClipPictureBytes) return fail('clipboardPictureTooLarge');
    const data = picture.size > maxInLogBytes ? undefined : base64Of(new Uint8Array(await picture.arrayBuffer()));
    if (view.getState().link !== 'live') return fail('notSent');
    if (data !== undefined) return send({ type: 'clipboard', mime: 'image/png', data });
    if (this.#held !== undefined) this.#options.files.forget(this.#held);
    const id = newId();
    this.#held = id;
    const file = new File([picture], 'clipboard.png', { type: 'image/png' });
    const about = this.#options.files.hold(id, file, (seatId) => this.#mayHave(seatId));
    return send({ type: 'clipboard-picture', id, bytes: file.size, ...about });
  }

  handleSaid(said: Said<EventOf<'clipboard-picture'>>): void {
    const { event, isMe } = said;
    if (isMe || event.bytes > maxClipPictureBytes || !this.#mayHear(said)) return;
    this.#coming.set(event.id, said);
    this.#options.files.fetch({ ...said, event: { ...event, type: 'file-offer', name: 'clipboard.png' } });
  }

  /** Nobody may any more: what is under way is not shown. */
  handleEnded(): void {
    for (const id of [...this.#coming.keys(), ...(this.#held === undefined ? [] : [this.#held])]) this.#options.files.forget(id);
    this.#coming.clear();
    this.#held = undefined;
  }

  /** Mine, idempotent. */
  close(): void {
    this.#stopWatching();
  }

  #mayHave(seatId: string): boolean {
    const role = this.#context.view.getState().people.find((person) => person.seatId === seatId)?.role;
    return role === 'customer' || this.#options.holds('clipboard', seatId);
  }

  #mayHear({ seatId, role }: Pick<Said<unknown>, 'seatId' | 'role'>): boolean {
    // Its sender gives it to nobody else.
    const mayHave = this.#mayHave(this.#context.view.getState().mySeatId);
    return mayHave && mayHearClipboard(this.#context, this.#options.holds, { seatId, role });
  }

  /** Bytes that came over whole, with the same hash on both sides. */
  #takeBlobs(): void {
    const { view } = this.#context;
    for (const { id, state, isVerified, blob } of view.getState().files) {
      const said = this.#coming.get(id);
      if (!said || state !== 'done') continue;
      this.#coming.delete(id);
      this.#options.files.forget(id);
      if (blob && isVerified === true && this.#mayHear(said)) this.#show(blob, said);
    }
  }

  #show(blob: Blob, { seatId, at }: Pick<Said<unknown>, 'seatId' | 'at'>): void {
    const clip: ClipboardView = { mime: 'image/png', picture: blob.slice(0, undefined, 'image/png'), seatId, at };
    this.#context.view.setState(({ clipboard }) => ({ clipboard: withClip(clipboard, clip) }));
  }
}
