import { ExpertSeal } from '../../../../seal/index.ts';
import { ownCertificate } from '../../../platform/sfu/own-certificate.ts';
import { InviteDesk } from './invite-desk.ts';
import type { Side } from './live-ports.ts';
import { StillTaker } from './still-taker.ts';

/** An expert's: who invites, comes by another one's invite, or comes back. */
export const expertSide: Side = {
  ahead: { direction: 'receive', certificate: ownCertificate },
  beginSeal(joining, { begin, secrets }) {
    if ('sessionId' in joining) return ExpertSeal.begin({ ...begin, secrets });
    const { secret, routing } = joining;
    return ExpertSeal.begin({ ...begin, secrets, invited: { secret, routing } });
  },
  openInvites: (context, options) => new InviteDesk(context, options),
  openTaker: (context, options) => new StillTaker(context, options),
};
