import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { ApiClient } from '../../../e2e/fixtures/api.ts';
import type { Product } from '../../../e2e/fixtures/product.ts';
import { spreadOf, type Bench, type BenchResult } from '../kit/bench.ts';
import { hire, openSoftphone } from '../kit/people.ts';
import { proportionalBytes } from '../kit/process-cpu.ts';
import { startSubject } from '../kit/product.ts';
import { connectWebSocket } from '../kit/sip-connection.ts';
import { serverEnvironment, serverFlags } from '../../bootstrap/server-flags.mjs';

/** BENCH_SOCKETS ends the climb earlier: hiring takes half a second for every ten sockets. */
const most = Number(process.env['BENCH_SOCKETS'] ?? 4_000);
const steps = [500, 1_000, 2_000, 4_000].filter((step) => step <= most);
/** Contacts that one address may have. */
const socketsPerPerson = 10;
const atOnce = 20;
const settleMs = 4_000;
const peerScript = path.resolve(import.meta.dirname, '../peers/echo-sockets.mjs');

/** The server takes 2,000 sockets of one address. */
const addressOf = (index: number): string => `127.0.2.${String(1 + (index % 8))}`;

/** Memory at each step, kilobytes for each socket since none was open. */
async function climb(pid: number, open: (index: number) => Promise<unknown>): Promise<readonly number[]> {
  await delay(settleMs);
  const before = proportionalBytes([pid]);
  const perSocket: number[] = [];
  let opened = 0;
  for (const step of steps) {
    while (opened < step) {
      const first = opened;
      opened = Math.min(step, opened + atOnce);
      await Promise.all(Array.from({ length: opened - first }, (_, index) => open(first + index)));
    }
    await delay(settleMs);
    perSocket.push((proportionalBytes([pid]) - before) / step / 1_000);
  }
  return perSocket;
}

async function ours(): Promise<readonly number[]> {
  const product = await startSubject({ isMediaFake: true });
  try {
    const people = await hire(product, Math.ceil((steps.at(-1) ?? 0) / socketsPerPerson));
    return await climb(product.pid, (index) => openSoftphone(product, personOf(people, index), addressOf(index)));
  } finally {
    await stop(product);
  }
}

function personOf(people: readonly ApiClient[], index: number): ApiClient {
  const person = people[index % people.length];
  if (!person) throw new Error('nobody was hired');
  return person;
}

const stop = (product: Product): Promise<number> => product.stop();

async function peer(): Promise<readonly number[]> {
  const child: ChildProcess = spawn(process.execPath, [...serverFlags, peerScript], {
    env: { ...process.env, ...serverEnvironment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    if (!child.stdout) throw new Error('the echo server has no output');
    const [line]: unknown[] = await once(child.stdout, 'data');
    const url = `ws://127.0.0.1:${String(line).trim()}/`;
    return await climb(child.pid ?? 0, async (index) => {
      const connection = await connectWebSocket(url, { localAddress: addressOf(index) });
      connection.send('hello');
    });
  } finally {
    child.kill();
  }
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function measure(): Promise<readonly BenchResult[]> {
  const theirs = await peer();
  const own = await ours();
  return steps.map((step, index) => {
    const [mine = Number.NaN, bare = Number.NaN] = [own[index], theirs[index]];
    return {
      name: `BP3 memory per idle registered WebSocket, ${String(step)} of them`,
      unit: 'kB',
      goal: '≤ 2×',
      ours: spreadOf([mine]),
      peer: spreadOf([bare]),
      ratio: spreadOf([mine / bare]),
      isMet: mine / bare <= 2,
      notes:
        index === 0
          ? [
              `PSS of the Node process; ${String(socketsPerPerson)} sockets a person, each registered with its token; peer: an echo server on ws alone`,
            ]
          : [],
    };
  });
}

export const bench: Bench = {
  name: 'idle-sockets',
  describe: 'BP3: memory per idle registered WebSocket, against a bare ws server',
  run: measure,
};
