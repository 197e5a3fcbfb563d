import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportSchema, sessionDetailSchema } from '../../../protocol/support/session.ts';
import { FakeClock } from '../../platform/clock.fake.ts';
import { startInstallation, type Installation } from '../testing/installation.testing.ts';
import { meetingOf } from '../testing/support.testing.ts';
import { refusalOf, type Visitor } from '../testing/visitor.testing.ts';

const hourMs = 3_600_000;
const clock = new FakeClock(Date.now());
let deskline: Installation;
let alice: Visitor;
beforeAll(async () => {
  deskline = await startInstallation({ clock });
  alice = await deskline.person('alice@acme.test');
});
afterAll(() => deskline.close());

const rate = (token: string, rating = 4) => deskline.visitor().request('POST', '/api/support/rating', { token, rating });
const end = (id: string) => alice.request('POST', `/api/support/sessions/${id}/end`);

async function met() {
  const { sessionId, expert, customer } = await meetingOf(alice, deskline.visitor());
  const tokens = { expert: (await expert.welcome()).seat.token, customer: (await customer.welcome()).seat.token };
  const rating = async () => sessionDetailSchema.parse((await alice.get(`/api/support/sessions/${sessionId}`)).body).rating;
  return { sessionId, expert, customer, tokens, rating };
}

describe('a rating after the end', () => {
  it('[SU313] is taken by the token of the customer’s seat, once, and is in the report', async () => {
    const { sessionId, tokens, rating } = await met();
    expect(refusalOf(await rate(tokens.customer)).code, 'while it runs there is a line for it').toBe('not-found');
    await end(sessionId);
    expect((await rate(tokens.customer)).status).toBe(204);
    expect(await rating()).toBe(4);
    expect(refusalOf(await rate(tokens.customer, 1)).code).toBe('not-found');
    expect(await rating()).toBe(4);
    const period = `?from=${new Date(clock.now() - hourMs).toISOString()}&to=${new Date(clock.now() + hourMs).toISOString()}`;
    expect(reportSchema.parse((await alice.get(`/api/support/reports${period}`)).body)).toMatchObject({ ratings: 1, averageRating: 4 });
  });

  it('[SU313] not by an expert, a stranger, somebody who was put out, or with no such number of stars', async () => {
    const { sessionId, tokens, rating } = await met();
    await end(sessionId);
    for (const token of [tokens.expert, 'a'.repeat(43)]) expect(refusalOf(await rate(token)).code).toBe('not-found');
    expect((await rate(tokens.customer, 6)).status).toBe(422);
    expect(await rating()).toBeNull();
    const other = await met();
    other.customer.say({ type: 'request', id: 90, method: 'seat.leave', data: {} });
    await other.customer.closing();
    await end(other.sessionId);
    expect(refusalOf(await rate(other.tokens.customer)).code).toBe('not-found');
  });

  it('[SU313] not what was rated in the session, and not after six hours', async () => {
    const first = await met();
    await first.customer.ask('session.rate', { rating: 2 });
    await end(first.sessionId);
    expect(refusalOf(await rate(first.tokens.customer)).code).toBe('not-found');
    expect(await first.rating()).toBe(2);
    const second = await met();
    await end(second.sessionId);
    clock.advance(6 * hourMs);
    expect(refusalOf(await rate(second.tokens.customer)).code).toBe('not-found');
  });
});
