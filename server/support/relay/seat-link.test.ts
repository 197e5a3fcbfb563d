import { describe, expect, it } from 'vitest';
import type { ServerMessage } from '../../../protocol/support/relay.ts';
import { FakeClock } from '../../platform/clock.fake.ts';
import { newId } from '../../platform/ids.ts';
import { FakeLogStore } from './log-store.fake.ts';
import type { SeatLine } from './seat-line.ts';
import { fullBytes, SeatLink } from './seat-link.ts';
import { SessionLog } from './session-log.ts';

/** A browser that takes what it is sent when the test says so. */
class FakeLine implements SeatLine {
  readonly taken: ServerMessage[] = [];
  bufferedBytes = 0;
  closedWith: number | undefined;
  #wake: (() => void)[] = [];

  send(message: ServerMessage): void {
    this.taken.push(message);
  }

  sendBinary(frame: Uint8Array): void {
    this.bufferedBytes += frame.length;
  }

  drained(): Promise<void> {
    return new Promise((resolve) => this.#wake.push(resolve));
  }

  drain(): void {
    this.bufferedBytes = 0;
    for (const wake of this.#wake.splice(0)) wake();
  }

  close(code: number): void {
    this.closedWith = code;
  }

  get numbers(): readonly number[] {
    return this.taken.flatMap((message) => (message.type === 'log' ? [message.number] : []));
  }
}

async function stand(after = 0) {
  const links: SeatLink[] = [];
  const log = await SessionLog.open({
    store: new FakeLogStore(),
    tenantId: newId(),
    sessionId: newId(),
    clock: new FakeClock(),
    onKept: (entry) => {
      for (const link of links) link.handleKept(entry);
    },
  });
  const line = new FakeLine();
  const failures: unknown[] = [];
  const link = new SeatLink({
    seatId: newId(),
    webSessionId: undefined,
    address: '192.0.2.1',
    line,
    log,
    after,
    onFailed: (error) => failures.push(error),
  });
  const say = (from: number, to: number): Promise<unknown> =>
    Promise.all(
      Array.from({ length: to - from + 1 }, (_, at) => log.append({ seatId: newId(), clientNumber: from + at, body: Buffer.from('x') })),
    );
  return { log, line, link, links, failures, say };
}
const upTo = (last: number): readonly number[] => Array.from({ length: last }, (_, at) => at + 1);

describe('what goes to a seat', () => {
  it('[SU21] what was missed comes first, and what is kept meanwhile after it, each once', async () => {
    const { line, link, links, say } = await stand();
    await say(1, 200);
    links.push(link);
    link.catchUp();
    await say(201, 300);
    await expect.poll(() => line.numbers.length).toBe(300);
    await say(301, 301);
    expect(line.numbers).toEqual(upTo(301));
  });

  it('[SU20] whoever is slow reads on from the disk when ready, in the same order', async () => {
    const { line, link, links, say } = await stand();
    links.push(link);
    await say(1, 3);
    line.bufferedBytes = 2_000_000;
    await say(4, 200);
    expect(line.numbers.length).toBeLessThan(100);
    for (let turn = 0; turn < 5; turn += 1) {
      line.drain();
      await new Promise((resolve) => setImmediate(resolve));
    }
    await expect.poll(() => line.numbers).toEqual(upTo(200));
  });

  it('[SU23] whoever is slow misses what is only passed on', async () => {
    const { line, link } = await stand();
    const pass = { type: 'pass' as const, from: newId(), body: 'eA' };
    link.pass(pass);
    line.bufferedBytes = 2_000_000;
    link.pass(pass);
    expect(line.taken).toEqual([pass]);
  });

  it('[SU24] a sender of chunks waits while the receiver has its fill', async () => {
    const { line, link } = await stand();
    await link.sendChunk(new Uint8Array(10));
    let mayGoOn = false;
    const sent = link.sendChunk(new Uint8Array(fullBytes)).then(() => (mayGoOn = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(mayGoOn).toBe(false);
    line.drain();
    await sent;
  });

  it('[SU9] nothing is sent after it was closed', async () => {
    const { line, link, links, say } = await stand();
    links.push(link);
    link.close('removed', 'removed');
    await say(1, 1);
    link.catchUp();
    link.send({ type: 'room-lost' });
    await link.sendChunk(new Uint8Array(10));
    expect(line.taken).toEqual([]);
    expect(line.bufferedBytes).toBe(0);
    expect(line.closedWith).toBe(4403);
  });
});
