import { EventEmitter } from 'node:events';
import type { EndCause } from '../../../protocol/telephony/call.ts';
import type { MediaLeg } from '../../media/media-engine.ts';
import type { Logger } from '../../platform/logger.ts';
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
  readonly logger: Logger;
}

export class RingingDevice extends EventEmitter<RingingDeviceEvents> {
  readonly binding: Binding;
  readonly #options: RingingDeviceOptions;
  #state: DeviceState = 'preparing';
  #media: MediaLeg | undefined;
  #invite: OutgoingInvite | undefined;
  readonly #lost = (): void => this.#abandon('media-failed');
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
      media = await this.#options.openMedia();
    } catch (error) {
      this.#options.logger.warn({ err: error }, 'no media leg for a ringing device');
      return this.#fail(mediaFailureOf(error).cause, false);
    }
    if (!this.isPending) return media.close();
    this.#media = media;
    // The worker died under a leg that nobody has answered: another offer would be a second INVITE.
    media.on('lost', this.#lost);
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
    media.off('lost', this.#lost);
    this.binding.flow.closed.removeEventListener('abort', this.#flowClosed);
    this.#media = undefined;
    this.#move('answered');
    this.emit('answered', { dialog, media, sdp });
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
    this.binding.flow.closed.removeEventListener('abort', this.#flowClosed);
    this.#media?.close();
    this.#media = undefined;
  }

  #move(next: DeviceState): void {
    if (!transitions[this.#state].includes(next)) throw new Error(`a ringing device cannot go from ${this.#state} to ${next}`);
    this.#state = next;
  }
}
