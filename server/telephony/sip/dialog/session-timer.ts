import type { Clock, Timer } from '../../../platform/clock.ts';
import { sessionExpiresOf, supportedOf, tokensOf } from '../message/accessors-extensions.ts';
import type { HeaderEntry } from '../message/builders.ts';
import type { SipHeaders } from '../message/headers.ts';
import type { SipMessage, SipRequest, SipResponse } from '../message/message.ts';

/** RFC 4028 §4: "The Min-SE header field […] value MUST be at least 90 seconds" by default. */
export const minSessionSeconds = 90;
/** Ten days. Node fires timers beyond 24.8 days at once, which would end the call or refresh it without pause. */
const maxSessionSeconds = 864_000;
/** RFC 4028 §4.2 recommends 1800 s. */
const usualSessionSeconds = 1800;

export interface SessionTimerOptions {
  readonly clock: Clock;
  /** Our turn to refresh: sends UPDATE with these headers. */
  refresh(headers: readonly HeaderEntry[]): void;
  /** The far end did not refresh in time. */
  expired(): void;
}

/** Headers of an INVITE to a device: it shall refresh, as it knows best whether it still lives. */
export const sessionOffer: readonly HeaderEntry[] = [
  ['Session-Expires', `${String(usualSessionSeconds)};refresher=uas`],
  ['Min-SE', String(minSessionSeconds)],
];

/** Whether the asked interval is too small for us: answer 422 with Min-SE (RFC 4028 §9). @throws {SipError} 400 */
export function isSessionTooShort(request: SipRequest): boolean {
  const wanted = sessionExpiresOf(request.headers);
  return wanted !== undefined && wanted.seconds < minSessionSeconds && supportedOf(request.headers).includes('timer');
}

/** Keeps the session interval of one dialog (RFC 4028), when the far end asked for one. */
export class SessionTimer {
  readonly #options: SessionTimerOptions;
  #timer: Timer | undefined;
  #canUpdate = false;

  constructor(options: SessionTimerOptions) {
    this.#options = options;
  }

  /**
   * Their INVITE or UPDATE is about to get a 2xx: starts anew and returns what the 2xx has to say (§9). Without
   * `Supported: timer`, or where we would have to refresh somebody who allows no UPDATE, there is no session timer.
   */
  answer(request: SipRequest): readonly HeaderEntry[] {
    this.#learn(request);
    const wanted = sessionExpiresOf(request.headers);
    if (!wanted || !supportedOf(request.headers).includes('timer')) return [];
    const refresher = wanted.refresher ?? 'uac';
    if (refresher === 'uas' && !this.#canUpdate) return [];
    this.#start(wanted.seconds, refresher === 'uas');
    const expires: HeaderEntry = ['Session-Expires', `${String(wanted.seconds)};refresher=${refresher}`];
    // Table 2 and §9: "If the refresher parameter […] is 'uac', the UAS MUST place a Require header field into the response
    // with the value 'timer'".
    return refresher === 'uac' ? [expires, ['Require', 'timer']] : [expires];
  }

  /** Our INVITE or UPDATE got a 2xx (§7.2). */
  answered(response: SipResponse): void {
    this.#learn(response);
    const agreed = sessionExpiresOf(response.headers);
    if (!agreed) {
      this.stop();
      return;
    }
    const isOurTurn = agreed.refresher === 'uac';
    if (!isOurTurn || this.#canUpdate) this.#start(agreed.seconds, isOurTurn);
  }

  stop(): void {
    this.#timer?.stop();
  }

  #start(agreedSeconds: number, isOurTurn: boolean): void {
    this.stop();
    // Whatever the far end wrote: it sets neither a flood of refreshes nor an end of its own choice.
    const seconds = Math.min(Math.max(agreedSeconds, minSessionSeconds), maxSessionSeconds);
    const { clock } = this.#options;
    if (isOurTurn) {
      // §10: "it is RECOMMENDED that […] half the session interval"
      this.#timer = clock.after((seconds * 1000) / 2, () =>
        this.#options.refresh([
          ['Session-Expires', `${String(seconds)};refresher=uac`],
          ['Supported', 'timer'],
        ]),
      );
      return;
    }
    // §10: "the minimum of 32 seconds and one third of the session interval" before its end
    const aheadSeconds = Math.min(32, seconds / 3);
    this.#timer = clock.after((seconds - aheadSeconds) * 1000, () => this.#options.expired());
  }

  #learn(message: SipMessage): void {
    if (message.headers.has('Allow')) this.#canUpdate = allows(message.headers, 'UPDATE');
  }
}

function allows(headers: SipHeaders, method: string): boolean {
  return tokensOf(headers, 'Allow').includes(method);
}
