import type { Bytes } from '../bytes.ts';
import type { FrameKeys } from '../session/sealed-session.ts';
import { deriveFrameKey, type FrameKey } from './cipher.ts';

const leafBits = 8n;
const epochBits = 8n;
const suite = 5;
/** How long frames of the epoch before are still opened. */
const oldEpochMs = 10_000;

/** KID = context << 16 | leaf << 8 | epoch mod 256: every track has a key of its own in every epoch. */
export function keyIdOf({ context, leaf, epoch }: { readonly context: number; readonly leaf: number; readonly epoch: number }): bigint {
  return (BigInt(context) << (leafBits + epochBits)) | (BigInt(leaf) << epochBits) | BigInt(epoch % 256);
}

function partsOf(keyId: bigint): { readonly leaf: number; readonly epochByte: number } {
  return { leaf: Number((keyId >> epochBits) & 0xffn), epochByte: Number(keyId & 0xffn) };
}

interface Epoch {
  readonly keys: FrameKeys;
  /** When it was followed by another one; Infinity for the newest. */
  endedAtMs: number;
}

/** The epochs of which frames are opened now: the newest, and for ten seconds the one before, without those who were removed. */
export class EpochKeys {
  #epochs: Epoch[] = [];

  add(keys: FrameKeys, nowMs: number): void {
    if (this.#epochs.some((one) => one.keys.epoch === keys.epoch)) return;
    for (const one of this.#epochs) one.endedAtMs = Math.min(one.endedAtMs, nowMs);
    this.#epochs = [{ keys, endedAtMs: Infinity }, ...this.#epochs].slice(0, 4);
  }

  get newest(): FrameKeys | undefined {
    return this.#epochs[0]?.keys;
  }

  /** The keys that a frame of this key id would be opened with; undefined when its epoch is over or unknown, or its sender is none of the group. */
  for(keyId: bigint, nowMs: number): FrameKeys | undefined {
    const { leaf, epochByte } = partsOf(keyId);
    const epoch = this.#epochs.find((one) => one.keys.epoch % 256 === epochByte);
    if (!epoch || nowMs - epoch.endedAtMs > oldEpochMs) return undefined;
    return epoch.keys.leaves.includes(leaf) && this.newest?.leaves.includes(leaf) ? epoch.keys : undefined;
  }
}

/** @returns the leaf that a key id names */
export function leafOf(keyId: bigint): number {
  return partsOf(keyId).leaf;
}

/** Derives each frame key once. */
export class FrameKeyCache {
  readonly #keys = new Map<string, Promise<FrameKey>>();

  get(baseKey: Bytes, epoch: number, keyId: bigint): Promise<FrameKey> {
    const name = `${epoch} ${keyId}`;
    const known = this.#keys.get(name);
    if (known) return known;
    const derived = deriveFrameKey(suite, baseKey, keyId);
    this.#keys.set(name, derived);
    // A track has a handful of keys at a time: its own in two epochs.
    const [oldest] = this.#keys.keys();
    if (this.#keys.size > 16 && oldest !== undefined) this.#keys.delete(oldest);
    return derived;
  }
}
