import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FakeClock } from '../../platform/clock.fake.ts';
import { startInstallation, type Installation } from '../testing/installation.testing.ts';
import { codeOf, inviteBy, meetingOf, SeatClient, type Meeting } from '../testing/support.testing.ts';
import type { Visitor } from '../testing/visitor.testing.ts';

let deskline: Installation;
let alice: Visitor;
beforeAll(async () => {
  deskline = await startInstallation({ clock: new FakeClock(Date.now()) });
  alice = await deskline.person('alice@acme.test');
});
afterAll(() => deskline.close());

const statesOf = (client: SeatClient): readonly string[] =>
  (client.all('seats').at(-1)?.seats ?? []).map(({ name, state, isHere }) => `${name} ${state}${isHere ? '' : ' away'}`);
const until = (client: SeatClient, state: string): Promise<unknown> =>
  client.until(`that ${state}`, () => statesOf(client).includes(state) || undefined);
const release = (client: SeatClient): Promise<string> => codeOf(client.ask('customer.release'));
const back = async (token: string, who: Visitor = deskline.visitor()): Promise<SeatClient> =>
  SeatClient.knock(who, { kind: 'seat', token });

/** And the customer's line is lost. */
async function lostCustomer(): Promise<Meeting & { readonly token: string }> {
  const met = await meetingOf(alice, deskline.visitor());
  const { token } = (await met.customer.welcome()).seat;
  met.customer.cut();
  await until(met.expert, 'Carla admitted away');
  return { ...met, token };
}

/** And Bob, whom the customer let in before. */
async function withBob() {
  const met = await meetingOf(alice, deskline.visitor());
  const visitor = await deskline.person('bob@acme.test');
  const bob = await SeatClient.enter(visitor, { kind: 'link', routingId: (await inviteBy(met.expert, 'expert')).routingId });
  const { seat } = await bob.welcome();
  expect(await codeOf(met.customer.ask('seat.admit', { seatId: seat.id }))).toBe('ok');
  met.customer.cut();
  await until(met.expert, 'Carla admitted away');
  return { ...met, bob, visitor };
}

describe('a customer’s seat that an expert gives up', () => {
  it('[SU606] only while no page of a customer’s is here; (control) once it is away it is given up, and a new customer is in at once', async () => {
    const { expert, customer } = await meetingOf(alice, deskline.visitor());
    const { token } = (await customer.welcome()).seat;
    expect(await release(expert)).toBe('in-use');
    expect(await codeOf(customer.ask('line.check'))).toBe('ok');
    customer.cut();
    await until(expert, 'Carla admitted away');
    expect(await release(expert)).toBe('ok');
    await until(expert, 'Carla removed away');
    expect(await release(expert), 'asked again because the answer was lost').toBe('ok');
    await SeatClient.enter(deskline.visitor(), { kind: 'link', routingId: (await inviteBy(expert)).routingId }, { name: 'Dan' });
    await until(expert, 'Dan admitted');
    expect(await (await back(token)).closing()).toEqual({ code: 4403, reason: 'removed' });
  });

  it('[SU607] its token leads nowhere, and gets nothing; (control) before it brings the page back, which then cannot be replaced', async () => {
    const { expert, token } = await lostCustomer();
    const again = await back(token);
    expect((await again.welcome()).seat.token).toBe(token);
    await until(expert, 'Carla admitted');
    expect(await release(expert)).toBe('in-use');
    again.cut();
    await until(expert, 'Carla admitted away');
    expect(await release(expert)).toBe('ok');
    const refused = await back(token);
    expect(await refused.closing()).toEqual({ code: 4403, reason: 'removed' });
    expect(refused.messages).toEqual([]);
  });

  it('[SU606] only an admitted expert does it', async () => {
    const { expert, token } = await lostCustomer();
    const bob = await SeatClient.enter(await deskline.person('bob@acme.test'), {
      kind: 'link',
      routingId: (await inviteBy(expert, 'expert')).routingId,
    });
    expect(await release(bob)).toBe('not-admitted');
    const customer = await back(token);
    await customer.welcome();
    expect(await release(customer)).toBe('forbidden');
    customer.cut();
    await until(expert, 'Carla admitted away');
    expect(await release(expert)).toBe('ok');
  });

  it('[SU609] other experts are put out with it, told why, and wait for the new customer when they come in again', async () => {
    const { sessionId, expert, bob, visitor } = await withBob();
    const { seat } = await bob.welcome();
    expect(await codeOf(bob.ask('room.open')), 'control').toBe('ok');
    expect(await release(expert)).toBe('ok');
    expect(await bob.closing()).toEqual({ code: 4410, reason: 'replaced' });
    expect(await codeOf(expert.ask('line.check')), 'who asked stays').toBe('ok');
    expect((await (await back(seat.token, visitor)).closing()).reason).toBe('unknown');
    const anew = await SeatClient.enter(visitor, { kind: 'expert', sessionId });
    expect(await codeOf(anew.ask('room.open'))).toBe('not-admitted');
  });

  it('[SU609] of two experts who ask at once one stays', async () => {
    const { expert, bob } = await withBob();
    // Who is put out before their turn gets no answer any more.
    const answers = [release(expert), release(bob)].map((answer) => answer.catch(() => 'none'));
    expect(await Promise.race(answers)).toBe('ok');
    const out = await expert.until('the end of one', () => [expert, bob].find(({ closed }) => closed));
    const stays = out === bob ? expert : bob;
    expect(await codeOf(stays.ask('line.check'))).toBe('ok');
    expect(
      await stays.until('who is in', () =>
        statesOf(stays).filter((state) => state.endsWith(' admitted')).length === 1 ? true : undefined,
      ),
    ).toBe(true);
    expect(stays.closed).toBeUndefined();
  });
});
