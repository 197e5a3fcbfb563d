import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { helloOf, withToken, type FirstWords } from './hello.ts';
import { LineAhead } from './line-ahead.ts';
import { RelaySocket } from './relay-socket.ts';
import { speakOn } from './spoken-line.ts';
import { TestLine } from './testing/test-line.ts';

const as = withToken({ kind: 'code', nameplate: '123456' });
const words: FirstWords = {
  hello: helloOf({ as, after: 0 }),
  log: { type: 'log', clientNumber: 77, body: 'aGk' },
  asks: { type: 'request', id: 0, method: 'room.open', data: { ways: [] } },
};
const said = [words.hello, words.log, words.asks];
/** What is said when nobody said it before. */
const greeted = said.slice(0, 2);
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

function lineAhead() {
  const lines: TestLine[] = [];
  const ahead = new LineAhead(() => {
    const line = new TestLine();
    lines.push(line);
    return line;
  });
  const relay = (): RelaySocket =>
    new RelaySocket({
      open: () => ahead.take(),
      as,
      said: words,
      schedule: () => () => undefined,
      random: () => 0.5,
    });
  return { ahead, lines, relay, line: () => lines.at(-1) ?? new TestLine() };
}

describe('[SU453] what a click says', () => {
  it('is said on the line that was opened ahead, at once or as soon as it is there', () => {
    const { ahead, lines, line } = lineAhead();
    ahead.prepare();
    ahead.say(words);
    expect(lines).toHaveLength(1);
    expect(line().sent).toEqual([]);
    line().isOpen();
    expect(line().sent).toEqual(said);
    const open = new TestLine();
    open.readyState = 1;
    expect(speakOn(open, words).said).toBe(77);
    expect(open.sent).toEqual(said);
  });

  it('is not said again by the session, which hears what was answered before it came', async () => {
    const { ahead, line, relay } = lineAhead();
    ahead.say(words);
    line().opens();
    line().says({ type: 'log', number: 1, from: TestLine.seatId, at: '2026-11-28T12:00:00.000Z', body: 'aGk', clientNumber: 77 });
    const socket = relay();
    const heard: string[] = [];
    const { signal } = new AbortController();
    socket.on('welcome', () => heard.push('welcome'), signal);
    socket.on('log', ({ number }) => heard.push(`log ${String(number)}`), signal);
    const greeting = socket.log(words.log.body);
    socket.start();
    expect(heard, 'not before whoever starts it is done').toEqual([]);
    await turn();
    expect(heard).toEqual(['welcome', 'log 1']);
    expect(await greeting).toBe(1);
    void socket.log('bW9yZQ');
    expect(line().sent).toEqual([...said, { type: 'log', clientNumber: 78, body: 'bW9yZQ' }]);
  });

  it('[SU440] asks for the room, once: whoever needs it has the answer; what came to nothing is asked anew', async () => {
    const { ahead, line, relay } = lineAhead();
    ahead.say(words);
    line().opens();
    const socket = relay();
    socket.start();
    await turn();
    const ask = (): Promise<unknown> => socket.request('room.open', {}, z.unknown());
    const asked = (): unknown[] => line().sent.filter((message) => message.type === 'request');
    const room = ask();
    line().says({ type: 'response', id: 0, ok: true, data: 'the room' });
    expect([await room, asked()]).toEqual(['the room', [words.asks]]);
    void ask().catch(() => undefined);
    expect(asked()).toEqual([words.asks, { type: 'request', id: 1, method: 'room.open', data: {} }]);
  });

  it.each(['refused', 'lost'] as const)('[SU440] a room that was %s is asked for anew', async (how) => {
    const { ahead, line, relay } = lineAhead();
    ahead.say(words);
    line().opens();
    const socket = relay();
    socket.start();
    await turn();
    line().says(
      how === 'refused'
        ? { type: 'response', id: 0, ok: false, code: 'unavailable', message: '' }
        : { type: 'response', id: 0, ok: true, data: 'old' },
    );
    if (how === 'lost') line().says({ type: 'room-lost' });
    const room = socket.request('room.open', {}, z.unknown());
    await turn();
    line().says({ type: 'response', id: 1, ok: true, data: 'new' });
    expect(await room).toBe('new');
  });

  it('was refused meanwhile: the session is told why', async () => {
    const { ahead, line, relay } = lineAhead();
    ahead.say(words);
    line().isOpen();
    line().isLost(4404, 'slowed 30');
    line().readyState = 3;
    const socket = relay();
    const closed: unknown[] = [];
    socket.on('closed', (end) => closed.push(end), new AbortController().signal);
    socket.start();
    await turn();
    expect(closed).toEqual([{ reason: 'slowed', retryAfterSeconds: 30 }]);
  });

  it('is said anew on the next line, when the first one is lost without an answer', async () => {
    const { ahead, lines, line, relay } = lineAhead();
    ahead.say(words);
    const socket = relay();
    void socket.log(words.log.body);
    socket.start();
    line().isLost();
    socket.retryNow();
    expect(lines).toHaveLength(2);
    line().isOpen();
    expect(line().sent, '[SU457] with the same token').toEqual(greeted);
  });

  it('holds no seat for ever: of what nobody takes the line is closed in time, of what somebody took it is not', () => {
    vi.useFakeTimers();
    try {
      const [left, taken] = [new TestLine(), new TestLine()];
      speakOn(left, words);
      speakOn(taken, words).addEventListener('message', () => undefined, new AbortController());
      vi.advanceTimersByTime(60_000);
      expect([left.isClosed, taken.isClosed]).toEqual([true, false]);
    } finally {
      vi.useRealTimers();
    }
  });

  it('is there to be gone on from until somebody does, or the line is lost', () => {
    const { ahead, line } = lineAhead();
    expect(ahead.isSpoken).toBe(false);
    ahead.say(words);
    expect(ahead.isSpoken).toBe(true);
    line().readyState = 3;
    expect(ahead.isSpoken).toBe(false);
    ahead.say(words);
    ahead.take();
    expect(ahead.isSpoken).toBe(false);
  });
});
