import type { Product } from '../../../e2e/fixtures/product.ts';
import { compare, rounds, type Bench } from '../kit/bench.ts';
import { hire, openSoftphone, signInDemo } from '../kit/people.ts';
import { startPeer } from '../kit/pairs.ts';
import { cpuMs, familyOf } from '../kit/process-cpu.ts';
import { startSubject } from '../kit/product.ts';
import { RegisteringAgent, type Account } from '../kit/registering.ts';
import { connectTcp, connectWebSocket } from '../kit/sip-connection.ts';
import { kamailioPassword, type Kamailio } from '../peers/kamailio.ts';

/** So many that none exceeds what the server takes of one WebSocket a second. */
const flows = 40;
const addresses = 8;
const refreshes = 10_000;
const challenges = 3_000;

/** Each agent registers again as soon as it is answered. Resolves to CPU microseconds of the server per REGISTER answered 200. */
async function drive(agents: readonly RegisteringAgent[], load: { pid: number; registers: number; isFresh: boolean }): Promise<number> {
  let left = load.registers;
  const before = cpuMs(familyOf(load.pid));
  await Promise.all(
    agents.map(async (agent) => {
      while (left > 0) {
        left -= 1;
        const status = await agent.register(load.isFresh);
        if (status !== 200) throw new Error(`a REGISTER was answered ${String(status)}`);
      }
    }),
  );
  return ((cpuMs(familyOf(load.pid)) - before) * 1_000) / load.registers;
}

async function ourWebSockets(product: Product): Promise<readonly RegisteringAgent[]> {
  const people = await hire(product, flows);
  const phones = await Promise.all(people.map((person) => openSoftphone(product, person)));
  return phones.map((phone) => phone.agent);
}

/** Our digest is SHA-256; each flow has an address of its own, as our limit of messages is per address. */
async function ourTcp(product: Product): Promise<readonly RegisteringAgent[]> {
  const admin = await signInDemo(product, 'admin');
  const carol = await signInDemo(product, 'carol');
  const { username, password, domain } = await admin.makeDevice(carol.me.userId, { label: 'bench', allowMd5: false });
  const account: Account = { user: 'carol', domain, credentials: { kind: 'digest', username, password } };
  return Promise.all(
    Array.from(
      { length: addresses },
      async (_, index) => new RegisteringAgent(await connectTcp(product.sipPort, `127.0.1.${String(index + 1)}`), account),
    ),
  );
}

function theirAgents(count: number, connect: () => ReturnType<typeof connectTcp>): Promise<readonly RegisteringAgent[]> {
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const user = `user${String(index)}`;
      const credentials = { kind: 'digest', username: user, password: kamailioPassword } as const;
      return new RegisteringAgent(await connect(), { user, domain: '127.0.0.1', credentials });
    }),
  );
}

interface Servers {
  readonly product: Product;
  readonly kamailio: Kamailio;
}

async function overWebSocket({ product, kamailio }: Servers) {
  const ours = await ourWebSockets(product);
  const peer = await theirAgents(flows, () => connectWebSocket(`ws://127.0.0.1:${String(kamailio.webSocketPort)}/`));
  return compareLoads('BP1 REGISTER over WebSocket', { product, kamailio, ours, peer, isFresh: false }, [
    'a refresh on an open flow: ours was opened with session cookie and token, Kamailio checks the MD5 digest of each',
  ]);
}

async function overTcp({ product, kamailio }: Servers) {
  const ours = await ourTcp(product);
  const peer = await theirAgents(addresses, () => connectTcp(kamailio.sipPort));
  return compareLoads('BP1 REGISTER with digest over TCP', { product, kamailio, ours, peer, isFresh: true }, [
    'each with a challenge of its own: two requests, 401 and 200; ours SHA-256, Kamailio MD5',
  ]);
}

interface Case extends Servers {
  readonly ours: readonly RegisteringAgent[];
  readonly peer: readonly RegisteringAgent[];
  readonly isFresh: boolean;
}

async function compareLoads(name: string, { product, kamailio, ours, peer, isFresh }: Case, notes: readonly string[]) {
  const drivers = { ours: { agents: ours, pid: product.pid }, peer: { agents: peer, pid: kamailio.pid } };
  const registers = isFresh ? challenges : refreshes;
  const run = (who: 'ours' | 'peer') => () => drive(drivers[who].agents, { pid: drivers[who].pid, registers, isFresh });
  await run('ours')();
  await run('peer')();
  return compare({
    name,
    unit: 'µs',
    atMost: 2,
    rounds,
    ours: run('ours'),
    peer: run('peer'),
    notes,
  });
}

export const bench: Bench = {
  name: 'register',
  describe: 'BP1: CPU per REGISTER over WebSocket and TCP, against Kamailio',
  run: async () => {
    const product = await startSubject({ isMediaFake: true });
    const kamailio = await startPeer();
    try {
      return [await overWebSocket({ product, kamailio }), await overTcp({ product, kamailio })];
    } finally {
      await Promise.all([product.stop(), kamailio.stop()]);
    }
  },
};
