import { networkOf } from '../../identity/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Throttles } from '../../storage/index.ts';

/** How guessing is slowed; never locked: the delays end. */
interface Rule {
  /** Wrong ones without any delay. */
  readonly free: number;
  readonly maxDelaySeconds: number;
  /** A quiet time after which counting starts again. */
  readonly forgetAfterSeconds: number;
}

export const guessRules = {
  address: { free: 10, maxDelaySeconds: 120, forgetAfterSeconds: 900 },
  /** Over all addresses, for spoken codes alone: a million of them can be tried, 128 bits cannot. */
  everybody: { free: 200, maxDelaySeconds: 4, forgetAfterSeconds: 600 },
} as const satisfies Record<string, Rule>;

/** Tries of one address whose answers are still being looked up. */
const maxPending = 10;

/** Says for how many seconds somebody has to wait. */
export class Slowed extends Error {
  readonly seconds: number;
  constructor(seconds: number) {
    super('slowed');
    this.name = 'Slowed';
    this.seconds = seconds;
  }
}

/** Slows down who guesses links and codes: per address, and codes over all addresses too. */
export class GuessThrottle {
  readonly #counters: Pick<Throttles, 'get' | 'fail' | 'block'>;
  readonly #clock: Clock;
  readonly #pending = new Map<string, number>();

  constructor(counters: Pick<Throttles, 'get' | 'fail' | 'block'>, clock: Clock) {
    this.#counters = counters;
    this.#clock = clock;
  }

  /** Runs a look-up; one that finds nothing counts. @throws {Slowed} when the time to wait is not over: then nothing ran and nothing is counted */
  async guard<Found>(kind: 'link' | 'code', address: string, find: () => Promise<Found | undefined>): Promise<Found | undefined> {
    const network = networkOf(address);
    const pending = this.#pending.get(network) ?? 0;
    if (pending >= maxPending) throw new Slowed(1);
    this.#pending.set(network, pending + 1);
    const keys = keysOf(kind, network);
    try {
      await this.#requireOpen(keys.map(({ key }) => key));
      const found = await find();
      if (found === undefined) for (const { key, rule } of keys) await this.#fail(key, rule);
      return found;
    } finally {
      const left = (this.#pending.get(network) ?? 1) - 1;
      if (left > 0) this.#pending.set(network, left);
      else this.#pending.delete(network);
    }
  }

  /** Somebody came in by a code or link whose secret they did not know: counts as a wrong guess. */
  async count(kind: 'link' | 'code', address: string): Promise<void> {
    for (const { key, rule } of keysOf(kind, networkOf(address))) await this.#fail(key, rule);
  }

  async #requireOpen(keys: readonly string[]): Promise<void> {
    const now = this.#clock.now();
    const states = await this.#counters.get(keys);
    const until = Math.max(0, ...[...states.values()].map(({ blockedUntil }) => blockedUntil?.getTime() ?? 0));
    if (until > now) throw new Slowed(Math.ceil((until - now) / 1_000));
  }

  async #fail(key: string, rule: Rule): Promise<void> {
    const now = this.#clock.now();
    const failures = await this.#counters.fail(key, new Date(now), rule.forgetAfterSeconds);
    if (failures <= rule.free) return;
    const seconds = Math.min(2 ** Math.min(failures - rule.free - 1, 20), rule.maxDelaySeconds);
    await this.#counters.block(key, new Date(now + seconds * 1_000));
  }
}

function keysOf(kind: 'link' | 'code', network: string): readonly { readonly key: string; readonly rule: Rule }[] {
  const address = { key: `support-guess:${network}`, rule: guessRules.address };
  return kind === 'link' ? [address] : [address, { key: 'support-guess', rule: guessRules.everybody }];
}
