import { fromBase64Url, joined, utf8, type Bytes } from '../bytes.ts';
import { openWith, pairOf } from '../hpke.ts';
import { SealError } from '../seal-error.ts';
import type { KeyRing } from '../tenant-keys/key-ring.ts';
import {
  bindingOf,
  infoOf,
  lastBit,
  lengthBytes,
  maxPieceBytes,
  nonceOf,
  readArtefactHeader,
  tagBytes,
  type ArtefactHeader,
  type ArtefactPlace,
} from './artefact-layout.ts';

export interface OpenedArtefact {
  readonly contentType: string;
  readonly content: Bytes;
  /** False when it ends without its last piece: the page was closed meanwhile, or somebody cut the end off. */
  readonly isWhole: boolean;
}

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly isLast: boolean;
}

/**
 * Opens what an expert kept of a session, with what an approved browser's ring holds.
 * @throws {SealError} `malformed`: no artefact; `no-key`; `forged` when a byte was changed, moved or left out, or it is of something else
 */
export async function openArtefact(ring: KeyRing, place: ArtefactPlace, stored: Bytes): Promise<OpenedArtefact> {
  const header = readArtefactHeader(stored);
  if (!header) throw new SealError('malformed');
  const { contentType } = header;
  const key = await keyOf(ring, place, header);
  const additionalData = utf8(bindingOf(place, contentType));
  const pieces = piecesOf(stored, header.length);
  const contents: Bytes[] = [];
  for (const [number, { start, end, isLast }] of pieces.entries()) {
    const how = { name: 'AES-GCM', iv: nonceOf(number, isLast), additionalData } as const;
    const opened = await crypto.subtle.decrypt(how, key, stored.subarray(start, end)).catch((cause: unknown) => {
      throw new SealError('forged', { cause });
    });
    contents.push(new Uint8Array(opened));
  }
  return { contentType, content: joined(...contents), isWhole: pieces.at(-1)?.isLast === true };
}

async function keyOf(ring: KeyRing, place: ArtefactPlace, { keyVersion, sealedKey, contentType }: ArtefactHeader): Promise<CryptoKey> {
  const known = ring.recordingKeys.find(({ version }) => version === keyVersion);
  if (known === undefined) throw new SealError('no-key');
  const pair = await pairOf({ publicKey: fromBase64Url(known.publicKey), privateKey: fromBase64Url(known.privateKey) });
  const binding = { info: infoOf(place.tenantId, keyVersion), associated: bindingOf(place, contentType) };
  return crypto.subtle.importKey('raw', await openWith(pair, binding, sealedKey), 'AES-GCM', false, ['decrypt']);
}

function piecesOf(stored: Bytes, from: number): readonly Piece[] {
  const view = new DataView(stored.buffer, stored.byteOffset, stored.byteLength);
  const pieces: Piece[] = [];
  for (let at = from; at + lengthBytes + tagBytes <= stored.length;) {
    const value = view.getUint32(at);
    const isLast = (value & lastBit) !== 0;
    const length = (value & ~lastBit) >>> 0;
    const end = at + lengthBytes + length + tagBytes;
    // Of such a piece only a part was kept.
    if (length > maxPieceBytes || end > stored.length) break;
    pieces.push({ start: at + lengthBytes, end, isLast });
    at = end;
    if (isLast) break;
  }
  return pieces;
}
