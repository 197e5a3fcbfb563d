import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { relayLimits } from '../../../protocol/support/relay.ts';
import { systemClock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { startInstallation, type Installation } from '../testing/installation.testing.ts';
import { meet, startAgain, type Meeting } from '../testing/meeting.testing.ts';
import { SeatClient } from '../testing/support.testing.ts';
import { Visitor } from '../testing/visitor.testing.ts';

let deskline: Installation;
let alice: Visitor;
let meeting: Meeting;
beforeAll(async () => {
  deskline = await startInstallation({ clock: systemClock });
  alice = await deskline.person('alice@acme.test');
});
beforeEach(async () => {
  meeting = await meet(alice, deskline.visitor());
});
afterAll(() => deskline.close());

const numbersOf = (client: SeatClient): readonly number[] => client.all('log').map(({ number }) => number);
const countTo = (last: number): readonly number[] => Array.from({ length: last }, (_none, index) => index + 1);
const heard = (client: SeatClient, count: number): Promise<boolean> =>
  client.until(`${String(count)} entries`, () => (client.texts.length >= count ? true : undefined));
const bytesOf = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');

describe('the log', () => {
  it('[SU20] has one order without gaps for everybody, whoever speaks at once', async () => {
    const { expert, customer } = meeting;
    for (let turn = 1; turn <= 50; turn += 1) {
      customer.log(turn, `customer ${String(turn)}`);
      expert.log(turn, `expert ${String(turn)}`);
    }
    await Promise.all([heard(customer, 100), heard(expert, 100)]);
    expect(numbersOf(customer)).toEqual(countTo(100));
    expect(expert.texts).toEqual(customer.texts);
    const own = customer.all('log').filter(({ clientNumber }) => clientNumber !== undefined);
    expect(own.map(({ clientNumber }) => clientNumber)).toEqual(countTo(50));
  });

  it('[SU22] keeps what is sent twice once, and answers the second with the first', async () => {
    const { expert, customer } = meeting;
    for (const text of ['first', 'first', 'first']) customer.log(-7, text);
    customer.log(9, 'second');
    await heard(expert, 2);
    customer.log(-7, 'first');
    await customer.until('the answer', () => (customer.texts.length >= 3 ? true : undefined));
    expect(expert.texts).toEqual(['first', 'second']);
    expect(
      new Set(
        customer
          .all('log')
          .filter(({ clientNumber }) => clientNumber === -7)
          .map(({ number }) => number),
      ),
    ).toEqual(new Set([1]));
  });

  it('[SU21] is told again from the number that somebody has', async () => {
    const { expert, customer } = meeting;
    for (const turn of countTo(150)) expert.log(turn, `line ${String(turn)}`);
    await heard(customer, 150);
    const { seat } = await customer.welcome();
    customer.cut();
    const back = await SeatClient.enter(deskline.visitor(), { kind: 'seat', token: seat.token }, { after: 30 });
    await heard(back, 120);
    expect(numbersOf(back)).toEqual(countTo(150).slice(30));
    expect(await back.welcome()).toMatchObject({ lastNumber: 150, seat: { id: seat.id } });
  });

  it('[SU21] is on disk before anybody hears it, and outlives the server with seats and session', async () => {
    const first = await startInstallation({ clock: systemClock });
    const { expert, customer, sessionId } = await meet(await first.person('alice@acme.test'), first.visitor());
    customer.log(1, 'kept');
    await heard(expert, 1);
    const rows = await first.database.query<{ body: Buffer }>('select body from deskline.support_log where session_id = $1', [sessionId]);
    expect(rows).toHaveLength(1);
    const { seat } = await customer.welcome();
    await first.support.close();
    expect(await customer.closing()).toMatchObject({ code: 1012 });
    const second = await startAgain(first, systemClock);
    const back = await SeatClient.enter(new Visitor(second.origin), { kind: 'seat', token: seat.token });
    await heard(back, 1);
    back.log(2, 'after the start');
    await heard(back, 2);
    expect(numbersOf(back)).toEqual([1, 2]);
    expect((await back.welcome()).seats.map(({ state, isHere }) => ({ state, isHere }))).toEqual([
      { state: 'admitted', isHere: false },
      { state: 'admitted', isHere: true },
    ]);
    await second.close();
    await first.close();
  });
});

describe('what is passed on', () => {
  it('[SU23] goes to everybody else or to one, and is kept nowhere', async () => {
    const { expert, customer, sessionId } = meeting;
    const body = Buffer.from('laser').toString('base64url');
    const [{ seat: theirs }, { seat: mine }] = [await expert.welcome(), await customer.welcome()];
    customer.say({ type: 'pass', body });
    customer.say({ type: 'pass', to: theirs.id, body });
    customer.say({ type: 'pass', to: newId(), body });
    customer.say({ type: 'pass', to: mine.id, body });
    customer.log(1, 'last');
    await heard(expert, 1);
    expect(expert.all('pass')).toEqual([
      { type: 'pass', from: mine.id, body },
      { type: 'pass', from: mine.id, body },
    ]);
    expect(customer.all('pass')).toEqual([]);
    const rows = await deskline.database.query('select from deskline.support_log where session_id = $1', [sessionId]);
    expect(rows).toHaveLength(1);
  });

  it('[SU24] pieces of files go to one seat, with the sender in the target’s place', async () => {
    const { expert, customer } = meeting;
    const [{ seat: theirs }, { seat: mine }] = [await expert.welcome(), await customer.welcome()];
    const rest = Buffer.concat([randomBytes(16), Buffer.from([0, 0, 0, 9]), randomBytes(relayLimits.chunkBytes)]);
    const frame = (target: string): Buffer => Buffer.concat([Buffer.from([relayLimits.chunkKind]), bytesOf(target), rest]);
    customer.socket.send(frame(newId()));
    customer.socket.send(frame(theirs.id));
    await expert.until('a piece', () => expert.chunks[0]);
    expect(expert.chunks).toHaveLength(1);
    expect(expert.chunks[0]?.equals(frame(mine.id))).toBe(true);
  });

  it('[SU24] 200 MiB to somebody who does not read pile up nowhere: the sender waits', async () => {
    const { expert, customer } = meeting;
    const { seat } = await expert.welcome();
    expert.socket.pause();
    const piece = Buffer.concat([
      Buffer.from([relayLimits.chunkKind]),
      bytesOf(seat.id),
      Buffer.alloc(20),
      Buffer.alloc(relayLimits.chunkBytes),
    ]);
    const before = process.memoryUsage.rss();
    for (let sent = 0; sent < 200 * 1024 * 1024; sent += piece.length) {
      if (customer.socket.bufferedAmount > 4 * 1024 * 1024) break;
      customer.socket.send(piece);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(customer.socket.bufferedAmount).toBeGreaterThan(4 * 1024 * 1024);
    expect(process.memoryUsage.rss() - before).toBeLessThan(120 * 1024 * 1024);
    expect(customer.closed).toBeUndefined();
    customer.cut();
    expert.cut();
  });
});

describe('those who do not keep to the protocol', () => {
  it.each([
    ['no JSON', 'hello?'],
    ['an unknown type', JSON.stringify({ type: 'shout', body: 'x' })],
    ['a body that is no base64url', JSON.stringify({ type: 'log', clientNumber: 1, body: '*' })],
    ['a body that is too long', JSON.stringify({ type: 'log', clientNumber: 1, body: 'A'.repeat(90_000) })],
    ['a second hello', JSON.stringify({ type: 'hello', protocolVersion: 1 })],
    ['a piece without a head', Buffer.from([1, 2, 3])],
    ['a piece of another kind', Buffer.alloc(100, 2)],
  ])('[SU25] %s ends the line', async (_what, frame) => {
    const { customer, expert } = meeting;
    customer.socket.send(frame);
    expect(await customer.closing()).toMatchObject({ code: 4400 });
    expect(expert.closed).toBeUndefined();
  });

  it('[SU25] and so does anything before the hello', async () => {
    const client = await SeatClient.connect(deskline.visitor());
    client.log(1, 'x');
    expect(await client.closing()).toMatchObject({ code: 4400 });
  });

  it('[SU25] a flood of 10,000 messages makes its sender wait and holds nobody up', async () => {
    const { customer, expert } = meeting;
    const body = Buffer.from('flood').toString('base64url');
    for (let sent = 0; sent < 10_000; sent += 1) customer.say({ type: 'pass', body });
    const started = performance.now();
    expert.log(1, 'still here');
    await heard(expert, 1);
    expect(performance.now() - started).toBeLessThan(2_000);
    const passed = expert.all('pass').length;
    expect(passed).toBeLessThanOrEqual(relayLimits.burst + relayLimits.perSecond * 3);
    expect(customer.closed).toBeUndefined();
    customer.cut();
  });
});
