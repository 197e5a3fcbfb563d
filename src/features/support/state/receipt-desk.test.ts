import { describe, expect, it } from 'vitest';
import type { ArrivedEvent, SealedEvent } from '../../../../seal/index.ts';
import { ReceiptDesk } from './receipt-desk.ts';
import { aliceSeat, customerSeat, TestSide } from './testing/context.testing.ts';

const place = { sessionId: '0197aaaa-bbbb-7ccc-8ddd-eeeeffff0002', tenantName: 'Example', origin: 'https://desk.example' };

/** A log that both sides hear. */
function log() {
  let number = 0;
  return (seatId: string, event: SealedEvent, page = 1): ArrivedEvent => {
    number += 1;
    const role = seatId === customerSeat ? 'customer' : 'expert';
    const signatureKey = new Uint8Array(32).fill(role === 'customer' ? page : 99);
    const from = { seatId, leaf: 0, name: role, role, isMe: false, signatureKey } as const;
    return { event, from, number, signature: new Uint8Array(64), signed: new TextEncoder().encode(JSON.stringify({ number, event })) };
  };
}
const side = (seatId: string) => {
  const test = new TestSide(seatId);
  return { test, desk: new ReceiptDesk(test.context, place, () => 1_800_000_000_000) };
};
const chat = (text: string): SealedEvent => ({ type: 'chat', id: text, text });
function said(sent: readonly SealedEvent[], at: number): SealedEvent {
  const event = sent.at(at);
  if (!event) throw new Error('nothing was said');
  return event;
}

describe('the receipt of a session', () => {
  it('[SE90] [SE91] the customer’s side says a head every ten seconds when something was said, the expert’s countersigns', async () => {
    const [carla, alice, hears] = [side(customerSeat), side(aliceSeat), log()];
    const both = async (arrived: ArrivedEvent): Promise<void> => {
      for (const { desk } of [carla, alice]) desk.handleArrived(arrived);
      await Promise.all([carla.desk.files(), alice.desk.files()]);
    };
    await both(hears(customerSeat, chat('hello')));
    carla.test.pass(9_999);
    expect(carla.test.sent).toEqual([]);
    carla.test.pass(1);
    await expect.poll(() => carla.test.sent).toMatchObject([{ type: 'receipt-head', number: 1 }]);
    await both(hears(customerSeat, said(carla.test.sent, 0)));
    expect(alice.test.sent).toEqual(carla.test.sent);
    await both(hears(aliceSeat, said(alice.test.sent, 0)));
    carla.test.pass(10_000);
    await carla.desk.files();
    expect(carla.test.sent).toHaveLength(1);
    expect(await alice.desk.files()).toEqual(await carla.desk.files());
    carla.desk.close();
  });

  it('[SE92] an expert’s page says when the customer’s tells another story, and signs nothing', async () => {
    const [alice, hears] = [side(aliceSeat), log()];
    const head = (number: number, hash: string): SealedEvent => ({ type: 'receipt-head', number, hash, at: 0 });
    for (const event of [chat('one'), head(1, 'x'.repeat(43)), chat('two'), head(3, 'y'.repeat(43))])
      alice.desk.handleArrived(hears(customerSeat, event));
    await alice.desk.files();
    expect(alice.test.view.problem).toMatchObject({ code: 'receiptDiffers' });
    expect(alice.test.sent).toEqual([]);
  });

  it.each([
    ['the customer', customerSeat],
    ['the expert', aliceSeat],
  ])('[SE117] when %s ends it, both sign all up to the end, and both wait for that', async (_, ender) => {
    const [carla, alice, hears] = [side(customerSeat), side(aliceSeat), log()];
    const both = async (arrived: ArrivedEvent): Promise<void> => {
      for (const { desk } of [carla, alice]) desk.handleArrived(arrived);
      await Promise.all([carla.desk.files(), alice.desk.files()]);
    };
    const covered: string[] = [];
    await both(hears(customerSeat, chat('hello')));
    expect(await carla.desk.coverage(), 'control').toEqual({ entries: 1, signedByBoth: 0 });
    await both(hears(ender, { type: 'end', reason: 'done' }));
    void carla.desk.covered().then(() => covered.push('carla'));
    void alice.desk.covered().then(() => covered.push('alice'));
    expect(carla.test.sent).toMatchObject([{ type: 'receipt-head', number: 2 }]);
    await both(hears(customerSeat, said(carla.test.sent, 0)));
    expect(alice.test.sent).toEqual(carla.test.sent);
    expect(covered, 'only one side signed').toEqual([]);
    await both(hears(aliceSeat, said(alice.test.sent, 0)));
    await expect.poll(() => covered.length).toBe(2);
    for (const { desk } of [carla, alice]) expect(await desk.coverage()).toEqual({ entries: 2, signedByBoth: 2 });
    carla.desk.close();
  });

  it('[SE117] the end does not wait for ever, nor for nobody', async () => {
    const [carla, hears] = [side(customerSeat), log()];
    carla.desk.handleArrived(hears(customerSeat, { type: 'end', reason: 'done' }));
    await expect.poll(() => carla.test.sent.length).toBe(1);
    let isOver = false;
    const covered = carla.desk.covered().then(() => (isOver = true));
    carla.test.pass(1_999);
    await carla.desk.files();
    expect(isOver).toBe(false);
    carla.test.pass(1);
    await covered;
    carla.test.context.view.setState(({ people }) => ({ people: people.filter(({ role }) => role === 'customer') }));
    await carla.desk.covered();
    carla.desk.close();
  });

  it('[SE117] a signature under another chain covers nothing', async () => {
    const [carla, hears] = [side(customerSeat), log()];
    carla.desk.handleArrived(hears(customerSeat, { type: 'end', reason: 'done' }));
    await expect.poll(() => carla.test.sent.length).toBe(1);
    carla.desk.handleArrived(hears(customerSeat, said(carla.test.sent, 0)));
    carla.desk.handleArrived(hears(aliceSeat, { type: 'receipt-head', number: 1, hash: 'x'.repeat(43), at: 0 }));
    expect(await carla.desk.coverage()).toEqual({ entries: 1, signedByBoth: 0 });
    carla.desk.handleArrived(hears(aliceSeat, said(carla.test.sent, 0)));
    expect(await carla.desk.coverage(), 'control').toEqual({ entries: 1, signedByBoth: 1 });
    carla.desk.close();
  });

  it('[SE96] has the certificates of those whom their organisation approved', async () => {
    const [test, hears] = [new TestSide(customerSeat), log()];
    const key = 'k'.repeat(43);
    const certificate = { key, name: 'expert', rootPublicKey: key, signature: 's'.repeat(86) };
    const desk = new ReceiptDesk(test.context, { ...place, certificates: { all: async () => [certificate] } }, () => 1_800_000_000_000);
    desk.handleArrived(hears(customerSeat, chat('hello')));
    expect(await desk.files()).toMatchObject([{ certificates: [certificate] }]);
    desk.close();
    const without = side(customerSeat);
    without.desk.handleArrived(hears(customerSeat, chat('hello')));
    expect(await without.desk.files(), 'control').toMatchObject([{ certificates: [] }]);
    without.desk.close();
  });

  it('[SE97] a customer’s page that was loaded again begins another receipt', async () => {
    const [alice, hears] = [side(aliceSeat), log()];
    alice.desk.handleArrived(hears(customerSeat, chat('hello')));
    alice.desk.handleArrived(hears(customerSeat, chat('back'), 2));
    const files = await alice.desk.files();
    expect(files.map(({ entries }) => entries.length)).toEqual([1, 1]);
  });
});
