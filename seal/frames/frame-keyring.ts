import type { FrameKeys } from '../session/sealed-session.ts';
import { partsOfKid } from './kid.ts';
import { ReplayWindow } from './replay-window.ts';
import { SframeKey } from './sframe-key.ts';

/** How long frames of the epoch before are still opened: as long as they may be on their way. */
export const oldEpochMs = 10_000;

/** What opens frames of one key id. */
export interface OpeningKey {
  readonly key: SframeKey;
  /** Whose frames it opens. */
  readonly seatId: string;
  readonly window: ReplayWindow;
}

interface Epoch {
  readonly keys: FrameKeys;
  /** Milliseconds of the given clock; Infinity for the newest. */
  endsAt: number;
  /** Of frames whose tag was right: a stranger cannot make it grow. */
  readonly opened: Map<bigint, OpeningKey>;
}

/** The secrets that frames of others are opened with, by epoch. `now` is monotonic milliseconds. */
export class FrameKeyring {
  readonly #now: () => number;
  #epochs: Epoch[] = [];

  constructor(now: () => number) {
    this.#now = now;
  }

  get current(): FrameKeys | undefined {
    return this.#epochs[0]?.keys;
  }

  /** A new epoch; the ones before live on for a moment. Keys of the epoch that is there already change nothing. */
  set(keys: FrameKeys): void {
    const now = this.#now();
    const newest = this.#epochs[0];
    if (newest?.keys.epoch === keys.epoch) return;
    if (newest) newest.endsAt = now + oldEpochMs;
    this.#epochs = [{ keys, endsAt: Infinity, opened: new Map() }, ...this.#epochs.filter(({ endsAt }) => endsAt > now)];
  }

  /** undefined: this key id is of no epoch that counts, of nobody who is in the group now, or of this side itself. */
  async find(kid: bigint): Promise<OpeningKey | undefined> {
    const epoch = this.#epochOf(kid);
    const seatId = epoch?.keys.seats.get(partsOfKid(kid)?.leaf ?? -1);
    if (!epoch || seatId === undefined) return undefined;
    const known = epoch.opened.get(kid);
    return known ?? { key: await SframeKey.derive(epoch.keys.baseKey, kid, 'decrypt'), seatId, window: new ReplayWindow() };
  }

  /** A frame under this key opened with the right tag. False when it was seen before, or its epoch is over by now. */
  accept(used: OpeningKey, counter: bigint): boolean {
    const epoch = this.#epochOf(used.key.kid);
    if (!epoch) return false;
    const kept = epoch.opened.get(used.key.kid) ?? used;
    epoch.opened.set(used.key.kid, kept);
    return kept.window.accept(counter);
  }

  #epochOf(kid: bigint): Epoch | undefined {
    const parts = partsOfKid(kid);
    const [newest] = this.#epochs;
    if (!parts || !newest || parts.leaf === newest.keys.myLeaf || !newest.keys.seats.has(parts.leaf)) return undefined;
    const now = this.#now();
    return this.#epochs.find(({ keys, endsAt }) => keys.epoch % 256 === parts.epoch && endsAt > now && keys.seats.has(parts.leaf));
  }
}
