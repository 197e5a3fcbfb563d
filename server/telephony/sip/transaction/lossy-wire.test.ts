import { describe, expect, it } from 'vitest';
import { FakeClock } from '../../../platform/clock.fake.ts';
import { silentLogger } from '../../../platform/logger.ts';
import { createResponse } from '../message/builders.ts';
import type { SipMessage } from '../message/message.ts';
import { parseMessage } from '../message/parse-message.ts';
import { serialise } from '../message/serialise.ts';
import { FakeFlow } from '../testing/fake-flow.ts';
import { FakeTransports } from '../testing/fake-transports.ts';
import { below, seededRandom } from '../testing/random.ts';
import { testRequest } from '../testing/requests.ts';
import { createTransactionLayer } from './transaction-layer.ts';
import type { TransactionLayer } from './transaction.ts';

/** Carries messages to the other end as bytes, late, twice, or not at all. */
class LossyFlow extends FakeFlow {
  readonly #carry: (message: SipMessage) => void;

  constructor(carry: (message: SipMessage) => void) {
    super('udp');
    this.#carry = carry;
  }

  override async send(message: SipMessage): Promise<void> {
    this.#carry(message);
  }
}

interface Outcome {
  readonly finals: number;
  readonly heard: number;
  readonly timeouts: number;
}

/** Sends INVITEs and INFOs from one stack to another over a wire that loses `loss` of all messages. */
async function exchange(seed: number, loss: number, requests: number): Promise<Outcome> {
  const clock = new FakeClock();
  const random = seededRandom(seed);
  const ends = [new FakeTransports(), new FakeTransports()] as const;
  const layer = (transports: FakeTransports): TransactionLayer => createTransactionLayer({ transports, clock, logger: silentLogger });
  const [client, server] = [layer(ends[0]), layer(ends[1])];
  const carry = (to: FakeTransports, flow: () => LossyFlow) => (message: SipMessage) => {
    const copies = random() < loss ? 0 : random() < 0.2 ? 2 : 1;
    for (let i = 0; i < copies; i++) clock.after(1 + below(random, 200), () => to.receive(parseMessage(serialise(message)), flow()));
  };
  const toServer: LossyFlow = new LossyFlow(carry(ends[1], () => toClient));
  const toClient: LossyFlow = new LossyFlow(carry(ends[0], () => toServer));
  const heard: string[] = [];
  await server.start({
    onRequest: (transaction) => {
      heard.push(transaction.request.headers.get('call-id') ?? '');
      transaction.respond(createResponse(transaction.request, transaction.request.method === 'INVITE' ? 486 : 200, 'x', { toTag: 't' }));
    },
    onAck: () => expect.unreachable('an ACK to a non-2xx belongs to its transaction'),
    onStrayResponse: () => undefined,
  });
  await client.start({ onRequest: () => expect.unreachable('no requests'), onAck: () => undefined, onStrayResponse: () => undefined });
  let finals = 0;
  let timeouts = 0;
  for (let i = 0; i < requests; i++) {
    const request = testRequest(i % 2 === 0 ? 'INVITE' : 'INFO', { callId: String(i) });
    request.headers.delete('Via');
    client.send(request, toServer, {
      onResponse: (response) => {
        if (response.status >= 200) finals++;
      },
      onTimeout: () => timeouts++,
      onTransportError: () => expect.unreachable('the wire has no errors'),
    });
  }
  clock.advance(120_000);
  expect(client.size).toBe(0);
  expect(server.size).toBe(0);
  expect(clock.pending).toBe(0);
  expect(new Set(heard).size).toBe(heard.length);
  return { finals, heard: heard.length, timeouts };
}

describe('two stacks over a lossy wire', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('[SIP57] seed %i: 20 %% loss, each request is heard once and answered once', async (seed) => {
    expect(await exchange(seed, 0.2, 100)).toEqual({ finals: 100, heard: 100, timeouts: 0 });
  });

  it('[SIP57] half of everything lost: all transactions still end', async () => {
    const { finals, timeouts } = await exchange(9, 0.5, 200);
    expect(finals + timeouts).toBe(200);
    expect(finals).toBeGreaterThan(180);
  });

  it('[SIP57] everything lost: all time out (control)', async () => {
    expect(await exchange(10, 1, 20)).toEqual({ finals: 0, heard: 0, timeouts: 20 });
  });
});
