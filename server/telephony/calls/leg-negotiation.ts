import { EventEmitter } from 'node:events';
import type { EndCause } from '../../../protocol/telephony/call.ts';
import { MediaError } from '../../media/media-engine.ts';
import type { MediaLeg } from '../../media/media-engine.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import { SipFailure } from '../sip/dialog/user-agent.ts';
import type { Dialog, ReinviteReply } from '../sip/dialog/user-agent.ts';
import { mediaFailureOf } from './final-responses.ts';
import type { FlowWatch } from './flow-watch.ts';
import { delay } from '../../platform/wait.ts';

/** How long until a dead worker's leg asks again for a living one, and a refused re-INVITE is repeated. */
const retryMs = 500;
const maxRefusals = 5;

export interface NegotiationEvents {
  /** The far end's offer was answered: hold, resume or ICE restart. */
  answered: [];
  /** Media is on a new worker; DTLS follows. */
  moved: [];
  failed: [cause: EndCause];
}

export interface NegotiationOptions {
  readonly dialog: Dialog;
  readonly media: MediaLeg;
  readonly flow: FlowWatch;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly lifetime: AbortSignal;
}

/** Offers and answers of one leg after its call was answered. */
export class LegNegotiation extends EventEmitter<NegotiationEvents> {
  readonly #options: NegotiationOptions;
  #recovery = 0;
  /** The worker is dead and our offer is not on its way yet: the far end's offer has nothing to be answered with. */
  #isPreparing = false;

  constructor(options: NegotiationOptions) {
    super();
    this.#options = options;
  }

  async handleOffer(offer: string | undefined, reply: ReinviteReply): Promise<void> {
    const { media, lifetime } = this.#options;
    // RFC 3261 §14.1: "491 (Request Pending)"; ours goes out in a moment and says everything that theirs asks for.
    if (this.#isPreparing) return reply.reject(491, 'Request Pending');
    // An offerless re-INVITE wants our offer in the 200; we make offers only when a worker died ([CA24]).
    if (offer === undefined) return reply.reject(488, 'Not Acceptable Here');
    try {
      const answer = await media.acceptOffer(offer);
      // RFC 3261 §15.1.2: pending requests of a dialog that got BYE are to be answered 487.
      if (lifetime.aborted) return reply.reject(487, 'Request Terminated');
      reply.accept(answer);
    } catch (error) {
      return this.#refuse(reply, error);
    }
    this.emit('answered');
  }

  /** The ACK brought the answer to the offer in our 200: the INVITE had none (RFC 3261 §13.2.1). */
  async handleAnswer(answer: string): Promise<void> {
    try {
      await this.#options.media.acceptAnswer(answer);
    } catch (error) {
      if (this.#options.lifetime.aborted) return;
      this.#options.logger.info({ err: error }, 'the answer in an ACK cannot be used');
      this.emit('failed', mediaFailureOf(error).cause);
    }
  }

  /** After `lost`: a new offer from a living worker, sent as soon as the far end can be reached. */
  async handleWorkerLost(): Promise<void> {
    const recovery = ++this.#recovery;
    this.#isPreparing = true;
    const isStale = (): boolean => recovery !== this.#recovery || this.#options.lifetime.aborted;
    try {
      const offer = await this.#freshOffer(isStale);
      if (offer === undefined) return;
      const isMoved = (await this.#complete(offer, isStale)) && (await this.#complete(await this.#options.media.followUp(offer), isStale));
      if (isMoved) this.emit('moved');
    } catch (error) {
      if (isStale()) return;
      this.#options.logger.warn({ err: error }, 'a leg could not be moved to another media worker');
      this.emit('failed', 'media-failed');
    } finally {
      if (recovery === this.#recovery) this.#isPreparing = false;
    }
  }

  #refuse(reply: ReinviteReply, error: unknown): void {
    const { status } = mediaFailureOf(error);
    this.#options.logger.info({ status, why: error instanceof MediaError ? error.message : 'unexpected' }, 'an offer was refused');
    if (!(error instanceof MediaError)) this.#options.logger.error({ err: error }, 'answering an offer failed');
    reply.reject(status, 'Not Acceptable Here', status === 503 ? 1 : undefined);
  }

  async #freshOffer(isStale: () => boolean): Promise<string | undefined> {
    const { media, clock, lifetime } = this.#options;
    for (;;) {
      try {
        const offer = await media.reoffer();
        return isStale() ? undefined : offer;
      } catch (error) {
        if (isStale()) return undefined;
        if (!(error instanceof MediaError) || error.code !== 'unavailable') throw error;
        // No worker lives yet; liveness gives up after its own time.
        await delay(clock, retryMs, lifetime);
      }
    }
  }

  /** Sends an offer of ours, if there is one, and takes its answer; false when nobody waits for it any more. */
  async #complete(offer: string | undefined, isStale: () => boolean): Promise<boolean> {
    const answer = offer === undefined ? undefined : await this.#exchange(offer, isStale);
    if (answer !== undefined) await this.#options.media.acceptAnswer(answer);
    return !isStale() && (offer === undefined || answer !== undefined);
  }

  async #exchange(offer: string, isStale: () => boolean): Promise<string | undefined> {
    const { dialog, flow, clock, lifetime } = this.#options;
    for (let refusals = 0; ;) {
      const isOpen = await flow.untilOpen();
      if (!isOpen || isStale()) return undefined;
      this.#isPreparing = false;
      try {
        const answer = await dialog.reinvite(offer);
        return isStale() ? undefined : answer;
      } catch (error) {
        if (isStale() || dialog.isEnded) return undefined;
        if (!(error instanceof SipFailure)) throw error;
        // With the flow gone the offer waits for the next one; otherwise the far end gets a few more chances.
        if (flow.isOpen && ++refusals >= maxRefusals) throw error;
        if (flow.isOpen) await delay(clock, retryMs, lifetime);
      }
    }
  }
}
