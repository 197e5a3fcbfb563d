import {
  foundTenantKeys,
  fromBase64Url,
  newLockedPair,
  openRing,
  publicBytesOf,
  type ArtefactPlace,
  type ArtefactRecipient,
  type Bytes,
  type KeyRing,
} from '../../../../../../seal/index.ts';
import type { UploadPart } from '../sealed-upload.ts';
import type { Take, TakeEvents, TakeOf, TakePort } from '../take.ts';

export const tenantId = '0197aaaa-bbbb-7ccc-8ddd-eeeeffff0001';
export const sessionId = '0197aaaa-bbbb-7ccc-8ddd-eeeeffff0002';

/** A tenant's keys: what is sealed to, and what opens it. */
export async function tenantOf(): Promise<{ readonly ring: KeyRing; readonly recipient: ArtefactRecipient }> {
  const [id, pair] = [crypto.randomUUID(), await newLockedPair()];
  const { request, rootPublicKey } = await foundTenantKeys(tenantId, { id, name: 'First', publicKey: await publicBytesOf(pair) });
  const ring = await openRing(fromBase64Url(request.rootPublicKey), { tenantId, id, pair }, request.browser.ring);
  return { ring, recipient: { rootPublicKey, recordingKey: request.recordingKey } };
}

/** What a server keeps, part by part. */
export class KeptFiles {
  failure: Error | undefined;
  readonly #recipient: ArtefactRecipient;
  readonly #files = new Map<string, Bytes[]>();

  constructor(recipient: ArtefactRecipient) {
    this.#recipient = recipient;
  }

  get count(): number {
    return this.#files.size;
  }

  async recipient(): Promise<{ readonly tenantId: string; readonly recipient: ArtefactRecipient }> {
    return { tenantId, recipient: this.#recipient };
  }

  placeOf(tenant: string): ArtefactPlace {
    return { tenantId: tenant, sessionId, kind: 'recording' };
  }

  async sendPart(id: string, { number, body }: UploadPart): Promise<void> {
    if (this.failure) throw this.failure;
    const file = this.#files.get(id) ?? [];
    this.#files.set(id, file);
    if (number !== file.length) throw new Error('a part is missing');
    file.push(new Uint8Array(await body.arrayBuffer()));
  }

  /** A whole file. */
  bytes(at: number): Bytes {
    const parts = [...this.#files.values()][at] ?? [];
    return new Uint8Array(parts.flatMap((part) => [...part]));
  }
}

/** A recorder that tells what it is told to tell. */
class FakeTake implements Take {
  isRecording = true;
  readonly #events: TakeEvents;

  constructor(events: TakeEvents) {
    this.#events = events;
  }

  tell(text: string): void {
    this.#events.onPiece(new Blob([text]));
  }

  setVoices(): void {
    // It hears nothing.
  }

  pause(): void {
    this.isRecording = false;
  }

  resume(): void {
    this.isRecording = true;
  }

  async stop(): Promise<void> {
    this.isRecording = false;
    this.tell('last');
  }
}

export class FakeTakes implements TakePort {
  readonly all: FakeTake[] = [];

  get last(): FakeTake {
    const last = this.all.at(-1);
    if (!last) throw new Error('nothing is recorded');
    return last;
  }

  mimeTypeOf(): string {
    return 'video/webm';
  }

  begin(_of: TakeOf, events: TakeEvents): FakeTake {
    const take = new FakeTake(events);
    this.all.push(take);
    return take;
  }

  /** A picture; nobody looks at it. */
  track(): MediaStreamTrack {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- told apart by identity only
    return { kind: 'video' } as MediaStreamTrack;
  }
}
