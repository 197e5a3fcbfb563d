import { chunksOf, ChunkSeal, FileReceiver, FileSender } from '../../../../seal/files/index.ts';
import { cleanName, cleanPath } from './file-names.ts';
import { hexOfHash } from './hash-text.ts';
import { KeptPieces } from './kept-pieces.ts';
import { listedWith, maxOpenOffers, openOffersOf } from './listed-files.ts';
import type { EventOf, LiveContext, Said } from './live-context.ts';
import type { Capability, FileView } from './live-view.ts';
import { bytesOfUuid, uuidOfBytes } from './uuid-bytes.ts';
import { pacedProgress } from './paced-progress.ts';
import { WaitingFiles } from './waiting-files.ts';

/** Puts a sealed piece on the line. @throws when the line is lost */
export type SendChunk = (chunk: { to: Uint8Array; file: Uint8Array; number: number; body: Uint8Array }) => void;

export interface FileDeskOptions {
  readonly sendChunk: SendChunk;
  /** Resolves when the line takes more pieces. */
  readonly room: () => Promise<void>;
  readonly holds: (capability: Capability, seatId: string) => boolean;
  /** Asks the customer that experts may send files. */
  readonly ask: (capability: Capability) => void;
}

interface Outgoing {
  readonly id: string;
  readonly file: File;
  readonly path?: string;
  readonly key: string;
  isOffered: boolean;
  /** Who may take it. */
  readonly isFor: (seatId: string) => boolean;
  readonly senders: Map<string, FileSender>;
}

interface Incoming {
  readonly offer: EventOf<'file-offer'>;
  readonly seatId: string;
  readonly pieces: KeptPieces;
  receiver: FileReceiver | undefined;
  saidSha256: string | undefined;
  stopStall: () => void;
  /** How often it was asked on in vain. */
  stalls: number;
}

/** A transfer in which nothing came for this long asks again from where it stands; in vain, it waits twice as long for the next time. */
const stallMs = 5_000;
const longestStallMs = 60_000;
/** The receiver's browser keeps what came until it is saved: more than that it does not hold. */
const maxFileBytes = 2_000_000_000;
/** Each file is four messages of the log, which ends the session when it is full (SU26). */
export const maxFilesAtOnce = 500;

/**
 * Files both ways. One file at its receiver:
 * ```
 * offered ─accept─▶ accepted ─its turn, first piece─▶ moving ─line lost─▶ paused ─▶ moving ─last piece, equal hashes─▶ done
 *    └─refuse─▶ refused          any ─cancel─▶ cancelled        forged, changed at the sender ─▶ failed
 * ```
 */
export class FileDesk {
  readonly #context: LiveContext;
  readonly #options: FileDeskOptions;
  readonly #outgoing = new Map<string, Outgoing>();
  readonly #incoming = new Map<string, Incoming>();
  readonly #waiting = new WaitingFiles((id) => this.#begin(id));

  constructor(context: LiveContext, options: FileDeskOptions) {
    this.#context = context;
    this.#options = options;
  }

  /** Offers files to everybody, with the paths of those that came in a folder. An expert who may not send any asks first, and they are offered when the customer says yes. */
  offer(files: readonly File[], paths?: ReadonlyMap<File, string>): void {
    const { mySeatId, files: listed } = this.#context.view.getState();
    if (files.length > Math.min(maxFilesAtOnce, maxOpenOffers - openOffersOf(listed, mySeatId))) return this.#context.fail('tooManyFiles');
    const small = files.filter(({ size }) => size <= maxFileBytes);
    if (small.length < files.length) this.#context.fail('fileTooLarge', files.find(({ size }) => size > maxFileBytes)?.name);
    for (const file of small) {
      const id = this.#context.newId();
      const path = pathOf(file, paths);
      this.#outgoing.set(id, { id, file, ...path, key: ChunkSeal.newKey(), isOffered: false, isFor: () => true, senders: new Map() });
      this.#add({
        id,
        name: file.name,
        ...path,
        bytes: file.size,
        seatId: mySeatId,
        isMine: true,
        state: 'offered',
        movedBytes: 0,
      });
    }
    if (small.length > 0 && !this.#mayOffer()) this.#options.ask('files');
    return this.#offerAll();
  }

  /** Holds a file ready that something else than an offer speaks of; who accepts it gets it. */
  hold(id: string, file: File, isFor: (seatId: string) => boolean = () => true): { readonly key: string; readonly chunks: number } {
    const key = ChunkSeal.newKey();
    this.#outgoing.set(id, { id, file, key, isOffered: true, isFor, senders: new Map() });
    return { key, chunks: chunksOf(file.size) };
  }

  /** Takes it when its turn is, from the start or from where it stands. */
  accept(id: string): void {
    const incoming = this.#incoming.get(id);
    if (!incoming) return;
    if (!incoming.receiver) this.#change(id, { state: 'accepted' });
    this.#waiting.add(id, incoming.seatId);
  }

  refuse(id: string): void {
    if (!this.#incoming.delete(id)) return;
    this.#waiting.end(id);
    this.#change(id, { state: 'refused' });
    this.#context.send({ type: 'file-refuse', id });
  }

  cancel(id: string): void {
    this.#context.send({ type: 'file-cancel', id });
    this.#drop(id, 'cancelled');
  }

  /** I may send files from now on. */
  handleGranted(): void {
    this.#offerAll();
  }

  handleOffer(said: Said<EventOf<'file-offer'>>): void {
    const { seatId, role } = said;
    if (role === 'expert' && this.#context.role === 'customer' && !this.#options.holds('files', seatId)) return;
    this.#handleOffered(said, {});
  }

  /** Takes at once what something else than an offer speaks of; whether its sender may send it is for the caller to say. */
  fetch(said: Said<EventOf<'file-offer'>>): void {
    this.#handleOffered(said, { isAside: true });
    this.#begin(said.event.id);
  }

  /** Neither holds nor takes it any more, and says nothing of it. */
  forget(id: string): void {
    this.#drop(id, 'cancelled');
    this.#context.view.setState(({ files }) => ({ files: files.filter((file) => file.id !== id) }));
  }

  #handleOffered({ event, seatId, isMe }: Said<EventOf<'file-offer'>>, more: Pick<FileView, 'isAside'>): void {
    if (isMe || this.#incoming.has(event.id) || openOffersOf(this.#context.view.getState().files, seatId) >= maxOpenOffers) return;
    if (event.bytes > maxFileBytes || event.chunks !== chunksOf(event.bytes)) return;
    this.#incoming.set(event.id, {
      offer: event,
      seatId,
      pieces: new KeptPieces(),
      receiver: undefined,
      saidSha256: undefined,
      stopStall: () => undefined,
      stalls: 0,
    });
    const { id, name, bytes } = event;
    const path = cleanPath(event.path);
    this.#add({
      id,
      name: cleanName(name),
      ...(path === undefined ? {} : { path }),
      bytes,
      seatId,
      isMine: false,
      state: 'offered',
      movedBytes: 0,
      ...more,
    });
  }

  /** Of before I came, as the customer's side tells: what its sender still has can be taken; the rest is shown as it ended. */
  handleTold(said: Said<EventOf<'file-offer'>> | Said<EventOf<'file-done'>>): void {
    const { event, seatId } = said;
    if (event.type === 'file-done') {
      if (this.#incoming.has(event.id)) return this.handleDone({ ...said, event });
      return this.#change(event.id, { state: 'done' });
    }
    this.handleOffer({ ...said, event });
    const isSenderHere = this.#context.view.getState().people.some((person) => person.seatId === seatId);
    if (!isSenderHere) this.#drop(event.id, 'cancelled');
    return undefined;
  }

  handleAccept({ event, seatId, isMe }: Said<EventOf<'file-accept'>>): void {
    const outgoing = this.#outgoing.get(event.id);
    if (!outgoing || isMe || event.seatId !== seatId || !outgoing.isFor(seatId)) return;
    this.#change(event.id, { state: 'moving' });
    this.#send(outgoing, seatId, event.fromChunk).catch(() => this.#change(event.id, { state: 'paused' }));
  }

  handleRefuse({ event }: Said<EventOf<'file-refuse'>>): void {
    if (this.#outgoing.has(event.id)) this.#drop(event.id, 'refused');
  }

  handleCancel({ event, isMe }: Said<EventOf<'file-cancel'>>): void {
    if (!isMe) this.#drop(event.id, 'cancelled');
  }

  /** The other end says which bytes it has: the sender once all went out, the receiver once all came in. */
  handleDone({ event, seatId, isMe }: Said<EventOf<'file-done'>>): void {
    if (isMe) return;
    const incoming = this.#incoming.get(event.id);
    if (incoming) {
      // Another one who took it has it too; which bytes were sent says its sender alone.
      if (incoming.seatId !== seatId) return;
      incoming.saidSha256 = event.sha256;
      return this.#finish(incoming);
    }
    const outgoing = this.#outgoing.get(event.id);
    if (!outgoing) return undefined;
    // They asked for it twice, and the second time is still at work: they have it.
    outgoing.senders.get(seatId)?.stop();
    const mine = this.#context.view.getState().files.find(({ id }) => id === event.id);
    return this.#change(event.id, { state: 'done', isVerified: mine?.sha256 === hexOfHash(event.sha256) });
  }

  handleCredit(seatId: string, { id, upTo }: { readonly id: string; readonly upTo: number }): void {
    this.#outgoing.get(id)?.senders.get(seatId)?.handleCredit(upTo);
  }

  handleChunk({ from, file, number, body }: { from: Uint8Array; file: Uint8Array; number: number; body: Uint8Array<ArrayBuffer> }): void {
    const id = uuidOfBytes(file);
    const incoming = this.#incoming.get(id);
    if (!incoming?.receiver || incoming.seatId !== uuidOfBytes(from)) return;
    incoming.stalls = 0;
    this.#watch(incoming);
    incoming.receiver.handleChunk(number, body).then(
      () => this.#finish(incoming),
      () => this.#fail(id),
    );
  }

  /** Somebody is gone, or came back with a new page: what they were sending does not come any more. */
  handleGone(seatId: string): void {
    for (const [id, incoming] of this.#incoming) if (incoming.seatId === seatId) this.#drop(id, 'cancelled');
  }

  /** Nothing is heard of the customer's page: what goes out stops, and is asked for again afterwards. */
  stopSending(): void {
    for (const { senders } of this.#outgoing.values()) for (const sender of senders.values()) sender.stop();
  }

  /** The line is back: what was cut goes on. */
  handleReconnected(): void {
    for (const incoming of this.#incoming.values()) if (incoming.receiver && !incoming.receiver.isWhole) this.#askOn(incoming);
  }

  close(): void {
    this.stopSending();
    for (const incoming of this.#incoming.values()) incoming.stopStall();
  }

  #mayOffer(): boolean {
    const { role, view } = this.#context;
    return role === 'customer' || this.#options.holds('files', view.getState().mySeatId);
  }

  #offerAll(): void {
    if (!this.#mayOffer()) return;
    for (const outgoing of this.#outgoing.values()) {
      if (outgoing.isOffered) continue;
      outgoing.isOffered = true;
      const { id, file, path, key } = outgoing;
      const name = cleanName(file.name);
      this.#context.send({
        type: 'file-offer',
        id,
        name,
        ...(path === undefined ? {} : { path }),
        bytes: file.size,
        key,
        chunks: chunksOf(file.size),
      });
    }
  }

  async #send(outgoing: Outgoing, seatId: string, fromChunk: number): Promise<void> {
    const { id, file, key } = outgoing;
    const [to, fileBytes] = [bytesOfUuid(seatId), bytesOfUuid(id)];
    const sender =
      outgoing.senders.get(seatId) ??
      new FileSender({
        fileId: id,
        key,
        source: { bytes: file.size, read: async (from, length) => new Uint8Array(await file.slice(from, from + length).arrayBuffer()) },
        room: this.#options.room,
        send: (number, body) => this.#options.sendChunk({ to, file: fileBytes, number, body }),
        onMoved: this.#progressOf(id, file.size),
      });
    outgoing.senders.set(seatId, sender);
    const result = await sender.run(fromChunk);
    if (result.kind === 'changed') {
      this.#context.send({ type: 'file-cancel', id });
      this.#drop(id, 'failed');
      this.#context.fail('fileChanged', file.name);
    }
    if (result.kind !== 'done') return;
    this.#change(id, { sha256: hexOfHash(result.sha256) });
    this.#context.send({ type: 'file-done', id, sha256: result.sha256 });
  }

  #begin(id: string): void {
    const incoming = this.#incoming.get(id);
    if (incoming) this.#take(incoming).catch(() => this.#fail(id));
  }

  async #take(incoming: Incoming): Promise<void> {
    const { offer, pieces } = incoming;
    const { id, key, bytes } = offer;
    incoming.receiver ??= await FileReceiver.open({
      fileId: id,
      key,
      bytes,
      write: (piece) => pieces.add(piece),
      credit: (upTo) => this.#context.pass({ type: 'file-credit', id, upTo }),
      onMoved: this.#progressOf(id, bytes),
    });
    // It may be taken back meanwhile.
    if (this.#incoming.get(id) === incoming) this.#askOn(incoming);
  }

  #progressOf(id: string, bytes: number): (movedBytes: number) => void {
    return pacedProgress(bytes, this.#context.now, (movedBytes) => this.#change(id, { movedBytes, state: 'moving' }));
  }

  /** Asks for the rest, from the piece that is missing next. */
  #askOn(incoming: Incoming): void {
    const { receiver, offer } = incoming;
    if (!receiver || receiver.isWhole) return;
    const { mySeatId } = this.#context.view.getState();
    this.#context.send({ type: 'file-accept', id: offer.id, fromChunk: receiver.nextChunk, seatId: mySeatId });
    receiver.start();
    this.#watch(incoming);
  }

  #watch(incoming: Incoming): void {
    incoming.stopStall();
    const waitMs = Math.min(longestStallMs, stallMs * 2 ** incoming.stalls);
    incoming.stopStall = this.#context.schedule(waitMs, () => {
      if (!this.#incoming.has(incoming.offer.id) || incoming.receiver?.isWhole) return;
      incoming.stalls += 1;
      this.#change(incoming.offer.id, { state: 'paused' });
      this.#askOn(incoming);
    });
  }

  #finish(incoming: Incoming): void {
    const { receiver, saidSha256, offer, pieces } = incoming;
    if (!receiver?.isWhole) return;
    incoming.stopStall();
    const { id } = offer;
    const { sha256 } = receiver;
    if (saidSha256 === undefined) return this.#change(id, { sha256: hexOfHash(sha256) });
    this.#incoming.delete(id);
    this.#waiting.end(id);
    this.#context.send({ type: 'file-done', id, sha256 });
    return this.#change(id, { state: 'done', sha256: hexOfHash(sha256), isVerified: sha256 === saidSha256, blob: pieces.blob() });
  }

  #fail(id: string): void {
    this.#drop(id, 'failed');
    this.#context.send({ type: 'file-cancel', id });
  }

  #drop(id: string, state: 'refused' | 'cancelled' | 'failed'): void {
    const outgoing = this.#outgoing.get(id);
    for (const sender of outgoing?.senders.values() ?? []) sender.stop();
    this.#incoming.get(id)?.stopStall();
    this.#outgoing.delete(id);
    this.#incoming.delete(id);
    this.#waiting.end(id);
    const before = this.#context.view.getState().files.find((one) => one.id === id)?.state;
    if (before !== 'done') this.#change(id, { state });
  }

  #add(file: FileView): void {
    this.#context.view.setState(({ files }) => ({ files: listedWith(files, file) }));
  }

  #change(id: string, change: Partial<FileView>): void {
    this.#context.view.setState(({ files }) => ({ files: files.map((file) => (file.id === id ? { ...file, ...change } : file)) }));
  }
}

/** As the browser's picker says, or as it was dropped. A path that no offer can carry is left out, and the file goes alone. */
function pathOf(file: File, paths?: ReadonlyMap<File, string>): { readonly path?: string } {
  const path = cleanPath(paths?.get(file) ?? file.webkitRelativePath);
  return path === undefined || path.length > 1_000 ? {} : { path };
}
