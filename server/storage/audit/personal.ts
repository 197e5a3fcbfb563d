import { createHash, randomBytes } from 'node:crypto';
import { canonicalJson } from './canonical.ts';
import type { Json } from '../schema.ts';

/** Fields of before and after that tell about a person wherever they stand. */
export const personalFields: ReadonlySet<string> = new Set([
  'email',
  'displayName',
  'loginName',
  'firstName',
  'lastName',
  'phone',
  'mobile',
  'address',
  'userAgent',
]);

/** A personal value on its way to the side table. */
export interface PersonalValue {
  readonly place: string;
  readonly salt: Buffer;
  readonly value: string;
  /** Stands in the entry instead of the value. */
  readonly hash: string;
}

/** Longest value kept; what is longer is cut before it is hashed. */
const longestValue = 1_000;

/**
 * SHA-256 over a random 32-byte salt and the value. Names are few and guessable; without the salt, which is erased with
 * the value, the hash says nothing.
 */
export function hashPersonal(salt: Buffer, value: string): string {
  return createHash('sha256').update(salt).update(value, 'utf8').digest('hex');
}

export interface Separation {
  /** 'before', 'after', or '' for the entry itself. */
  readonly place: string;
  readonly extra: readonly string[];
  readonly into: PersonalValue[];
}

/** Replaces personal values by `{ hash }` and puts the words into `into`. Only the outermost level holds fields. */
export function separatePersonal(facts: Readonly<Record<string, Json>>, { place, extra, into }: Separation): Record<string, Json> {
  const entries = Object.entries(facts).map(([field, value]): [string, Json] => {
    const isPersonal = value !== null && (personalFields.has(field) || extra.includes(field));
    if (!isPersonal) return [field, value];
    const text = (typeof value === 'string' ? value : canonicalJson(value)).slice(0, longestValue);
    const salt = randomBytes(32);
    const hash = hashPersonal(salt, text);
    into.push({ place: place ? `${place}.${field}` : field, salt, value: text, hash });
    return [field, { hash }];
  });
  return Object.fromEntries(entries);
}

/** Puts the words back where the side table still has them; an erased one becomes null. */
export function revealPersonal(facts: Json | null, place: string, word: (place: string) => string | undefined): Json | undefined {
  if (facts === null) return undefined;
  if (!isRecord(facts)) return facts;
  return Object.fromEntries(
    Object.entries(facts).map(([field, value]) => [field, isHashed(value) ? (word(`${place}.${field}`) ?? null) : value]),
  );
}

/** The hash that stands in an entry at 'address', 'before.FIELD' or 'after.FIELD'. */
export function hashAt(
  entry: { readonly before: Json | null; readonly after: Json | null; readonly addressHash: string | null },
  place: string,
): string | undefined {
  if (place === 'address') return entry.addressHash ?? undefined;
  const dot = place.indexOf('.');
  const facts = place.slice(0, dot) === 'before' ? entry.before : entry.after;
  const value = isRecord(facts) ? facts[place.slice(dot + 1)] : undefined;
  return value !== undefined && isHashed(value) ? value.hash : undefined;
}

function isRecord(value: Json | null): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isHashed(value: Json): value is { readonly hash: string } {
  return isRecord(value) && typeof value['hash'] === 'string' && Object.keys(value).length === 1;
}
