import type { CSeq, NameAddr, Via } from './values.ts';

/** Values that the accessors parsed already; a change of the headers empties it. Only the accessors write here. */
export interface HeaderCache {
  vias?: readonly Via[];
  topVia?: Via;
  from?: NameAddr;
  to?: NameAddr;
  cseq?: CSeq;
  contacts?: readonly NameAddr[] | '*';
}

/**
 * Header fields in order, as a multimap with case-insensitive names; compact forms are the same as long ones
 * (RFC 3261 §7.3.3). Values are unfolded text. Unknown headers survive verbatim.
 */
export interface SipHeaders {
  /** The first value, or undefined. */
  get(name: string): string | undefined;
  /** Every header line's value in order; comma lists are not split here (see the accessors). */
  all(name: string): readonly string[];
  has(name: string): boolean;
  /** Replaces all values of that name, keeping the place of the first. */
  set(name: string, value: string | readonly string[]): void;
  /** Adds behind the last one of that name. */
  append(name: string, value: string): void;
  /** Adds before the first one of that name (Via, Record-Route). */
  prepend(name: string, value: string): void;
  /** Puts another value in the place of the first one, if there is one. */
  replaceFirst(name: string, value: string): void;
  delete(name: string): void;
  /** [name as written, value] in order. */
  entries(): IterableIterator<readonly [string, string]>;
  /** Every header as a line of its own, except those with the key `left`. */
  write(left: string): string;
  clone(): SipHeaders;
  readonly size: number;
  readonly cache: HeaderCache;
}
