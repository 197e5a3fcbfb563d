import type { Clock, Timer } from '../../../platform/clock.ts';
import { cseqOf } from '../message/accessors.ts';
import type { SipRequest, SipResponse } from '../message/message.ts';
import type { RequestSender } from './request-sender.ts';
import { readSdp } from './sdp-body.ts';
import { type SipExtras, SipFailure } from './user-agent.ts';

export interface OutgoingReinvitesOptions {
  readonly clock: Clock;
  readonly sender: Pick<RequestSender, 'send'>;
  readonly isCallIdOurs: boolean;
  /** Whether an INVITE of theirs is unanswered, or a 2xx of ours unacknowledged. */
  isBlocked(): boolean;
  /** A 2xx came, perhaps again: send its ACK. */
  acknowledge(inviteCSeq: number): void;
  /** The first 2xx: its Contact and Session-Expires count. */
  succeeded(response: SipResponse): void;
  /** 481, 408 or no answer: the far end has no such dialog any more (RFC 3261 §12.2.1.2). */
  dialogGone(): void;
  settled(): void;
}

interface Job {
  readonly offer: string;
  readonly extras: SipExtras;
  readonly resolve: (answer: string) => void;
  readonly reject: (error: SipFailure) => void;
  refusals: number;
}

const maxJobs = 8;
const maxRefusals = 5;

/**
 * Our re-INVITEs, one after the other. RFC 3261 §14.1: "a UAC MUST NOT initiate a new INVITE transaction within a dialog
 * while another INVITE transaction is in progress in either direction."
 */
export class OutgoingReinvites {
  readonly #options: OutgoingReinvitesOptions;
  readonly #jobs: Job[] = [];
  #active: Job | undefined;
  #retry: Timer | undefined;
  #isClosed = false;

  constructor(options: OutgoingReinvitesOptions) {
    this.#options = options;
  }

  /** An INVITE of ours has no final answer yet. */
  get isOpen(): boolean {
    return this.#active !== undefined && this.#retry === undefined;
  }

  /** @returns the answer @throws {SipFailure} */
  offer(offer: string, extras: SipExtras): Promise<string> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) reject(new SipFailure(481, 'Dialog Ended'));
      else if (this.#jobs.length >= maxJobs) reject(new SipFailure(503, 'Too Many Offers Wait'));
      else {
        this.#jobs.push({ offer, extras, resolve, reject, refusals: 0 });
        this.pump();
      }
    });
  }

  /** Starts the next one when nothing is in its way. */
  pump(): void {
    if (this.#isClosed || this.#options.isBlocked()) return;
    if (this.#active) return;
    this.#active = this.#jobs.shift();
    if (this.#active) this.#send(this.#active);
  }

  close(): void {
    this.#isClosed = true;
    this.#retry?.stop();
    const open = this.#active ? [this.#active, ...this.#jobs] : [...this.#jobs];
    this.#active = undefined;
    this.#jobs.length = 0;
    for (const job of open) job.reject(new SipFailure(481, 'Dialog Ended'));
  }

  #send(job: Job): void {
    const extras = { ...job.extras, body: { type: 'application/sdp', content: job.offer } };
    this.#options.sender.send('INVITE', extras, {
      onResponse: (response, request) => this.#answered(job, response, request),
      onFailure: (status, reason) => {
        if (this.#active !== job) return;
        this.#finish(() => job.reject(new SipFailure(status, reason)));
        if (status === 408) this.#options.dialogGone();
      },
    });
  }

  #answered(job: Job, response: SipResponse, request: SipRequest): void {
    const { status } = response;
    if (status < 200) return;
    // §13.2.2.4: "The UAC core MUST generate an ACK request for each 2xx received from the transaction layer."
    if (status < 300) this.#options.acknowledge(cseqOf(request.headers).number);
    if (this.#active !== job) return;
    if (status < 300) this.#succeed(job, response);
    else if (status === 491 && ++job.refusals < maxRefusals) this.#waitAfterGlare(job);
    else {
      this.#finish(() => job.reject(new SipFailure(status, response.reason)));
      if (status === 481 || status === 408) this.#options.dialogGone();
    }
  }

  #succeed(job: Job, response: SipResponse): void {
    this.#options.succeeded(response);
    try {
      const answer = readSdp(response);
      this.#finish(() => (answer === undefined ? job.reject(new SipFailure(500, 'No Answer In The 2xx')) : job.resolve(answer)));
    } catch (cause) {
      this.#finish(() => job.reject(new SipFailure(500, 'Unreadable Answer', { cause })));
    }
  }

  /**
   * §14.1: "If the UAC is the owner of the Call-ID of the dialog ID (meaning it generated the value), T has a randomly chosen
   * value between 2.1 and 4 seconds in units of 10 ms", else "between 0 and 2 seconds in units of 10 ms."
   */
  #waitAfterGlare(job: Job): void {
    const delayMs = this.#options.isCallIdOurs ? 2100 + 10 * Math.floor(Math.random() * 191) : 10 * Math.floor(Math.random() * 201);
    this.#retry = this.#options.clock.after(delayMs, () => {
      this.#retry = undefined;
      if (this.#options.isBlocked()) {
        this.#active = undefined;
        this.#jobs.unshift(job);
      } else {
        this.#send(job);
      }
    });
    this.#options.settled();
  }

  #finish(settle: () => void): void {
    this.#active = undefined;
    settle();
    this.#options.settled();
    this.pump();
  }
}
