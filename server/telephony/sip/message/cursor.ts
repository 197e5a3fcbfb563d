import { chars, find, skip } from './chars.ts';
import { badHeader, type SipError } from './sip-error.ts';
import type { Parameters } from './values.ts';

const quote = 34;
const backslash = 92;
const semicolon = 59;
const equals = 61;

export const noParameters: Parameters = new Map();

/** Walks once over an unfolded header value; every step goes forward, so time is linear in the length. */
export class Cursor {
  readonly text: string;
  readonly header: string;
  position: number;

  constructor(text: string, header: string, position = 0) {
    this.text = text;
    this.header = header;
    this.position = position;
  }

  get isAtEnd(): boolean {
    return this.position >= this.text.length;
  }

  /** Code of the next character, NaN at the end. */
  peek(): number {
    return this.text.charCodeAt(this.position);
  }

  fail(what: string): SipError {
    return badHeader(this.header, what);
  }

  skipSpace(): void {
    this.position = skip(this.text, this.position, chars.space);
  }

  /** Takes the separator with white space around it (RFC 3261 §25.1, e.g. `SEMI = SWS ";" SWS`). */
  take(code: number): boolean {
    const start = this.position;
    this.skipSpace();
    if (this.peek() !== code) {
      this.position = start;
      return false;
    }
    this.position++;
    this.skipSpace();
    return true;
  }

  /** The longest run of characters of these classes, maybe empty. */
  run(classes: number): string {
    const start = this.position;
    this.position = skip(this.text, start, classes);
    return this.text.slice(start, this.position);
  }

  /** Everything up to the next character of these classes, or to the end. */
  until(classes: number): string {
    const start = this.position;
    this.position = find(this.text, start, classes);
    return this.text.slice(start, this.position);
  }

  /** @throws {SipError} 400 when no token stands here */
  token(what: string): string {
    const token = this.run(chars.token);
    if (token === '') throw this.fail(`${what} expected`);
    return token;
  }

  /** A quoted-string with its escapes resolved (RFC 3261 §25.1). @throws {SipError} 400 when it does not end */
  quoted(): string {
    const { text } = this;
    let start = ++this.position;
    let result = '';
    for (; this.position < text.length; this.position++) {
      const code = text.charCodeAt(this.position);
      if (code === quote) return result + text.slice(start, this.position++);
      if (code === backslash) {
        result += text.slice(start, this.position);
        start = ++this.position;
      }
    }
    throw this.fail('quoted string does not end');
  }

  /** `*( SEMI name [ EQUAL value ] )`. The first of two parameters with one name wins. */
  parameters(): Parameters {
    if (!this.take(semicolon)) return noParameters;
    const found = new Map<string, string>();
    do this.#parameter(found);
    while (this.take(semicolon));
    return found;
  }

  /** One `name[=value]` of a parameter list. */
  #parameter(found: Map<string, string>): void {
    const name = this.token('parameter name').toLowerCase();
    let value = '';
    if (this.take(equals)) {
      value = this.peek() === quote ? this.quoted() : this.run(chars.value);
      if (value === '' && this.text.charCodeAt(this.position - 1) !== quote) throw this.fail('parameter value expected');
    }
    if (!found.has(name)) found.set(name, value);
  }

  /** @throws {SipError} 400 when anything is left */
  end(): void {
    this.skipSpace();
    if (!this.isAtEnd) throw this.fail('unexpected characters');
  }
}
