import { joined, textOf, utf8, type Bytes } from '../bytes.ts';

/*
 * The bytes of something that an expert kept of a session, as the browser seals it:
 *
 *   header   "DSKART" ‖ format (1) ‖ number of the recording key (4) ‖ length (2) ‖ key of the pieces, sealed by HPKE ‖ length (1) ‖ content type
 *   piece    length of the content (4, highest bit: the last one) ‖ ciphertext ‖ tag (16)
 *   …
 *
 * AES-256-GCM as STREAM: nonce = zeros (3) ‖ number (8) ‖ last (1); the key is random and of this artefact alone. What it is bound to is
 * authenticated with every piece.
 */
const magic = 'DSKART';
const format = 1;
export const lengthBytes = 4;
export const tagBytes = 16;
export const lastBit = 0x8000_0000;
/** Two seconds of a screen at its best are a tenth of this. */
export const maxPieceBytes = 16 * 1024 * 1024;

/** What an artefact is of. */
export interface ArtefactPlace {
  readonly tenantId: string;
  readonly sessionId: string;
  readonly kind: 'recording' | 'receipt' | 'transcript' | 'still' | 'notes';
}

export interface ArtefactHeader {
  readonly keyVersion: number;
  readonly sealedKey: Bytes;
  readonly contentType: string;
}

/** Associated data of pieces and, with the key's number, of the sealed key. */
export function bindingOf({ tenantId, sessionId, kind }: ArtefactPlace, contentType: string): string {
  return JSON.stringify(['deskline session artefact', format, tenantId, sessionId, kind, contentType]);
}

/** HPKE's info. */
export function infoOf(tenantId: string, keyVersion: number): string {
  return JSON.stringify(['deskline session artefact key', format, tenantId, keyVersion]);
}

export function headerBytes({ keyVersion, sealedKey, contentType }: ArtefactHeader): Bytes {
  const type = utf8(contentType);
  const fixed = new Uint8Array(1 + 4 + 2);
  const view = new DataView(fixed.buffer);
  view.setUint8(0, format);
  view.setUint32(1, keyVersion);
  view.setUint16(5, sealedKey.length);
  return joined(utf8(magic), fixed, sealedKey, new Uint8Array([type.length]), type);
}

/** undefined when it is no artefact of ours, or ends within its header. */
export function readArtefactHeader(stored: Bytes): (ArtefactHeader & { readonly length: number }) | undefined {
  const view = new DataView(stored.buffer, stored.byteOffset, stored.byteLength);
  const start = magic.length + 7;
  if (stored.length < start || textOf(stored.slice(0, magic.length)) !== magic || stored[magic.length] !== format) return undefined;
  const typeAt = start + view.getUint16(start - 2);
  const length = typeAt + 1 + (stored[typeAt] ?? 0);
  if (stored.length < length) return undefined;
  return {
    keyVersion: view.getUint32(magic.length + 1),
    sealedKey: stored.slice(start, typeAt),
    contentType: textOf(stored.slice(typeAt + 1, length)),
    length,
  };
}

export function nonceOf(number: number, isLast: boolean): Bytes {
  const nonce = new Uint8Array(12);
  const view = new DataView(nonce.buffer);
  view.setBigUint64(3, BigInt(number));
  view.setUint8(11, isLast ? 1 : 0);
  return nonce;
}
