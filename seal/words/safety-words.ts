import { joined, utf8, type Bytes } from '../bytes.ts';
import { lengthsAndValues } from '../cpace/encodings.ts';
import { derive, sha256Of } from '../hashing.ts';
import { emoji } from './emoji.ts';

const emojiCount = 7;
const groupCount = 6;
const bytesPerGroup = 5;

/** What people compare aloud; equal on all screens of an epoch, or somebody stands between them. */
export interface SafetyWords {
  /** Seven emoji. */
  readonly emoji: readonly string[];
  /** Thirty digits in groups of five. */
  readonly digits: string;
}

/** One member's random part, by the place of its leaf. */
export interface WordPart {
  readonly leaf: number;
  readonly random: Bytes;
}

/** What a member shows before anybody reveals: it binds its part to epoch and leaf. */
export function commitmentOf(authenticator: Bytes, { leaf, random }: WordPart): Promise<Bytes> {
  return sha256Of(lengthsAndValues(utf8('SEAL1 words'), authenticator, Uint8Array.of(leaf >> 8, leaf & 255), random));
}

/** HKDF over the epoch's authenticator and every member's part, in the order of the leaves. */
export async function safetyWordsOf(authenticator: Bytes, parts: readonly WordPart[]): Promise<SafetyWords> {
  const ordered = parts.toSorted((one, other) => one.leaf - other.leaf);
  const salt = joined(...ordered.map(({ leaf, random }) => lengthsAndValues(Uint8Array.of(leaf >> 8, leaf & 255), random)));
  const bytes = await derive(authenticator, salt, 'SEAL1 safety words', emojiCount + groupCount * bytesPerGroup);
  const pictures = Array.from(bytes.subarray(0, emojiCount), (byte) => emoji[byte % emoji.length] ?? '');
  return { emoji: pictures, digits: digitsOf(bytes.slice(emojiCount)) };
}

/** Thirty digits in groups of five of thirty bytes: 40 bits a group, so that none is likelier by more than one in ten million. */
export function digitsOf(bytes: Bytes): string {
  const groups: string[] = [];
  for (let at = 0; at < groupCount; at += 1) {
    const part = bytes.slice(at * bytesPerGroup, (at + 1) * bytesPerGroup);
    const value = part.reduce((sum, byte) => sum * 256 + byte, 0);
    groups.push(String(value % 100_000).padStart(5, '0'));
  }
  return groups.join(' ');
}

/** Thirty digits that stand for a key: what two people compare who have nothing else in common. */
export async function keyDigits(key: Bytes): Promise<string> {
  return digitsOf(await derive(key, utf8('SEAL1'), 'SEAL1 key digits', groupCount * bytesPerGroup));
}
