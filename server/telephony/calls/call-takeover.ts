import { sipNames } from '../../../protocol/telephony/sip-names.ts';
import type { MediaEngine, MediaLeg } from '../../media/media-engine.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Dialog, Invitation } from '../sip/dialog/user-agent.ts';
import { CallLeg } from './call-leg.ts';
import type { CallRegistry } from './call-registry.ts';
import { finalResponse, mediaFailureOf } from './final-responses.ts';

export interface TakeoverDependencies {
  readonly registry: CallRegistry;
  readonly media: MediaEngine;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** INVITE with Replaces of one's own dialog (RFC 3891): after a page reload a new leg takes the old one's place in the same call. */
export class CallTakeover {
  readonly #needs: TakeoverDependencies;

  constructor(needs: TakeoverDependencies) {
    this.#needs = needs;
  }

  async handle(invitation: Invitation, replaced: Dialog): Promise<void> {
    const found = isOwn(invitation, replaced) ? this.#needs.registry.legOf(replaced) : undefined;
    // RFC 3891 §3: "If the Replaces header field matches no … dialog, … a 481 Call/Transaction Does Not Exist".
    if (!found) return invitation.reject(481, 'Call/Transaction Does Not Exist');
    const media = await this.#openMedia(invitation, found.call.id);
    if (!media) return;
    // The call may have ended, or another INVITE may have taken the leg, while media was made.
    const still = this.#needs.registry.legOf(replaced);
    if (!still || invitation.cancelled.aborted) {
      media.close();
      if (!invitation.cancelled.aborted) invitation.reject(481, 'Call/Transaction Does Not Exist');
      return;
    }
    const { call, holder, side } = still;
    const wasHolding = holder.seat(side)?.leg.isHolding ?? false;
    const dialog = invitation.accept(media.localSdp, {
      headers: [
        [sipNames.callId, call.id],
        [sipNames.elapsedMs, String(call.elapsedMs(side))],
        ...(wasHolding ? ([[sipNames.holding, 'yes']] as const) : []),
      ],
    });
    const { clock, logger } = this.#needs;
    holder.replace(side, new CallLeg({ callId: call.id, dialog, media, clock, logger, wasHolding }));
  }

  async #openMedia(invitation: Invitation, callId: string): Promise<MediaLeg | undefined> {
    const { tenantId, userId } = invitation.principal;
    if (invitation.offer === undefined) {
      invitation.reject(488, 'Not Acceptable Here');
      return undefined;
    }
    try {
      return await this.#needs.media.openAnswering({ callId, person: `${tenantId}/${userId}`, offer: invitation.offer });
    } catch (error) {
      this.#needs.logger.info({ err: error, call: callId }, 'no media leg for a page that came back');
      const { cause, status } = mediaFailureOf(error);
      const response = finalResponse(cause, callId, status);
      if (!invitation.cancelled.aborted) invitation.reject(response.status, response.reason, response.extras);
      return undefined;
    }
  }
}

/** The stack proved that the sender owns the dialog; a call never believes only one check. */
function isOwn(invitation: Invitation, replaced: Dialog): boolean {
  return replaced.principal.tenantId === invitation.principal.tenantId && replaced.principal.userId === invitation.principal.userId;
}
