import { EventEmitter } from 'node:events';
import { sipNames } from '../../../protocol/telephony/sip-names.ts';
import type { MediaEngine, MediaLeg } from '../../media/media-engine.ts';
import { MediaError } from '../../media/media-engine.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import { delay } from '../../platform/wait.ts';
import type { Invitation } from '../sip/dialog/user-agent.ts';
import { inBackground } from './background.ts';
import { CallLeg } from './call-leg.ts';
import type { Call } from './call.ts';
import { openCallerMedia } from './caller-media.ts';

/** How long until a caller whose worker died asks again for a living one. */
const retryMs = 500;
/** How long an answer waits for the caller's new media leg. */
export const readyMs = 10_000;

export interface CallerSideNeeds {
  readonly media: MediaEngine;
  readonly clock: Clock;
  readonly logger: Logger;
}

interface CallerSideEvents {
  ready: [];
}

/**
 * The caller before the answer: the INVITE, and the media leg that its 200 will answer with.
 *
 *   open ◄──► lost ──► closed
 *     └──► answered      ▲
 *     └──────────────────┘
 *
 * No answer was sent yet: when the worker dies, the same offer is answered anew on a living one and nobody notices ([CA37]).
 */
export class CallerSide extends EventEmitter<CallerSideEvents> {
  readonly #needs: CallerSideNeeds;
  readonly #call: Call;
  readonly #invitation: Invitation;
  readonly #lifetime = new AbortController();
  #media: MediaLeg | undefined;
  #hasRung = false;
  #isAnswered = false;
  readonly #lost = (): void => inBackground(this.#needs.logger, 'opening a caller leg anew', this.#reopen());

  private constructor(needs: CallerSideNeeds, call: Call, invitation: Invitation) {
    super();
    this.#needs = needs;
    this.#call = call;
    this.#invitation = invitation;
  }

  /** @throws {MediaError} when the offer cannot be answered, or no worker lives */
  static async open(needs: CallerSideNeeds, call: Call, invitation: Invitation): Promise<CallerSide> {
    const side = new CallerSide(needs, call, invitation);
    side.#take(await openCallerMedia(needs.media, call, invitation.offer));
    return side;
  }

  get isAnswered(): boolean {
    return this.#isAnswered;
  }

  /** The leg that the answer would name; undefined while there is none. */
  get media(): MediaLeg | undefined {
    return this.#media;
  }

  /** Passes the first 180 on; says whether it was the first. */
  rings(): boolean {
    if (this.#hasRung || this.#isOver) return false;
    this.#hasRung = true;
    // 180 without SDP: JsSIP applies the SDP of every 1xx; before the answer the page rings by itself.
    this.#invitation.progress(180, 'Ringing', { headers: [[sipNames.callId, this.#call.id]] });
    return true;
  }

  /** Resolves to the leg as soon as there is one; to undefined when there is none within 10 s or the caller is gone. */
  async ready(): Promise<MediaLeg | undefined> {
    if (this.#media || this.#isOver) return this.#media;
    const waiting = new AbortController();
    const onReady = (): void => waiting.abort('ready');
    this.once('ready', onReady);
    await delay(this.#needs.clock, readyMs, waiting.signal);
    this.off('ready', onReady);
    return this.#media;
  }

  /** Sends the 200; the leg belongs to the `CallLeg` from now on. @throws {Error} without a leg; what the stack throws */
  accept(): CallLeg {
    const media = this.#media;
    if (!media) throw new Error('a caller without media cannot be answered');
    const { clock, logger } = this.#needs;
    const dialog = this.#invitation.accept(media.localSdp, { headers: [[sipNames.callId, this.#call.id]] });
    media.off('lost', this.#lost);
    this.#media = undefined;
    this.#isAnswered = true;
    this.#finish();
    return new CallLeg({ callId: this.#call.id, dialog, media, clock, logger });
  }

  /** The call ended before the answer. Whoever made us answers the INVITE. Idempotent; does nothing after `accept()`. */
  close(): void {
    if (this.#isOver) return;
    this.#media?.close();
    this.#media = undefined;
    this.#finish();
  }

  get #isOver(): boolean {
    return this.#lifetime.signal.aborted;
  }

  #finish(): void {
    this.#lifetime.abort('the caller was answered or is gone');
    this.emit('ready');
  }

  #take(media: MediaLeg): void {
    if (this.#isOver) return media.close();
    this.#media = media;
    media.once('lost', this.#lost);
    this.emit('ready');
  }

  async #reopen(): Promise<void> {
    this.#media?.close();
    this.#media = undefined;
    const { media, clock, logger } = this.#needs;
    while (!this.#isOver) {
      try {
        return this.#take(await openCallerMedia(media, this.#call, this.#invitation.offer));
      } catch (error) {
        if (!(error instanceof MediaError)) throw error;
        logger.info({ err: error, call: this.#call.id }, 'no media leg for the caller yet');
        await delay(clock, retryMs, this.#lifetime.signal);
      }
    }
  }
}
