import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { RelayFailure } from './relay-failure.ts';
import { RelaySocket } from './relay-socket.ts';
import { TestLine } from './testing/test-line.ts';

const { seatId, token } = TestLine;

function relay({ readyState = 0 } = {}) {
  const lines: TestLine[] = [];
  const tasks: (() => void)[] = [];
  const socket = new RelaySocket({
    open: () => {
      const line = new TestLine();
      line.readyState = readyState;
      lines.push(line);
      return line;
    },
    as: { kind: 'code', nameplate: '123456' },
    name: 'Chris',
    schedule: (_ms, task) => {
      tasks.push(task);
      return () => void (tasks.includes(task) && tasks.splice(tasks.indexOf(task), 1));
    },
    random: () => 0.5,
  });
  socket.start();
  const line = (): TestLine => lines.at(-1) ?? new TestLine();
  const wait = (): void => tasks.splice(0).forEach((task) => task());
  return { socket, lines, line, wait };
}

describe('the line to the relay', () => {
  it('[SU190] comes in by the invite once, and afterwards back to its seat, with the last number that it has', () => {
    const { line, wait } = relay();
    line().opens();
    expect(line().sent[0]).toMatchObject({ type: 'hello', as: { kind: 'code', nameplate: '123456' }, after: 0, name: 'Chris' });
    line().says({ type: 'log', number: 1, from: seatId, at: '2026-11-28T12:00:00.000Z', body: 'YQ' });
    line().isLost();
    wait();
    line().opens();
    expect(line().sent[0]).toMatchObject({ as: { kind: 'seat', token }, after: 1 });
  });

  it('[SU457] says the same again, with the token that it brought, when the line is lost before the welcome', () => {
    const { line, wait } = relay();
    line().isOpen();
    const [hello] = line().sent;
    expect(hello).toMatchObject({ as: { kind: 'code', token: expect.stringMatching(/^[\w-]{43}$/u) as unknown } });
    line().isLost();
    wait();
    line().isOpen();
    expect(line().sent[0]).toEqual(hello);
  });

  it('[SU191] what was not answered is sent again, in order and before anything new, under the same number', async () => {
    const { socket, line, wait } = relay();
    line().opens();
    const [first, second] = [socket.log('Zmlyc3Q'), socket.log('c2Vjb25k')];
    const numbers = line()
      .sent.slice(1)
      .map(({ clientNumber }) => clientNumber);
    line().says({ type: 'log', number: 1, from: seatId, at: '2026-11-28T12:00:00.000Z', body: 'Zmlyc3Q', clientNumber: numbers[0] });
    expect(await first).toBe(1);
    line().isLost();
    wait();
    line().opens();
    expect(line().sent.slice(1)).toEqual([{ type: 'log', clientNumber: numbers[1], body: 'c2Vjb25k' }]);
    line().says({ type: 'log', number: 2, from: seatId, at: '2026-11-28T12:00:00.000Z', body: 'c2Vjb25k', clientNumber: numbers[1] });
    expect(await second).toBe(2);
  });

  it('[SU440] what is said before the line is open goes in one breath with the hello, once; what is said until the welcome goes with that', () => {
    const { socket, line } = relay();
    void socket.log('Zmlyc3Q');
    line().isOpen();
    expect(line().sent).toMatchObject([{ type: 'hello' }, { type: 'log', body: 'Zmlyc3Q' }]);
    void socket.log('c2Vjb25k');
    expect(line().sent).toHaveLength(2);
    line().welcomes();
    expect(line().sent.slice(2)).toMatchObject([{ type: 'log', body: 'c2Vjb25k' }]);
  });

  it('[SU440] a line that was opened ahead is greeted at once', () => {
    const { line, lines } = relay({ readyState: 1 });
    expect([lines.length, line().sent.map(({ type }) => type)]).toEqual([1, ['hello']]);
  });

  it('[SU192] an entry is told once, however often it is replayed', () => {
    const { socket, line } = relay();
    const told: number[] = [];
    socket.on('log', ({ number }) => told.push(number), new AbortController().signal);
    line().opens();
    for (const number of [1, 2, 1, 2, 3]) line().says({ type: 'log', number, from: seatId, at: '2026-11-28T12:00:00.000Z', body: 'YQ' });
    expect(told).toEqual([1, 2, 3]);
  });

  it('[SU193] requests on a lost line are refused, not left open; passes are gone', async () => {
    const { socket, line } = relay();
    line().opens();
    const asked = socket.request('room.open', {}, z.unknown());
    line().isLost();
    await expect(asked).rejects.toThrow(RelayFailure);
    await expect(socket.request('room.open', {}, z.unknown())).rejects.toThrow(RelayFailure);
    socket.pass('YQ');
    expect(line().sent).toHaveLength(2);
  });

  it('[SU194] a code after which coming back is no use ends it, with its word and how long to wait', async () => {
    const { socket, line, lines, wait } = relay();
    const ends: unknown[] = [];
    socket.on('closed', (end) => ends.push(end), new AbortController().signal);
    line().opens();
    const said = socket.log('YQ');
    line().isLost(4429, 'slowed 30');
    wait();
    expect([ends, lines.length, socket.state]).toEqual([[{ reason: 'slowed', retryAfterSeconds: 30 }], 1, 'closed']);
    await expect(said).rejects.toThrow(RelayFailure);
  });

  it('[SU196] a silent line is asked; one that does not answer is lost, and it comes back', () => {
    const { socket, line, lines, wait } = relay();
    line().opens();
    wait();
    expect(line().sent.at(-1)).toMatchObject({ type: 'request', method: 'line.check' });
    expect(socket.state).toBe('open');
    line().says({ type: 'seats', seats: [] });
    wait();
    expect(socket.state, 'whatever came was a sign of life: it is asked anew').toBe('open');
    wait();
    expect(socket.state).toBe('waiting');
    wait();
    expect(lines).toHaveLength(2);
  });

  it('[SU195] what is none of our messages changes nothing', () => {
    const { socket, line } = relay();
    line().opens();
    for (const strange of [{}, { type: 'log', number: -1 }, { type: 'welcome' }, [], 'x', null]) line().says(strange);
    expect(socket.state).toBe('open');
  });

  it('[SU515] pieces of files wait while the browser holds too many for the line: until it has sent some, hears something, or the line is lost', async () => {
    const { socket, line, wait } = relay();
    line().opens();
    const isFree = async (room: Promise<void>): Promise<boolean> => {
      const free = Symbol('free');
      await Promise.resolve();
      return (await Promise.race([room.then(() => free), new Promise((resolve) => setTimeout(resolve, 5))])) === free;
    };
    expect(await isFree(socket.roomForChunk())).toBe(true);
    line().bufferedAmount = 2 * 1024 * 1024 + 1;
    const first = socket.roomForChunk();
    wait();
    expect(await isFree(first), 'it looked again').toBe(false);
    line().bufferedAmount = 0;
    wait();
    expect(await isFree(first)).toBe(true);
    line().bufferedAmount = 3 * 1024 * 1024;
    const second = socket.roomForChunk();
    line().bufferedAmount = 0;
    line().says({ type: 'seats', seats: [] });
    expect(await isFree(second), 'without a timer').toBe(true);
    line().bufferedAmount = 3 * 1024 * 1024;
    const third = socket.roomForChunk();
    line().isLost();
    wait();
    expect(await isFree(third)).toBe(true);
  });
});
