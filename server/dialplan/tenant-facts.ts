import type { Schedule } from '../../protocol/dialplan/schedule.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../storage/index.ts';
import type { DialplanStore } from './dialplan-store.ts';
import type { PinGuess, TenantFacts } from './engine/questions.ts';
import { isPinOf } from '../platform/pin-hasher.ts';

export interface StoredFactsOptions {
  readonly store: DialplanStore;
  readonly throttles: Pick<Database['throttles'], 'get' | 'fail' | 'clear'>;
  readonly clock: Clock;
}

/** Wrong guesses of one caller at one PIN, over all their calls, before every further one is wrong; and of all callers together. */
const maxFailures = { caller: 10, pin: 100 } as const;
const forgetAfterSeconds = 900;

/** What plans ask about the tenant's own settings. */
export class StoredFacts implements TenantFacts {
  readonly #options: StoredFactsOptions;

  constructor(options: StoredFactsOptions) {
    this.#options = options;
  }

  async schedule(tenantId: string, scheduleId: string): Promise<Schedule | undefined> {
    const found = await this.#options.store.inTenant(tenantId, (unit) => unit.schedules.byId(scheduleId));
    return found?.schedule;
  }

  /** Who guesses too often is wrong from then on, for a quarter of an hour after the last guess, even with the right PIN. */
  async isRightPin(tenantId: string, { pinId, digits, callerNumber, otherPinIds = [] }: PinGuess): Promise<boolean> {
    const { store, throttles, clock } = this.#options;
    const keys = { pin: `plan-pin/${tenantId}/${pinId}`, caller: `plan-pin/${tenantId}/${pinId}/${callerNumber}` };
    const states = await throttles.get(Object.values(keys));
    const isBarred = (key: string, max: number): boolean => {
      const state = states.get(key);
      return state !== undefined && state.failures >= max && clock.now() - state.lastFailureAt.getTime() < forgetAfterSeconds * 1_000;
    };
    const pin = await store.inTenant(tenantId, (unit) => unit.pins.byId(pinId));
    const isRight = pin !== undefined && (await isPinOf(pin.hash, digits));
    if (isRight && !isBarred(keys.caller, maxFailures.caller) && !isBarred(keys.pin, maxFailures.pin)) {
      await throttles.clear(keys.caller);
      return true;
    }
    // The guest's PIN is no guess at the host's.
    if (!isRight && (await this.#isOneOf(tenantId, otherPinIds, digits))) return false;
    for (const key of Object.values(keys)) await throttles.fail(key, new Date(clock.now()), forgetAfterSeconds);
    return false;
  }

  async #isOneOf(tenantId: string, pinIds: readonly string[], digits: string): Promise<boolean> {
    const pins = await this.#options.store.inTenant(tenantId, (unit) => Promise.all(pinIds.map((id) => unit.pins.byId(id))));
    const answers = await Promise.all(pins.map(async (pin) => pin !== undefined && (await isPinOf(pin.hash, digits))));
    return answers.includes(true);
  }
}
