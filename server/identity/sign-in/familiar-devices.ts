import { z } from 'zod';
import type { Clock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import type { Secrets } from '../../storage/index.ts';
import { openToken, sealToken } from '../sealed-token.ts';

const markSchema = z.array(z.object({ userId: z.string(), deviceId: z.string(), sinceMs: z.number() })).max(5);
const purpose = 'familiar-device v1';

/** How long a browser stays familiar after the last sign-in there. */
export const familiarForMs = 180 * 24 * 3_600_000;

/**
 * Marks browsers where a person signed in before, in a sealed cookie. Guessing elsewhere then does not slow the
 * person down here (OWASP: device cookies). It proves nothing and opens nothing: it only chooses the counter.
 */
export class FamiliarDevices {
  readonly #secrets: Secrets;
  readonly #clock: Clock;

  constructor(secrets: Secrets, clock: Clock) {
    this.#secrets = secrets;
    this.#clock = clock;
  }

  /** The id under which this browser knows the person; undefined when it does not. */
  deviceOf(cookie: string | undefined, userId: string): string | undefined {
    return this.#marks(cookie).find((mark) => mark.userId === userId)?.deviceId;
  }

  /** The cookie to set after this person signed in here; keeps up to four others who share the browser. */
  remember(cookie: string | undefined, userId: string): string {
    const others = this.#marks(cookie).filter((mark) => mark.userId !== userId);
    const mark = { userId, deviceId: this.deviceOf(cookie, userId) ?? newId(), sinceMs: this.#clock.now() };
    return sealToken(this.#secrets, purpose, [mark, ...others.slice(0, 4)]);
  }

  #marks(cookie: string | undefined): z.infer<typeof markSchema> {
    if (cookie === undefined) return [];
    const marks = openToken(this.#secrets, purpose, { text: cookie, schema: markSchema }) ?? [];
    return marks.filter((mark) => this.#clock.now() - mark.sinceMs < familiarForMs);
  }
}
