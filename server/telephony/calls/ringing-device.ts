import { EventEmitter } from 'node:events';
import type { EndCause } from '../../../protocol/telephony/call.ts';
import { MediaError } from '../../media/media-engine.ts';
import type { MediaLeg } from '../../media/media-engine.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import { delay } from '../../platform/wait.ts';
import type { Binding, Dialog, InviteRequest, OutgoingInvite } from '../sip/dialog/user-agent.ts';
import { causeOfDevice, mediaFailureOf } from './final-responses.ts';

/**
 * One device of the callee while the call is on its way:
 *
 *   preparing ──► inviting ──► ringing ──► answered
 *        └────────────┴───────────┴──────► over
 *
 * Its media leg is made before the INVITE and closed when the device is over; after `answered` the leg belongs to
 * whoever took the answer.
 */
/** How often and how long a device asks for a living media worker. */
const retryMs = 500;
const maxAttempts = 10;

type DeviceState = 'preparing' | 'inviting' | 'ringing' | 'answered' | 'over';

const transitions: Readonly<Record<DeviceState, readonly DeviceState[]>> = {
  preparing: ['inviting', 'over'],
  inviting: ['ringing', 'answered', 'over'],
  ringing: ['answered', 'over'],
  answered: [],
  over: [],
};

export interface DeviceAnswer {
  readonly dialog: Dialog;
  readonly media: MediaLeg;
  readonly sdp: string;
  /** Its worker died while it rang: what it answered is of no use, it gets a new offer ([CA37]). */
  readonly isLost: boolean;
}

export interface RingingDeviceEvents {
  ringing: [];
  answered: [answer: DeviceAnswer];
  failed: [cause: EndCause, isFinalForAll: boolean];
}

export interface RingingDeviceOptions {
  readonly binding: Binding;
  readonly openMedia: () => Promise<MediaLeg>;
  readonly invite: (request: InviteRequest) => OutgoingInvite;
  readonly from: InviteRequest['from'];
  readonly headers: readonly (readonly [string, string])[];
  readonly clock: Clock;
  readonly logger: Logger;
}

export class RingingDevice extends EventEmitter<RingingDeviceEvents> {
  readonly binding: Binding;
  readonly #options: RingingDeviceOptions;
  #state: DeviceState = 'preparing';
  #media: MediaLeg | undefined;
  #invite: OutgoingInvite | undefined;
  readonly #lifetime = new AbortController();
  #isLost = false;
  /** JsSIP cannot answer an INVITE whose socket is gone; when its page is back it is called anew. */
  readonly #flowClosed = (): void => this.#abandon('unreachable');

  constructor(options: RingingDeviceOptions) {
    super();
    this.#options = options;
    this.binding = options.binding;
  }

  get isPending(): boolean {
    return this.#state === 'preparing' || this.#state === 'inviting' || this.#state === 'ringing';
  }

  async start(): Promise<void> {
    let media: MediaLeg;
    try {
      media = await this.#openMedia();
    } catch (error) {
      this.#options.logger.warn({ err: error }, 'no media leg for a ringing device');
      return this.#fail(mediaFailureOf(error).cause, false);
    }
    if (!this.isPending) return media.close();
    this.#media = media;
    // The phone rings on: a second INVITE would ring twice, a re-INVITE has to wait for the answer (RFC 3261 §14.1).
    media.once('lost', () => (this.#isLost = true));
    this.#move('inviting');
    this.binding.flow.closed.addEventListener('abort', this.#flowClosed, { once: true });
    const { binding, from, headers } = this.#options;
    const invite = this.#options.invite({ binding, offer: media.localSdp, from, extras: { headers } });
    this.#invite = invite;
    invite.on('progress', (status) => this.#progress(status));
    invite.on('accepted', (dialog, sdp) => this.#accept(dialog, sdp));
    invite.on('failed', (status) => {
      const { cause, isFinalForAll } = causeOfDevice(status);
      this.#fail(cause, isFinalForAll);
    });
  }

  /** Stops ringing with a Reason (RFC 3326). Idempotent. */
  stop(reason: string): void {
    if (!this.isPending) return;
    const invite = this.#invite;
    this.#finish();
    // After our CANCEL the layer below sends ACK and BYE to a 200 that crosses it (RFC 3261 §9.1).
    invite?.cancel(reason);
  }

  /** While another worker starts, the phone waits for its leg rather than not ringing ([CA37]). */
  async #openMedia(): Promise<MediaLeg> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#options.openMedia();
      } catch (error) {
        const isPassing = error instanceof MediaError && error.code === 'unavailable' && attempt < maxAttempts;
        if (!isPassing || !this.isPending || !(await delay(this.#options.clock, retryMs, this.#lifetime.signal))) throw error;
      }
    }
  }

  #progress(status: number): void {
    // RFC 3261 §21.1.2: "180 Ringing: The UA receiving the INVITE is trying to alert the user."
    if (status < 180 || this.#state !== 'inviting') return;
    this.#move('ringing');
    this.emit('ringing');
  }

  #accept(dialog: Dialog, sdp: string): void {
    const media = this.#media;
    if (!this.isPending || !media) {
      // A 200 that crossed our CANCEL and came through all the same: nobody is there to talk to.
      if (!dialog.isEnded) dialog.bye();
      return;
    }
    this.binding.flow.closed.removeEventListener('abort', this.#flowClosed);
    this.#media = undefined;
    this.#move('answered');
    this.emit('answered', { dialog, media, sdp, isLost: this.#isLost });
  }

  #abandon(cause: EndCause): void {
    const invite = this.#invite;
    this.#fail(cause, false);
    invite?.cancel();
  }

  #fail(cause: EndCause, isFinalForAll: boolean): void {
    if (!this.isPending) return;
    this.#finish();
    this.emit('failed', cause, isFinalForAll);
  }

  #finish(): void {
    this.#move('over');
    this.#lifetime.abort('the device is over');
    this.binding.flow.closed.removeEventListener('abort', this.#flowClosed);
    this.#media?.close();
    this.#media = undefined;
  }

  #move(next: DeviceState): void {
    if (!transitions[this.#state].includes(next)) throw new Error(`a ringing device cannot go from ${this.#state} to ${next}`);
    this.#state = next;
  }
}
