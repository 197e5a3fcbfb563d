import type { SealedTrack } from '../../protocol/media/sealing.ts';
import { objectKeyBinding, objectKeyInfo } from '../../protocol/media/sealing-statements.ts';
import { fromBase64Url, joined, utf8, type Bytes } from '../bytes.ts';
import { openWith, pairOf } from '../hpke.ts';
import { SealError } from '../seal-error.ts';
import type { KeyRing } from '../tenant-keys/key-ring.ts';

/*
 * The bytes of a sealed object, as the server's storage writes them (server/storage/objects/chunk-layout.ts, docs/spec/storage.md):
 *
 *   header   "DSKOBJ" ‖ format (1) ‖ nonce prefix (7)
 *   chunk    length of the content (4, highest bit: the last one) ‖ ciphertext ‖ tag (16)
 *   …        when it is whole: an index and a footer, which are not needed to read all of it
 *
 * AES-256-GCM, nonce = prefix ‖ number (4) ‖ role (1), and tenant, object and type are authenticated with every chunk.
 */
const magic = 'DSKOBJ';
const format = 1;
const prefixBytes = 7;
const headerBytes = magic.length + 1 + prefixBytes;
const lengthBytes = 4;
const tagBytes = 16;
const lastBit = 0x8000_0000;
const chunkLimitBytes = 64 * 1024;

export interface OpenedTrack {
  readonly content: Bytes;
  /** False when it ends without its last chunk: the server was killed, or somebody cut the end off. */
  readonly isWhole: boolean;
}

/** Opens a track with what the ring holds. @throws {SealError} `no-key`; `forged` when a byte was changed, moved or left out */
export async function openTrack(ring: KeyRing, tenantId: string, track: SealedTrack, stored: Bytes): Promise<OpenedTrack> {
  const key = await objectKeyOf(ring, tenantId, track);
  const associated = utf8(JSON.stringify(['deskline object', format, tenantId, track.objectId, track.contentType]));
  return openChunks(stored, key, associated);
}

async function objectKeyOf(ring: KeyRing, tenantId: string, track: SealedTrack): Promise<CryptoKey> {
  const { keyVersion, sealedKey } = track;
  const known = ring.recordingKeys.find(({ version }) => version === keyVersion);
  if (known === undefined) throw new SealError('no-key');
  const pair = await pairOf({ publicKey: fromBase64Url(known.publicKey), privateKey: fromBase64Url(known.privateKey) });
  const binding = { info: objectKeyInfo({ tenantId, keyVersion }), associated: objectKeyBinding(track) };
  return crypto.subtle.importKey('raw', await openWith(pair, binding, fromBase64Url(sealedKey)), 'AES-GCM', false, ['decrypt']);
}

interface Place {
  readonly start: number;
  readonly end: number;
  readonly isLast: boolean;
}

async function openChunks(stored: Bytes, key: CryptoKey, associated: Bytes): Promise<OpenedTrack> {
  if (stored.length < headerBytes) return { content: new Uint8Array(), isWhole: false };
  const head = utf8(magic);
  if (!head.every((byte, at) => stored[at] === byte) || stored[head.length] !== format) throw new SealError('forged');
  const prefix = stored.slice(head.length + 1, headerBytes);
  const places = placesOf(stored);
  const isWhole = places.at(-1)?.isLast === true;
  const contents: Bytes[] = [];
  let failure: unknown;
  for (const [number, { start, end, isLast }] of places.entries()) {
    try {
      const opened = await openChunk(key, { iv: nonceOf(prefix, number, isLast), associated }, stored.slice(start, end));
      if (failure !== undefined) throw failure;
      contents.push(opened);
    } catch (error) {
      // After a power cut, chunks at the very end may never have reached the disk; that is only believed of what is cut anyway.
      if (isWhole || (failure !== undefined && error === failure)) throw error;
      failure ??= error;
    }
  }
  return { content: joined(...contents), isWhole };
}

function placesOf(stored: Bytes): readonly Place[] {
  const view = new DataView(stored.buffer, stored.byteOffset, stored.byteLength);
  const places: Place[] = [];
  for (let at = headerBytes; at + lengthBytes + tagBytes <= stored.length;) {
    const value = view.getUint32(at);
    const isLast = (value & lastBit) !== 0;
    const length = (value & ~lastBit) >>> 0;
    const end = at + lengthBytes + length + tagBytes;
    // Of such a chunk only a part reached the disk, or none.
    if (length > chunkLimitBytes || (length === 0 && !isLast) || end > stored.length) break;
    places.push({ start: at + lengthBytes, end, isLast });
    at = end;
    if (isLast) break;
  }
  return places;
}

async function openChunk(key: CryptoKey, { iv, associated }: { iv: Bytes; associated: Bytes }, sealed: Bytes): Promise<Bytes> {
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: associated }, key, sealed));
  } catch (cause) {
    throw new SealError('forged', { cause });
  }
}

function nonceOf(prefix: Bytes, number: number, isLast: boolean): Bytes {
  const nonce = new Uint8Array(prefixBytes + 5);
  nonce.set(prefix);
  new DataView(nonce.buffer).setUint32(prefixBytes, number);
  nonce[prefixBytes + 4] = isLast ? 1 : 0;
  return nonce;
}
