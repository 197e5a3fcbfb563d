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

interface Piece {
  readonly sealed: Bytes;
  readonly isLast: boolean;
  /** Where the next one begins. */
  readonly end: number;
}

/** Opens what an expert kept of a session while it comes, with what an approved browser's ring holds. */
export class ArtefactOpener {
  readonly contentType: string;
  readonly #key: CryptoKey;
  readonly #associated: Bytes;
  #number = 0;
  /** What came and is no whole piece yet. */
  #rest: Bytes;
  #isWhole = false;

  private constructor(contentType: string, key: CryptoKey, { associated, rest }: { readonly associated: Bytes; readonly rest: Bytes }) {
    this.contentType = contentType;
    this.#key = key;
    this.#associated = associated;
    this.#rest = rest;
  }

  /**
   * @param first what is stored from its first byte on, at least the header
   * @throws {SealError} `malformed`: no artefact; `no-key`; `forged`
   */
  static async begin(ring: KeyRing, place: ArtefactPlace, first: Bytes): Promise<ArtefactOpener> {
    const header = readArtefactHeader(first);
    if (!header) throw new SealError('malformed');
    const { contentType } = header;
    const key = await keyOf(ring, place, header);
    const associated = utf8(bindingOf(place, contentType));
    return new ArtefactOpener(contentType, key, { associated, rest: first.slice(header.length) });
  }

  /** False until its last piece came: before, the page was closed meanwhile, or somebody cut the end off. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  /** The content of what came until now and was not given yet. @throws {SealError} `forged` when a byte was changed, moved or left out */
  async open(next: Bytes = new Uint8Array()): Promise<Bytes> {
    this.#rest = joined(this.#rest, next);
    const contents: Bytes[] = [];
    let at = 0;
    for (let piece = this.#pieceAt(at); piece && !this.#isWhole; piece = this.#pieceAt(at)) {
      contents.push(await this.#opened(piece));
      at = piece.end;
    }
    this.#rest = this.#rest.slice(at);
    return joined(...contents);
  }

  async #opened({ sealed, isLast }: Piece): Promise<Bytes> {
    const how = { name: 'AES-GCM', iv: nonceOf(this.#number, isLast), additionalData: this.#associated } as const;
    const opened = await crypto.subtle.decrypt(how, this.#key, sealed).catch((cause: unknown) => {
      throw new SealError('forged', { cause });
    });
    this.#number += 1;
    this.#isWhole = isLast;
    return new Uint8Array(opened);
  }

  /** undefined: of such a piece only a part is there. */
  #pieceAt(at: number): Piece | undefined {
    const rest = this.#rest;
    if (at + lengthBytes + tagBytes > rest.length) return undefined;
    const value = new DataView(rest.buffer, rest.byteOffset, rest.byteLength).getUint32(at);
    const length = (value & ~lastBit) >>> 0;
    const start = at + lengthBytes;
    const end = start + length + tagBytes;
    if (length > maxPieceBytes || end > rest.length) return undefined;
    return { sealed: rest.subarray(start, end), isLast: (value & lastBit) !== 0, end };
  }
}

async function keyOf(ring: KeyRing, place: ArtefactPlace, { keyVersion, sealedKey, contentType }: ArtefactHeader): Promise<CryptoKey> {
  const known = ring.recordingKeys.find(({ version }) => version === keyVersion);
  if (known === undefined) throw new SealError('no-key');
  const pair = await pairOf({ publicKey: fromBase64Url(known.publicKey), privateKey: fromBase64Url(known.privateKey) });
  const binding = { info: infoOf(place.tenantId, keyVersion), associated: bindingOf(place, contentType) };
  return crypto.subtle.importKey('raw', await openWith(pair, binding, sealedKey), 'AES-GCM', false, ['decrypt']);
}
