import { crc32 } from './crc32.ts';

/** A file in an archive. `/` in its name makes folders. */
export interface ZipEntry {
  readonly name: string;
  readonly content: Blob;
  readonly at: Date;
}

export interface ZipOptions {
  readonly signal: AbortSignal;
  /** Bytes of contents that were read so far. */
  readonly onProgress?: (bytes: number) => void;
}

/** More than fits without ZIP64, which we do not write. */
export class ZipTooLarge extends Error {
  constructor() {
    super('an archive of 4 GiB or more, or of 65535 files or more, is not made');
    this.name = 'ZipTooLarge';
  }
}

/** APPNOTE.TXT 6.3.10, 4.4.1.4: these values say that ZIP64 has the true one. */
export const maxZipBytes = 0xff_ff_ff_ff;
const maxEntries = 0xff_ff;
/** 4.4.3: version 2.0, for folders in names. */
const version = 20;
/** 4.4.4: bit 11, names are UTF-8. */
const flags = 0x08_00;
/** 4.4.5: stored. Pictures and recordings are compressed already. */
const stored = 0;

interface Written {
  readonly name: Uint8Array<ArrayBuffer>;
  readonly at: Date;
  readonly crc: number;
  readonly size: number;
  readonly offset: number;
}

/**
 * An archive in the layout of APPNOTE.TXT 6.3.10, 4.3.6: local headers (4.3.7) with contents, central directory (4.3.12), end (4.3.16).
 * Contents stay where the browser has them; each is read once, for its checksum. Names have to be unlike each other.
 * @throws {ZipTooLarge} before anything is read; rejects with the signal's reason
 */
export async function zipOf(entries: readonly ZipEntry[], options: ZipOptions): Promise<Blob> {
  requireFit(entries);
  const parts: BlobPart[] = [];
  const written: Written[] = [];
  let offset = 0;
  let read = 0;
  for (const { name, content, at } of entries) {
    const crc = await checksum(content, options.signal, (bytes) => options.onProgress?.(read + bytes));
    read += content.size;
    const entry = { name: new TextEncoder().encode(name), at, crc, size: content.size, offset };
    const header = localHeader(entry);
    parts.push(header, content);
    written.push(entry);
    offset += header.length + content.size;
  }
  const directory = written.map(centralHeader);
  const directorySize = directory.reduce((sum, { length }) => sum + length, 0);
  return new Blob([...parts, ...directory, endOf(written.length, directorySize, offset)], { type: 'application/zip' });
}

function requireFit(entries: readonly ZipEntry[]): void {
  const sum = entries.reduce((bytes, { name, content }) => bytes + content.size + 200 + name.length * 8, 200);
  if (sum >= maxZipBytes || entries.length >= maxEntries) throw new ZipTooLarge();
}

async function checksum(content: Blob, signal: AbortSignal, onProgress: (bytes: number) => void): Promise<number> {
  let crc = 0;
  let bytes = 0;
  for await (const chunk of content.stream()) {
    signal.throwIfAborted();
    crc = crc32(crc, chunk);
    bytes += chunk.length;
    onProgress(bytes);
  }
  signal.throwIfAborted();
  return crc;
}

/** Version needed to extracted size (4.3.7, and from its second field 4.3.12): the same in both headers. */
function facts({ name, at, crc, size }: Written): readonly Field[] {
  const { time, date } = dosTime(at);
  return [
    [2, version],
    [2, flags],
    [2, stored],
    [2, time],
    [2, date],
    [4, crc],
    [4, size],
    [4, size],
    [2, name.length],
    [2, 0],
  ];
}

function localHeader(entry: Written): Uint8Array<ArrayBuffer> {
  return fields([[4, 0x04_03_4b_50], ...facts(entry)], entry.name);
}

function centralHeader(entry: Written): Uint8Array<ArrayBuffer> {
  const { name, offset } = entry;
  // No comment, first disk, no attributes.
  const rest: readonly Field[] = [
    [2, 0],
    [2, 0],
    [2, 0],
    [4, 0],
    [4, offset],
  ];
  return fields([[4, 0x02_01_4b_50], [2, version], ...facts(entry), ...rest], name);
}

function endOf(count: number, size: number, offset: number): Uint8Array<ArrayBuffer> {
  return fields([
    [4, 0x06_05_4b_50],
    [2, 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, size],
    [4, offset],
    [2, 0],
  ]);
}

/** 4.4.6: MS-DOS date and time, in the reader's own zone, steps of two seconds, from 1980 on. */
function dosTime(at: Date): { readonly time: number; readonly date: number } {
  const year = Math.min(127, Math.max(0, at.getFullYear() - 1980));
  return {
    time: (at.getHours() << 11) | (at.getMinutes() << 5) | (at.getSeconds() >> 1),
    date: (year << 9) | ((at.getMonth() + 1) << 5) | at.getDate(),
  };
}

type Field = readonly [bytes: 2 | 4, value: number];

/** Numbers with the low byte first (4.4.1.1), then a name. */
function fields(numbers: readonly Field[], name = new Uint8Array()): Uint8Array<ArrayBuffer> {
  const length = numbers.reduce((sum, [bytes]) => sum + bytes, 0);
  const header = new Uint8Array(length + name.length);
  const view = new DataView(header.buffer);
  let at = 0;
  for (const [bytes, value] of numbers) {
    if (bytes === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += bytes;
  }
  header.set(name, length);
  return header;
}
