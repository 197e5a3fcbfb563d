import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAlive, livingOptions } from './testing/answers.ts';
import { mutate } from './testing/mutations.ts';
import { pick, seededRandom } from './testing/random.ts';
import { startWholeStack, type RunningStack } from './testing/stack.ts';
import { vector, vectorNames } from './testing/vectors.ts';
import { tcpWire, udpWire, webSocketWire, type Wire } from './testing/wires.ts';

const host = '127.0.0.1';
const limits = { halfMessageMs: 200, messagesPerSecondPerAddress: 1_000_000, messagesPerSecondPerWebSocket: 1_000_000 };
/** Of each transport; together with the parser's test more than the 20,000 of the rule. */
const count = 2_000;
/** How many messages go out between two OPTIONS. */
const burst = 20;

let stack: RunningStack<unknown>;
const uncaught: unknown[] = [];
const note = (error: unknown): void => void uncaught.push(error);

beforeAll(async () => {
  stack = await startWholeStack({ limits });
  process.on('uncaughtExceptionMonitor', note);
  process.on('unhandledRejection', note);
});

afterAll(async () => {
  process.off('uncaughtExceptionMonitor', note);
  process.off('unhandledRejection', note);
  await stack.close();
});

async function connect(kind: 'udp' | 'tcp' | 'ws'): Promise<Wire> {
  const target = { host, port: stack.ports[kind] };
  if (kind === 'udp') return udpWire(target, '127.0.0.54');
  return kind === 'tcp' ? tcpWire(target) : webSocketWire(target);
}

/** On a stream what follows a mutation may belong to it, so each gets a connection of its own. */
async function sendMutations(kind: 'udp' | 'tcp' | 'ws', random: () => number): Promise<void> {
  const sources = vectorNames().map(vector);
  const shared = kind === 'tcp' ? undefined : await connect(kind);
  const opened: Wire[] = shared ? [shared] : [];
  for (let i = 0; i < burst; i++) {
    const wire = shared ?? (await connect(kind));
    if (!shared) opened.push(wire);
    await wire.send(mutate(pick(random, sources), random));
  }
  const alive = shared ?? (await connect(kind));
  if (!shared) opened.push(alive);
  const { bytes, callId } = livingOptions();
  await alive.send(bytes);
  await alive.until((text) => isAlive(text, callId), 10_000);
  for (const wire of opened) wire.close();
}

describe('mutated messages over live sockets', () => {
  it.each([
    ['udp', 59],
    ['tcp', 60],
    ['ws', 61],
  ] as const)(
    '[SIP59] over %s: the stack answers OPTIONS after each burst',
    async (kind, seed) => {
      const random = seededRandom(seed);
      for (let sent = 0; sent < count; sent += burst) await sendMutations(kind, random);
      expect(uncaught).toEqual([]);
      expect(stack.faults).not.toContain('handler');
    },
    120_000,
  );
});
