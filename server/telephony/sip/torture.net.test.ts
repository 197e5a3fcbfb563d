import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callIdsOf, finalsFor, livingOptions } from './testing/answers.ts';
import { SimpleUser } from './testing/simple-user.ts';
import { startLayers, startWholeStack, type RunningStack } from './testing/stack.ts';
import { tortureTable, type Outcome } from './testing/torture-table.ts';
import { vector, vectorNames } from './testing/vectors.ts';
import { tcpWire, udpWire, webSocketWire, type Wire } from './testing/wires.ts';

const host = '127.0.0.1';
/** Another loopback address, whose ports that the messages' Via headers name are free: 5060 and quotbal's 5050. */
const harness = '127.0.0.53';
const viaPorts = [5050, 5060];
const limits = { halfMessageMs: 300, messagesPerSecondPerAddress: 1_000_000, messagesPerSecondPerWebSocket: 1_000_000 };

type Kind = 'udp' | 'tcp' | 'ws';
let stack: RunningStack<unknown>;
let udp: Wire;

async function connect(kind: Kind): Promise<Wire> {
  const target = { host, port: stack.ports[kind] };
  if (kind === 'udp') return udp;
  return kind === 'tcp' ? tcpWire(target) : webSocketWire(target);
}

/** Sends the message and an OPTIONS behind it; returns what the message got. */
async function torture(name: string, kind: Kind, expected: Outcome): Promise<Outcome> {
  const bytes = vector(name);
  const callIds = callIdsOf(bytes);
  const wire = await connect(kind);
  wire.clear();
  await wire.send(bytes);
  const outcome = (): string => [...finalsFor(wire.received, callIds), ...(wire.isClosed ? ['closed'] : [])].join(' ');
  await wire.until(() => outcome() === expected).catch(() => outcome());
  await expectAlive(wire.isClosed || isPoisoned(name, kind) ? await connect(kind) : wire);
  const result = outcome();
  if (kind !== 'udp') wire.close();
  return result;
}

/** Octets behind the body are the begin of the next message on a stream, so an OPTIONS behind them would not be one. */
function isPoisoned(name: string, kind: Kind): boolean {
  const text = vector(name).toString('latin1');
  const body = text.indexOf('\r\n\r\n') + 4;
  const length = Number(/^(?:Content-Length|l)[ \t]*:[ \t]*(\d+)/im.exec(text)?.[1] ?? 0);
  return kind === 'tcp' && text.length > body + length;
}

async function expectAlive(wire: Wire): Promise<void> {
  const { bytes, callId } = livingOptions();
  await wire.send(bytes);
  await wire.until((text) => finalsFor(text, [callId]).length > 0);
  expect(finalsFor(wire.received, [callId])).toEqual(['200']);
}

it('[SIP58] the table has each of the 49 messages once', () => {
  expect(tortureTable.map(({ name }) => name).toSorted()).toEqual(vectorNames());
  expect(tortureTable).toHaveLength(49);
});

describe.each(['udp', 'tcp', 'ws'] as const)('[SIP58] RFC 4475 over %s, the whole stack', (kind) => {
  beforeAll(async () => {
    stack = await startWholeStack({ limits });
    udp = await udpWire({ host, port: stack.ports.udp }, harness, viaPorts);
  });

  afterAll(async () => {
    udp.close();
    await stack.close();
  });

  it.each(tortureTable)('$name, §$section: $says', async (row) => {
    expect(await torture(row.name, kind, row[kind])).toBe(row[kind]);
    expect(stack.faults).not.toContain('handler');
  });
});

describe('[SIP58] RFC 4475 to a user agent that knows the sender', () => {
  beforeAll(async () => {
    stack = await startLayers(new SimpleUser(), { limits });
    udp = await udpWire({ host, port: stack.ports.udp }, harness, viaPorts);
  });

  afterAll(async () => {
    udp.close();
    await stack.close();
  });

  it.each(tortureTable)('$name, §$section: $known', async ({ name, known }) => {
    expect(await torture(name, 'udp', known)).toBe(known);
  });

  it('[SIP58] the 420 lists what is unsupported', async () => {
    udp.clear();
    await udp.send(vector('bext01'));
    expect(await udp.until((text) => text.includes('420'))).toContain('Unsupported: nothingsupportsthis, nothingsupportsthiseither');
  });
});
