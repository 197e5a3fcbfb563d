import { describe, expect, it } from 'vitest';
import { FakeClock } from '../../platform/clock.fake.ts';
import { newId } from '../../platform/ids.ts';
import { FakeLogStore } from './log-store.fake.ts';
import type { LogEntry } from './log-store.ts';
import { SessionLog } from './session-log.ts';

async function open(store = new FakeLogStore(), place = { tenantId: newId(), sessionId: newId() }) {
  const kept: LogEntry[] = [];
  const log = await SessionLog.open({ store, ...place, clock: new FakeClock(), onKept: (entry) => kept.push(entry) });
  return { store, place, kept, log };
}

const said = (seatId: string, clientNumber: number, text = 'x') => ({ seatId, clientNumber, body: Buffer.from(text) });

describe('the log of a session', () => {
  it('[SU20] numbers from 1 without a gap, in the order in which it was given', async () => {
    const { log, kept } = await open();
    const [one, other] = [newId(), newId()];
    await Promise.all(Array.from({ length: 500 }, (_, at) => log.append(said(at % 2 === 0 ? one : other, at))));
    expect(kept.map(({ number }) => number)).toEqual(Array.from({ length: 500 }, (_, at) => at + 1));
    expect(kept.map(({ clientNumber }) => clientNumber)).toEqual(Array.from({ length: 500 }, (_, at) => at));
  });

  it('[SU20] tells nobody of what did not reach the disk, and goes on with the same number', async () => {
    const { log, kept, store } = await open();
    const seat = newId();
    store.failure = new Error('disk full');
    await expect(log.append(said(seat, 1))).rejects.toThrow('disk full');
    expect(kept).toEqual([]);
    store.failure = undefined;
    expect(await log.append(said(seat, 1))).toBeUndefined();
    expect(kept.map(({ number }) => number)).toEqual([1]);
  });

  it('[SU22] keeps what is sent twice once, also when both are on their way', async () => {
    const { log, kept } = await open();
    const [seat, other] = [newId(), newId()];
    await Promise.all([log.append(said(seat, 7, 'a')), log.append(said(seat, 7, 'b')), log.append(said(other, 7, 'c'))]);
    expect(kept.map(({ body }) => body.toString())).toEqual(['a', 'c']);
    expect(await log.append(said(seat, 7, 'd'))).toMatchObject({ number: 1 });
    expect(kept).toHaveLength(2);
  });

  it('[SU448] asks the disk for what was said before only where it may have it: opened anew, or sent again', async () => {
    const first = await open();
    const seat = newId();
    await first.log.append(said(seat, 1));
    await first.log.append(said(seat, 2));
    expect(first.store.asked).toBe(0);
    expect(await first.log.append(said(seat, 1))).toMatchObject({ number: 1 });
    expect(first.store.asked).toBe(1);
    first.store.failure = new Error('the line to the disk broke');
    await expect(first.log.append(said(seat, 3))).rejects.toThrow('broke');
    first.store.failure = undefined;
    await first.log.append(said(seat, 3));
    expect(first.store.asked, 'after a write that failed all is read that it has (SU29)').toBe(1);
    await first.log.append(said(seat, 5));
    expect(first.store.asked).toBe(1);
    const second = await open(first.store, first.place);
    expect(await second.log.append(said(seat, 2))).toMatchObject({ number: 2 });
    expect(await second.log.append(said(seat, 4))).toBeUndefined();
    expect(second.kept.map(({ number }) => number)).toEqual([5]);
  });

  it('[SU29] what reached the disk though the write failed is told, once, and numbers go on after it', async () => {
    const { log, kept, store } = await open();
    const [seat, other] = [newId(), newId()];
    store.silence = new Error('the line broke after COMMIT');
    expect(await log.append(said(seat, 1))).toBeUndefined();
    store.silence = undefined;
    expect(await log.append(said(seat, 1))).toMatchObject({ number: 1 });
    expect(await log.append(said(other, 1))).toBeUndefined();
    expect(kept.map(({ number, seatId }) => [number, seatId])).toEqual([
      [1, seat],
      [2, other],
    ]);
  });

  it('[SU29] while the disk cannot be read either senders are told to come again, and what it has is told when it can', async () => {
    const { log, kept, store } = await open();
    const [seat, other] = [newId(), newId()];
    store.silence = new Error('the line broke after COMMIT');
    store.blindness = new Error('and stays away');
    await expect(log.append(said(seat, 1))).rejects.toThrow('after COMMIT');
    store.silence = undefined;
    await expect(log.append(said(other, 1))).rejects.toThrow('stays away');
    expect([kept, log.lastNumber]).toEqual([[], 0]);
    store.blindness = undefined;
    expect(await log.append(said(other, 1))).toBeUndefined();
    expect(kept.map(({ number, seatId }) => [number, seatId])).toEqual([
      [1, seat],
      [2, other],
    ]);
    expect(await log.append(said(seat, 1))).toMatchObject({ number: 1 });
  });

  it('[SU21] goes on where the disk says it was', async () => {
    const first = await open();
    await first.log.append(said(newId(), 1));
    const second = await open(first.store, first.place);
    await second.log.append(said(newId(), 1));
    expect(second.kept.map(({ number }) => number)).toEqual([2]);
  });

  it('[SU26] is full at its limit of bytes, and not before', async () => {
    const { log } = await open();
    const mebibyte = Buffer.alloc(1024 * 1024);
    const seat = newId();
    for (let number = 0; number < 63; number += 1) await log.append({ seatId: seat, clientNumber: number, body: mebibyte });
    expect(log.isFull).toBe(false);
    await log.append({ seatId: seat, clientNumber: 64, body: mebibyte });
    expect(log.isFull).toBe(true);
  });

  it('lets senders wait while much is on its way to the disk', async () => {
    const { log } = await open();
    const seat = newId();
    for (let number = 0; number < 300; number += 1) void log.append(said(seat, number));
    let mayGoOn = false;
    const room = log.room().then(() => (mayGoOn = true));
    expect(mayGoOn).toBe(false);
    await room;
    await log.settled();
    expect(log.lastNumber).toBe(300);
  });
});
