import { Readable } from 'node:stream';

/** A file of which any part can be read. The answer closes it when it was sent, or when nobody reads on. */
export interface FileAnswer {
  readonly bytes: number;
  /** Names the content: another content has another tag (RFC 9110 §8.8.3). Without quotes. */
  readonly tag: string;
  /** From `start` (inclusive) to `end` (exclusive). */
  stream(start: number, end: number): Readable;
  close(): Promise<void>;
  /** Under which name a browser saves it; shown in the page when absent. */
  readonly downloadName?: string | undefined;
}

/** A sealed object that is being read; whoever asked closes it. */
interface Reader {
  readonly facts: { readonly id: string; readonly bytes: number };
  stream(start: number, end: number): Readable;
  close(): Promise<void>;
}

/** A file as it lies in the object store. */
export function fileOfReader(reader: Reader): FileAnswer {
  return {
    bytes: reader.facts.bytes,
    tag: reader.facts.id,
    stream: (start, end) => reader.stream(start, end),
    close: () => reader.close(),
  };
}

interface Part {
  readonly start: number;
  readonly end: number;
}

/** A file that is in memory. */
export function fileOf(content: Buffer, tag: string): FileAnswer {
  const stream = (start: number, end: number): Readable => Readable.from([content.subarray(start, end)]);
  return { bytes: content.byteLength, tag, stream, close: async () => undefined };
}

/** Answers a GET for a file: all of it (200), one part (206), or none because the part is not there (416). RFC 9110 §14. */
export async function fileResponse(
  file: FileAnswer,
  { contentType, range }: { readonly contentType: string; readonly range: string | undefined },
): Promise<Response> {
  const part = partOf(range, file.bytes);
  const headers = new Headers({
    'content-type': contentType,
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-store',
    etag: `"${file.tag}"`,
  });
  if (file.downloadName !== undefined) headers.set('content-disposition', `attachment; filename*=UTF-8''${escaped(file.downloadName)}`);
  if (part === 'unsatisfiable') {
    await file.close();
    headers.set('content-range', `bytes */${String(file.bytes)}`);
    return new Response(null, { status: 416, headers });
  }
  const { start, end } = part ?? { start: 0, end: file.bytes };
  headers.set('content-length', String(end - start));
  if (part) headers.set('content-range', `bytes ${String(start)}-${String(end - 1)}/${String(file.bytes)}`);
  const body = file.stream(start, end);
  body.once('close', () => void file.close());
  return new Response(Readable.toWeb(body) as ReadableStream<Uint8Array>, { status: part ? 206 : 200, headers });
}

/** The one part that a Range header names; undefined when it names none that we understand, which means all. */
function partOf(range: string | undefined, bytes: number): Part | 'unsatisfiable' | undefined {
  const match = /^bytes=(?:(?<first>\d{1,15})-(?<last>\d{0,15})|-(?<suffix>\d{1,15}))$/u.exec(range ?? '');
  if (!match) return undefined;
  const { first, last, suffix } = match.groups ?? {};
  if (suffix !== undefined) {
    const length = Math.min(Number(suffix), bytes);
    return length === 0 ? 'unsatisfiable' : { start: bytes - length, end: bytes };
  }
  const start = Number(first);
  const end = last === undefined || last === '' ? bytes : Math.min(Number(last) + 1, bytes);
  if (last !== undefined && last !== '' && Number(last) < start) return undefined;
  return start >= bytes ? 'unsatisfiable' : { start, end };
}

/** RFC 8187 §3.2.1. */
function escaped(name: string): string {
  return encodeURIComponent(name).replaceAll(/['()*]/gu, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
}
