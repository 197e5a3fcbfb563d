/** One Ogg page (RFC 3533 §6) as far as a reader of a single stream needs it. */
export interface OggPage {
  readonly granule: bigint;
  readonly isContinued: boolean;
  readonly segments: readonly Uint8Array[];
  /** Whether the last segment ends its packet (is shorter than 255 bytes). */
  readonly isLastComplete: boolean;
}

const headerBytes = 27;
const capturePattern = 0x4f676753; // "OggS"

/** Splits a file into pages. @throws {Error} naming the byte offset where the file is broken. */
export function* readOggPages(file: Uint8Array): Generator<OggPage> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let offset = 0;
  while (offset < file.byteLength) {
    if (offset + headerBytes > file.byteLength || view.getUint32(offset) !== capturePattern)
      throw new Error(`no Ogg page at byte ${offset}`);
    const count = view.getUint8(offset + 26);
    const tableAt = offset + headerBytes;
    const sizes = file.subarray(tableAt, tableAt + count);
    let at = tableAt + count;
    const end = at + sizes.reduce((sum, size) => sum + size, 0);
    if (sizes.length < count || end > file.byteLength) throw new Error(`the Ogg page at byte ${offset} is cut short`);
    const segments = Array.from(sizes, (size) => {
      at += size;
      return file.subarray(at - size, at);
    });
    yield {
      granule: view.getBigInt64(offset + 6, true),
      isContinued: (view.getUint8(offset + 5) & 1) !== 0,
      segments,
      isLastComplete: sizes.at(-1) !== 255,
    };
    offset = end;
  }
}

/** Joins the segments of pages into packets (RFC 3533 §5: a segment of less than 255 bytes ends a packet). */
export function* readOggPackets(file: Uint8Array): Generator<Uint8Array> {
  let parts: Uint8Array[] = [];
  for (const page of readOggPages(file)) {
    for (const segment of page.segments) {
      parts.push(segment);
      if (segment.byteLength === 255) continue;
      yield parts.length === 1 ? segment : joined(parts);
      parts = [];
    }
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}
