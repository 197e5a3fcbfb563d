const alpha = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const digits = '0123456789';
const alphanumeric = alpha + digits;
const unreserved = `${alphanumeric}-_.!~*'()`;
const tokens = `${alphanumeric}-.!%*_+\`'~`;

/** Character classes of RFC 3261 §25.1, one bit each, to be joined with `|`. */
export const chars = {
  token: 1,
  user: 2,
  password: 4,
  param: 8,
  host: 16,
  uri: 32,
  /** gen-value = token / host / quoted-string: what may stand unquoted behind the equals sign. */
  value: 64,
  digit: 128,
  alpha: 256,
  scheme: 512,
  ipv6: 1024,
  /** White space within a line. */
  space: 2048,
  /** What ends a word in a list of words with parameters: semicolon, comma, white space. */
  wordEnd: 4096,
  /** What ends a bare word in credentials. */
  credentialEnd: 8192,
  /** Values of credentials that some senders leave unquoted. */
  credential: 16_384,
} as const;

const members: Readonly<Record<keyof typeof chars, string>> = {
  token: tokens,
  user: `${unreserved}&=+$,;?/%`,
  password: `${unreserved}&=+$,%`,
  param: `${unreserved}[]/:&+$%`,
  // The underscore is not of the RFC, but container networks name hosts with it.
  host: `${alphanumeric}-._`,
  uri: `${unreserved};/?:@&=+$,%[]#`,
  value: `${tokens}[]:`,
  digit: digits,
  alpha,
  scheme: `${alphanumeric}+-.`,
  ipv6: `${digits}abcdefABCDEF:.`,
  space: ' \t',
  wordEnd: ';, \t',
  credentialEnd: ' \t,"',
  credential: `${tokens}[]:/=`,
};

/** One table instead of regular expressions: a look-up for each character, and never a step back. */
const table = new Uint16Array(128);
for (const [name, bit] of Object.entries(chars)) {
  const text = Object.entries(members).find(([member]) => member === name)?.[1] ?? '';
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    table[code] = (table[code] ?? 0) | bit;
  }
}

/** Whether the character is of one of the classes. Nothing beyond ASCII and no end of text (NaN) is. */
export function isChar(code: number, classes: number): boolean {
  return code < 128 && ((table[code] ?? 0) & classes) !== 0;
}

/** The first position from there on whose character is of none of the classes. */
export function skip(text: string, from: number, classes: number): number {
  let position = from;
  while (position < text.length && isChar(text.charCodeAt(position), classes)) position++;
  return position;
}

/** The first position from there on whose character is of one of the classes. */
export function find(text: string, from: number, classes: number): number {
  let position = from;
  while (position < text.length && !isChar(text.charCodeAt(position), classes)) position++;
  return position;
}

/** Whether the text is not empty and every character is of one of the classes. */
export function isAll(text: string, classes: number): boolean {
  return text.length > 0 && skip(text, 0, classes) === text.length;
}

/** A stretch of text without SP and HTAB at its ends. `String.trim` would also take what Unicode calls white space. */
export function trimmed(text: string, start = 0, end = text.length): string {
  let from = start;
  let to = end;
  while (from < to && isChar(text.charCodeAt(from), chars.space)) from++;
  while (to > from && isChar(text.charCodeAt(to - 1), chars.space)) to--;
  return text.slice(from, to);
}
