import { RenewableSeal } from '../../../../seal/index.ts';
import { ownCertificate } from '../../../platform/sfu/own-certificate.ts';
import { FormerReceipt, inviteAgain } from './invite-again.ts';
import { InviteDesk } from './invite-desk.ts';
import type { Side } from './live-ports.ts';
import { StillTaker } from './still-taker.ts';

/** An expert's, of one session: who invites, comes by another one's invite, or comes back. */
export function expertSide(): Side {
  let seal: RenewableSeal | undefined;
  let former: FormerReceipt | undefined;
  return {
    ahead: { direction: 'receive', certificate: ownCertificate },
    async beginSeal(joining, { begin, secrets }) {
      const invited = 'sessionId' in joining ? {} : { invited: { secret: joining.secret, routing: joining.routing } };
      seal = await RenewableSeal.begin({ ...begin, secrets, ...invited });
      former?.sayIn(seal);
      return seal;
    },
    openInvites(context, options) {
      former = new FormerReceipt(options.storage, context.view.getState().session.id);
      return new InviteDesk(context, options);
    },
    async inviteAgain({ view, desks, relay, invites, receipt }, line) {
      if (seal && former) await inviteAgain(seal, former, { view, desks, relay, invites, receipt, line });
    },
    openTaker: (context, options) => new StillTaker(context, options),
  };
}
