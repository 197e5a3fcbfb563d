import { chars, isAll } from './chars.ts';
import { headerKey } from './header-names.ts';
import type { HeaderCache, SipHeaders } from './headers.ts';

/** Three arrays side by side: with a dozen headers a linear search beats every map, and order costs nothing. */
class HeaderList implements SipHeaders {
  readonly #names: string[];
  readonly #keys: string[];
  readonly #values: string[];
  cache: HeaderCache;

  constructor(names: string[], keys: string[], values: string[]) {
    this.#names = names;
    this.#keys = keys;
    this.#values = values;
    this.cache = {};
  }

  get size(): number {
    return this.#keys.length;
  }

  get(name: string): string | undefined {
    const index = this.#keys.indexOf(headerKey(name));
    return index < 0 ? undefined : this.#values[index];
  }

  all(name: string): readonly string[] {
    const key = headerKey(name);
    const found: string[] = [];
    for (let i = this.#keys.indexOf(key); i >= 0; i = this.#keys.indexOf(key, i + 1)) found.push(this.#values[i] ?? '');
    return found;
  }

  has(name: string): boolean {
    return this.#keys.includes(headerKey(name));
  }

  set(name: string, value: string | readonly string[]): void {
    const values = typeof value === 'string' ? [value] : value;
    const first = this.#keys.indexOf(headerKey(name));
    this.delete(name);
    let index = first < 0 ? this.#keys.length : first;
    for (const one of values) this.#insert(index++, name, one);
  }

  append(name: string, value: string): void {
    const last = this.#keys.lastIndexOf(headerKey(name));
    this.#insert(last < 0 ? this.#keys.length : last + 1, name, value);
  }

  prepend(name: string, value: string): void {
    this.#insert(Math.max(this.#keys.indexOf(headerKey(name)), 0), name, value);
  }

  replaceFirst(name: string, value: string): void {
    const first = this.#keys.indexOf(headerKey(name));
    refuseLineBreaks(name, value);
    if (first >= 0) this.#values[first] = value;
    this.cache = {};
  }

  delete(name: string): void {
    const key = headerKey(name);
    for (let i = this.#keys.indexOf(key); i >= 0; i = this.#keys.indexOf(key, i)) {
      this.#names.splice(i, 1);
      this.#keys.splice(i, 1);
      this.#values.splice(i, 1);
    }
    this.cache = {};
  }

  *entries(): IterableIterator<readonly [string, string]> {
    for (let i = 0; i < this.#names.length; i++) yield [this.#names[i] ?? '', this.#values[i] ?? ''];
  }

  write(left: string): string {
    let text = '';
    for (let i = 0; i < this.#keys.length; i++) {
      if (this.#keys[i] !== left) text += `${this.#names[i] ?? ''}: ${this.#values[i] ?? ''}\r\n`;
    }
    return text;
  }

  clone(): SipHeaders {
    const copy = new HeaderList([...this.#names], [...this.#keys], [...this.#values]);
    copy.cache = { ...this.cache };
    return copy;
  }

  #insert(index: number, name: string, value: string): void {
    refuseLineBreaks(name, value);
    const key = headerKey(name);
    if (index === this.#keys.length) {
      this.#names.push(name);
      this.#keys.push(key);
      this.#values.push(value);
    } else {
      this.#names.splice(index, 0, name);
      this.#keys.splice(index, 0, key);
      this.#values.splice(index, 0, value);
    }
    this.cache = {};
  }
}

/** A line break in a value would let its author write headers of his own. */
function refuseLineBreaks(name: string, value: string): void {
  if (value.includes('\n') || value.includes('\r')) throw new TypeError(`header ${name}: a value must not hold line breaks`);
  if (!isAll(name, chars.token)) throw new TypeError('a header name must be a token');
}

/** An empty list, or one of the given headers in order. @throws {TypeError} for a name or value that cannot be written */
export function createHeaders(entries: Iterable<readonly [name: string, value: string]> = []): SipHeaders {
  const headers = new HeaderList([], [], []);
  for (const [name, value] of entries) headers.append(name, value);
  return headers;
}

/** For the parser, whose names and values are checked already. Takes the arrays over. */
export function headersFrom(names: string[], keys: string[], values: string[]): SipHeaders {
  return new HeaderList(names, keys, values);
}
