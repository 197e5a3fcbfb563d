import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomBytes } from 'node:crypto';
import { inviteMadeSchema } from '../../../protocol/support/relay.ts';
import { sessionDetailSchema } from '../../../protocol/support/session.ts';
import { FakeClock } from '../../platform/clock.fake.ts';
import { startInstallation, type Installation } from '../testing/installation.testing.ts';
import { SeatClient } from '../testing/support.testing.ts';
import type { Visitor } from '../testing/visitor.testing.ts';

const clock = new FakeClock(Date.now());
let deskline: Installation;
let alice: Visitor;
beforeAll(async () => {
  deskline = await startInstallation({ clock });
  alice = await deskline.person('alice@acme.test');
});
afterAll(() => deskline.close());

interface Begun {
  readonly sessionId: string;
  readonly expert: SeatClient;
}

async function begin(owner: Visitor): Promise<Begun> {
  const session = sessionDetailSchema.parse((await owner.request('POST', '/api/support/sessions', { kind: 'screen' })).body);
  const expert = await SeatClient.enter(owner, { kind: 'expert', sessionId: session.id });
  return { sessionId: session.id, expert };
}

async function invite(expert: SeatClient, role: 'customer' | 'expert' = 'customer') {
  const routingId = randomBytes(16).toString('base64url');
  const answer = await expert.ask('invite.make', { role, routingId });
  if (!answer.ok) throw new Error(answer.code);
  return { routingId, ...inviteMadeSchema.parse(answer.data) };
}

describe('coming in', () => {
  it('[SU1] an expert and a customer meet, and hear each other in one order', async () => {
    const { expert } = await begin(alice);
    const { routingId } = await invite(expert);
    const customer = await SeatClient.enter(deskline.visitor(), { kind: 'link', routingId }, { name: 'Carla' });
    customer.log(7, 'hello');
    expert.log(3, 'good day');
    await customer.until('both', () => (customer.texts.length === 2 ? true : undefined));
    await expert.until('both', () => (expert.texts.length === 2 ? true : undefined));
    expect(expert.texts).toEqual(customer.texts);
    expect(customer.all('log').map(({ number }) => number)).toEqual([1, 2]);
  });
});
