import type { Clock, Timer } from '../../../platform/clock.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { RequestSender } from '../dialog/request-sender.ts';
import { secondsOf } from '../message/accessors-extensions.ts';
import type { MessageExtras } from '../message/builders.ts';
import type { SipResponse } from '../message/message.ts';
import { SipError } from '../message/sip-error.ts';
import type { Flow } from '../transport/flow.ts';
import type { Watched } from './event-package.ts';
import { formatEvent, type EventName } from './subscribe-command.ts';
import type { EndReason } from './subscription-state.ts';

export interface NotificationsParts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly event: EventName;
  readonly contentType: string;
  readonly watched: Watched;
  readonly sender: RequestSender;
  flow(): Flow;
  /** There is nothing to watch any more. */
  gone(): void;
  /** The last NOTIFY was answered or will not be; or the subscriber does not want any. */
  over(): void;
}

/** RFC 3842 §3.10: "Notifiers SHOULD NOT generate NOTIFY requests more frequently than once per second." */
const quietMs = 1_000;
/** When the state cannot be read; and how long a subscriber may ask us to wait at most. */
const retryMs = 5_000;
const maxRetryAfterSeconds = 300;
/** How long a phone waits that was told of a server that stops. */
const restartSeconds = 10;
const unreadable = Symbol('unreadable');

/**
 * Tells one subscriber the state: at once after a SUBSCRIBE, later when it is another one. One NOTIFY is under way at a time; of changes
 * that come meanwhile, or within a second, the last one counts. While the flow is gone nothing is sent; its return makes up for it.
 */
export class Notifications {
  readonly #parts: NotificationsParts;
  /** On the monotonic clock. */
  #endsAtMs = 0;
  #lastBody: string | undefined;
  /** Told whether or not the state is another one. */
  #mustTell = false;
  #mayHaveChanged = false;
  #isBusy = false;
  #isLast = false;
  readonly #closed = new AbortController();
  #pause: Timer | undefined;

  constructor(parts: NotificationsParts) {
    this.#parts = parts;
  }

  /** RFC 6665 §4.2.1.2: after a 200 "the notifier MUST immediately construct and send a NOTIFY request to the subscriber". */
  tellNow(endsAtMs: number): void {
    this.#endsAtMs = endsAtMs;
    this.#mustTell = true;
    this.#go();
  }

  changed(): void {
    this.#mayHaveChanged = true;
    this.#go();
  }

  /** The flow is another one: what waited or was under way goes there. */
  moved(): void {
    this.#parts.sender.moved();
    this.#go();
  }

  /** The state once more, and that it was the last time. */
  tellAndEnd(): void {
    this.#isLast = true;
    this.#mustTell = true;
    this.#go();
  }

  /** Without the state: nobody may or need know it any more. */
  sayEnd(reason: EndReason): void {
    this.#isLast = true;
    this.#sendLast(reason, undefined);
  }

  /** Idempotent. */
  close(): void {
    this.#closed.abort();
    this.#pause?.stop();
    this.#parts.sender.close();
  }

  #go(): void {
    const isWanted = this.#mustTell || (this.#mayHaveChanged && !this.#pause);
    if (this.#isBusy || this.#closed.signal.aborted || !isWanted) return;
    if (this.#parts.flow().closed.aborted) {
      if (this.#isLast) this.#parts.over();
      return;
    }
    this.#isBusy = true;
    void this.#tell();
  }

  async #tell(): Promise<void> {
    const isAsked = this.#mustTell;
    this.#mustTell = false;
    this.#mayHaveChanged = false;
    const body = await this.#read();
    if (this.#closed.signal.aborted) return;
    if (this.#isLast) {
      // A SUBSCRIBE that ended it may have come while an older state was read; that is the last state all the same.
      this.#sendLast('timeout', body === unreadable ? undefined : body);
    } else if (body === unreadable) {
      this.#isBusy = false;
      this.#later(retryMs);
    } else if (body === undefined) {
      this.#parts.gone();
    } else if (isAsked || body !== this.#lastBody) {
      this.#send(body);
    } else {
      this.#isBusy = false;
      this.#go();
    }
  }

  async #read(): Promise<string | typeof unreadable | undefined> {
    const { watched, logger, event } = this.#parts;
    try {
      return await watched.read();
    } catch (error) {
      logger.warn({ err: error, event: event.name }, 'the state of a subscription could not be read');
      return unreadable;
    }
  }

  #send(body: string): void {
    const seconds = Math.max(1, Math.ceil((this.#endsAtMs - this.#parts.clock.monotonicMs()) / 1000));
    this.#wait(quietMs);
    this.#parts.sender.send('NOTIFY', this.#extras(`active;expires=${String(seconds)}`, body), {
      onResponse: (response) => {
        if (response.status >= 200) this.#answered(response, body);
      },
      onFailure: (status) => this.#failed(status),
    });
  }

  #sendLast(reason: EndReason, body: string | undefined): void {
    const { closed } = this.#parts.flow();
    if (closed.aborted) this.#parts.over();
    if (this.#closed.signal.aborted) return;
    // Unlike a change, the end waits for no return of the phone: then it learns from its refresh.
    closed.addEventListener('abort', () => this.#parts.over(), { once: true, signal: this.#closed.signal });
    this.#mustTell = false;
    this.#pause?.stop();
    this.#isBusy = true;
    const after = reason === 'probation' ? `;retry-after=${String(restartSeconds)}` : '';
    this.#parts.sender.send('NOTIFY', this.#extras(`terminated;reason=${reason}${after}`, body), {
      onResponse: (response) => {
        if (response.status >= 200) this.#parts.over();
      },
      onFailure: () => this.#parts.over(),
    });
  }

  #extras(state: string, content: string | undefined): MessageExtras {
    const headers = [['Event', formatEvent(this.#parts.event)] as const, ['Subscription-State', state] as const];
    return content === undefined ? { headers } : { headers, body: { type: this.#parts.contentType, content } };
  }

  /**
   * RFC 6665 §4.2.2: a NOTIFY has failed when "a non-200 class response code is received which has no "Retry-After" header and no
   * implied further action which can be taken to retry the request"; then "the notifier MUST remove the corresponding subscription".
   */
  #answered(response: SipResponse, body: string): void {
    // The last word went out behind it, and its answer ends the subscription.
    if (this.#isLast && !this.#mustTell) return;
    this.#isBusy = false;
    const retrySeconds = response.status < 300 ? undefined : retryAfterOf(response);
    if (response.status < 300) this.#lastBody = body;
    else if (retrySeconds === undefined || response.status === 481) {
      this.#parts.over();
      return;
    } else this.#later(Math.min(Math.max(retrySeconds, 1), maxRetryAfterSeconds) * 1000);
    this.#go();
  }

  /** §4.2.2: without an answer "the notifier SHOULD remove the subscription". A flow that is gone may come back within the time. */
  #failed(status: 408 | 503): void {
    if (this.#closed.signal.aborted || (this.#isLast && !this.#mustTell)) return;
    this.#isBusy = false;
    if (status === 408 || !this.#parts.flow().closed.aborted) {
      this.#parts.over();
      return;
    }
    this.#lastBody = undefined;
    this.#mayHaveChanged = true;
    this.#go();
  }

  /** The same state once more, after a while. */
  #later(ms: number): void {
    this.#lastBody = undefined;
    this.#mayHaveChanged = true;
    this.#wait(ms);
  }

  #wait(ms: number): void {
    this.#pause?.stop();
    this.#pause = this.#parts.clock.after(ms, () => {
      this.#pause = undefined;
      this.#go();
    });
  }
}

/** Seconds; undefined where the subscriber named none that can be read. */
function retryAfterOf(response: SipResponse): number | undefined {
  try {
    return secondsOf(response.headers, 'Retry-After');
  } catch (error) {
    if (error instanceof SipError) return undefined;
    throw error;
  }
}
