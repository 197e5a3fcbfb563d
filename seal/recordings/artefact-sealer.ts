import type { RecordingKey } from '../../protocol/media/sealing.ts';
import { fromBase64Url, joined, utf8, type Bytes } from '../bytes.ts';
import { sealTo } from '../hpke.ts';
import { SealError } from '../seal-error.ts';
import { requireSignedKeys } from '../tenant-keys/tenant-keys.ts';
import { bindingOf, headerBytes, infoOf, lastBit, lengthBytes, maxPieceBytes, nonceOf, type ArtefactPlace } from './artefact-layout.ts';

/** To whom artefacts are sealed: a recording key that the tenant's root, which this browser knows, signed. */
export interface ArtefactRecipient {
  readonly rootPublicKey: Bytes;
  readonly recordingKey: RecordingKey;
}

const keyBytes = 32;

/**
 * Seals what an expert keeps of a session, piece by piece, while it is made: a killed page leaves what was sealed until then. Only browsers
 * that the tenant approved can open it; this one cannot, once it is closed.
 */
export class ArtefactSealer {
  /** What the file begins with. */
  readonly header: Bytes;
  readonly #key: CryptoKey;
  readonly #associated: Bytes;
  #number = 0;
  #isFinished = false;

  private constructor(header: Bytes, key: CryptoKey, associated: Bytes) {
    this.header = header;
    this.#key = key;
    this.#associated = associated;
  }

  /** @throws {SealError} `forged` unless the root signed the key */
  static async begin(place: ArtefactPlace, contentType: string, recipient: ArtefactRecipient): Promise<ArtefactSealer> {
    const { recordingKey, rootPublicKey } = recipient;
    await requireSignedKeys(place.tenantId, rootPublicKey, [recordingKey]);
    const raw = crypto.getRandomValues(new Uint8Array(keyBytes));
    const { version: keyVersion, publicKey } = recordingKey;
    const associated = bindingOf(place, contentType);
    const sealedKey = await sealTo(fromBase64Url(publicKey), { info: infoOf(place.tenantId, keyVersion), associated }, raw);
    const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt']);
    raw.fill(0);
    return new ArtefactSealer(headerBytes({ keyVersion, sealedKey, contentType }), key, utf8(associated));
  }

  /** A piece of the file, to be kept in the order of the calls. @throws {SealError} `too-long`; `unexpected` after `finish` */
  seal(piece: Bytes): Promise<Bytes> {
    return this.#seal(piece, false);
  }

  /** The file's end: without it nobody takes it for whole. */
  finish(): Promise<Bytes> {
    return this.#seal(new Uint8Array(), true);
  }

  async #seal(piece: Bytes, isLast: boolean): Promise<Bytes> {
    if (this.#isFinished) throw new SealError('unexpected');
    if (piece.length > maxPieceBytes) throw new SealError('too-long');
    this.#isFinished = isLast;
    const iv = nonceOf(this.#number, isLast);
    this.#number += 1;
    const how = { name: 'AES-GCM', iv, additionalData: this.#associated } as const;
    const sealed = new Uint8Array(await crypto.subtle.encrypt(how, this.#key, piece));
    const length = new Uint8Array(lengthBytes);
    new DataView(length.buffer).setUint32(0, isLast ? (piece.length | lastBit) >>> 0 : piece.length);
    return joined(length, sealed);
  }
}

/** Seals something that is there as a whole: a receipt, a transcript, a picture. */
export async function sealArtefact(
  place: ArtefactPlace,
  content: { readonly type: string; readonly bytes: Bytes },
  recipient: ArtefactRecipient,
): Promise<Bytes> {
  const sealer = await ArtefactSealer.begin(place, content.type, recipient);
  const parts = [sealer.header];
  for (let at = 0; at < content.bytes.length; at += maxPieceBytes)
    parts.push(await sealer.seal(content.bytes.subarray(at, at + maxPieceBytes)));
  parts.push(await sealer.finish());
  return joined(...parts);
}
