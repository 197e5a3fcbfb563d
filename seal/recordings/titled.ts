import { joined, textOf, utf8, type Bytes } from '../bytes.ts';
import { SealError } from '../seal-error.ts';

/** What a file with a title of its own is called: title and content are sealed as one, so that nobody can read the title or swap it. */
export const titledType = 'application/vnd.deskline.titled';

export interface Titled {
  readonly title: string;
  /** Of the stills of its session, from 1. */
  readonly number?: number | undefined;
  /** Of the content. */
  readonly type: string;
  readonly content: Bytes;
}

const lengthBytes = 2;
const mostBytes = 0xff_ff;

/**
 * length of the title (2) ‖ title ‖ length of the type (2) ‖ type ‖ content. A number is a parameter of the type: who knows of none sees a picture.
 * @throws {SealError} `too-long`
 */
export function titled({ title, number, type, content }: Titled): Bytes {
  const numbered = number === undefined ? type : `${type};number=${String(number)}`;
  return joined(...[title, numbered].flatMap((text) => lengthThen(utf8(text))), content);
}

/** @throws {SealError} `malformed` */
export function readTitled(bytes: Bytes): Titled {
  const [title, typeAt] = textAt(bytes, 0);
  const [numbered, contentAt] = textAt(bytes, typeAt);
  const [, type = numbered, number] = /^(.*);number=([1-9]\d{0,4})$/u.exec(numbered) ?? [];
  return { title, ...(number === undefined ? {} : { number: Number(number) }), type, content: bytes.slice(contentAt) };
}

function lengthThen(text: Bytes): readonly [Bytes, Bytes] {
  if (text.length > mostBytes) throw new SealError('too-long');
  return [new Uint8Array([text.length >> 8, text.length & 0xff]), text];
}

function textAt(bytes: Bytes, at: number): readonly [text: string, end: number] {
  const start = at + lengthBytes;
  const end = start + (((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0));
  if (end > bytes.length) throw new SealError('malformed');
  return [textOf(bytes.slice(start, end)), end];
}
