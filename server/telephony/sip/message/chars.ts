/** Character classes of RFC 3261 §25.1 as bits in one table, so that scanning needs no regular expressions. */
const tokenBit = 1;
const userBit = 2;
const passwordBit = 4;
const paramBit = 8;
const hostBit = 16;
const uriBit = 32;
const valueBit = 64;

const table = new Uint8Array(128);

function mark(bit: number, characters: string): void {
  for (let i = 0; i < characters.length; i++) {
    const code = characters.charCodeAt(i);
    table[code] = (table[code] ?? 0) | bit;
  }
}

const alphanumeric = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const unreserved = `${alphanumeric}-_.!~*'()`;

mark(tokenBit, `${alphanumeric}-.!%*_+\`'~`);
mark(userBit, `${unreserved}&=+$,;?/%`);
mark(passwordBit, `${unreserved}&=+$,%`);
mark(paramBit, `${unreserved}[]/:&+$%`);
// The underscore is not of the RFC, but container networks name hosts with it.
mark(hostBit, `${alphanumeric}-._`);
mark(uriBit, `${unreserved};/?:@&=+$,%[]#`);
// gen-value = token / host / quoted-string: what may stand unquoted behind the equals sign.
mark(valueBit, `${alphanumeric}-.!%*_+\`'~[]:`);

function has(code: number, bit: number): boolean {
  return code < 128 && ((table[code] ?? 0) & bit) !== 0;
}

export const isToken = (code: number): boolean => has(code, tokenBit);
export const isUserChar = (code: number): boolean => has(code, userBit);
export const isPasswordChar = (code: number): boolean => has(code, passwordBit);
export const isParamChar = (code: number): boolean => has(code, paramBit);
export const isHostChar = (code: number): boolean => has(code, hostBit);
export const isUriChar = (code: number): boolean => has(code, uriBit);
export const isValueChar = (code: number): boolean => has(code, valueBit);
export const isDigit = (code: number): boolean => code >= 48 && code <= 57;
export const isAlpha = (code: number): boolean => (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
export const isSpace = (code: number): boolean => code === 32 || code === 9;

/** Whether every character of a non-empty text satisfies the class. */
export function isAll(text: string, is: (code: number) => boolean): boolean {
  for (let i = 0; i < text.length; i++) if (!is(text.charCodeAt(i))) return false;
  return text.length > 0;
}

/** A stretch of text without SP and HTAB at its ends. `String.trim` would also take what Unicode calls white space. */
export function trimmed(text: string, start = 0, end = text.length): string {
  let from = start;
  let to = end;
  while (from < to && isSpace(text.charCodeAt(from))) from++;
  while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
  return text.slice(from, to);
}
