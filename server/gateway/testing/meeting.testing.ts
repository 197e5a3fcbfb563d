import { randomBytes } from 'node:crypto';
import { inviteMadeSchema, type InviteMade } from '../../../protocol/support/relay-requests.ts';
import { sessionDetailSchema } from '../../../protocol/support/session.ts';
import type { SeatRole } from '../../../protocol/support/states.ts';
import type { Clock } from '../../platform/clock.ts';
import { silentLogger } from '../../platform/logger.ts';
import { createGateway } from '../gateway.ts';
import { PageHub } from '../socket/page-hub.ts';
import type { Installation } from './installation.testing.ts';
import { SeatClient, supportForRoutes } from './support.testing.ts';
import type { Visitor } from './visitor.testing.ts';

export interface Meeting {
  readonly sessionId: string;
  readonly expert: SeatClient;
  readonly customer: SeatClient;
}

export async function newSession(owner: Visitor): Promise<string> {
  const answer = await owner.request('POST', '/api/support/sessions', { kind: 'screen' });
  return sessionDetailSchema.parse(answer.body).id;
}

/** An expert makes an invite, whose routing id comes from their browser. */
export async function newInvite(expert: SeatClient, role: SeatRole = 'customer'): Promise<InviteMade & { readonly routingId: string }> {
  const routingId = randomBytes(16).toString('base64url');
  const answer = await expert.ask('invite.make', { role, routingId });
  if (!answer.ok) throw new Error(answer.code);
  return { routingId, ...inviteMadeSchema.parse(answer.data) };
}

/** `owner` begins a session, and a customer comes by link. */
export async function meet(owner: Visitor, stranger: Visitor): Promise<Meeting> {
  const sessionId = await newSession(owner);
  const expert = await SeatClient.enter(owner, { kind: 'expert', sessionId });
  const { routingId } = await newInvite(expert);
  const customer = await SeatClient.enter(stranger, { kind: 'link', routingId }, { name: 'Carla' });
  return { sessionId, expert, customer };
}

/** Another server over the same database, after the first one's support was closed. */
export async function startAgain(
  { database, identity, bus, sip }: Installation,
  clock: Clock,
): Promise<{ readonly origin: string; readonly close: () => Promise<void> }> {
  const pages = new PageHub({ sessions: identity.sessions, bus, clock, logger: silentLogger });
  const support = await supportForRoutes({ database, identity, pages, bus, clock });
  const gateway = await createGateway({
    identity,
    pages,
    bus,
    clock,
    logger: silentLogger,
    sip,
    relay: support.relay,
    machine: {
      health: () => ({ isHealthy: true, detail: {} }),
      readiness: async () => ({ isReady: true, detail: {} }),
      metrics: async () => ({ contentType: 'text/plain', text: '' }),
    },
    webRoot: database.dataDir,
  });
  const port = await gateway.listen('127.0.0.1', 0);
  return {
    origin: `http://127.0.0.1:${String(port)}`,
    async close() {
      await gateway.close(0);
      await support.close();
    },
  };
}
