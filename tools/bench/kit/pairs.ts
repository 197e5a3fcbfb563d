import { freePortRange } from '../../../e2e/fixtures/ports.ts';
import type { Product } from '../../../e2e/fixtures/product.ts';
import { kamailioPassword, startKamailio, type Kamailio } from '../peers/kamailio.ts';
import { answerCalls, CallingAgent } from './calling.ts';
import { hire, openSoftphone } from './people.ts';
import { pin, subjectCore } from './pin.ts';
import { RegisteringAgent } from './registering.ts';
import { connectWebSocket, type SipConnection } from './sip-connection.ts';

/** Somebody who calls and the address of somebody who answers at once, each on a WebSocket of their own. */
export interface Pair {
  readonly caller: CallingAgent;
  readonly target: string;
}

/** Pairs of registered softphones of the product. */
export async function ourPairs(product: Product, count: number): Promise<readonly Pair[]> {
  const people = await hire(product, count * 2);
  const phones = await Promise.all(people.map((person) => openSoftphone(product, person)));
  return Array.from({ length: count }, (_, index) => {
    const [calling, called] = [phones[index * 2], phones[index * 2 + 1]];
    if (!calling || !called) throw new Error('somebody is missing');
    answerCalls(called.connection, called.user);
    return { caller: new CallingAgent(calling.connection, calling.address), target: called.address };
  });
}

/** Pairs registered at Kamailio. */
export function kamailioPairs(kamailio: Kamailio, count: number): Promise<readonly Pair[]> {
  const connect = async (user: string): Promise<SipConnection> => {
    const connection = await connectWebSocket(`ws://127.0.0.1:${String(kamailio.webSocketPort)}/`);
    const credentials = { kind: 'digest', username: user, password: kamailioPassword } as const;
    const status = await new RegisteringAgent(connection, { user, domain: '127.0.0.1', credentials }).register();
    if (status !== 200) throw new Error(`${user} could not register: ${String(status)}`);
    return connection;
  };
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const [calling, called] = [`caller${String(index)}`, `called${String(index)}`];
      answerCalls(await connect(called), called);
      return { caller: new CallingAgent(await connect(calling), `sip:${calling}@127.0.0.1`), target: `sip:${called}@127.0.0.1` };
    }),
  );
}

/** Kamailio on the core of the subject. */
export async function startPeer(): Promise<Kamailio> {
  const port = await freePortRange(2);
  const kamailio = await startKamailio(port, port + 1);
  pin(kamailio.pid, subjectCore);
  return kamailio;
}

/** Every pair calls again as soon as its call has ended. @throws when one call fails */
export async function callInTurn(pairs: readonly Pair[], calls: number): Promise<void> {
  let left = calls;
  await Promise.all(
    pairs.map(async ({ caller, target }) => {
      while (left > 0) {
        left -= 1;
        await caller.call(target);
      }
    }),
  );
}
