import { execFileSync } from 'node:child_process';
import { expect } from '@playwright/test';
import { callHistorySchema } from '../../protocol/telephony/phone.ts';
import { ApiClient } from '../fixtures/api.ts';
import { connect } from '../fixtures/calls.ts';
import { cast, Person } from '../fixtures/person.ts';
import { test } from '../fixtures/test.ts';

/** The SFU workers that a server started. */
function workersOf(serverPid: number): readonly number[] {
  const listing = execFileSync('ps', ['-eo', 'pid=,ppid=,comm='], { encoding: 'utf8' });
  return listing
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, parent, command]) => Number(parent) === serverPid && command?.startsWith('mediasoup'))
    .map(([pid]) => Number(pid));
}

test.describe('disasters', () => {
  test('every media worker is killed in a call: audio is back within five seconds', async ({ people, product }) => {
    const [alice, bob] = await Promise.all([people.atPhone('alice'), people.atPhone('bob')]);
    await connect(alice, bob);
    await Promise.all([alice.hears('bob'), bob.hears('alice')]);
    const workers = workersOf(product.pid);
    expect(workers.length).toBeGreaterThan(0);
    for (const pid of workers) process.kill(pid, 'SIGKILL');
    await Promise.all([alice.hears('bob', 5_000), bob.hears('alice', 5_000)]);
    expect(workersOf(product.pid)).not.toEqual(workers);
    await alice.phone.press('Bob', 'Hang up');
    await bob.phone.hasNoCall('Alice');
  });

  test('every media worker is killed while a phone rings: it rings on, and both hear each other after the answer', async ({
    people,
    product,
  }) => {
    const [alice, bob] = await Promise.all([people.atPhone('alice'), people.atPhone('bob')]);
    await alice.phone.call(bob.who.extension);
    await bob.phone.isRinging('Alice');
    const workers = workersOf(product.pid);
    expect(workers.length).toBeGreaterThan(0);
    for (const pid of workers) process.kill(pid, 'SIGKILL');
    await expect.poll(() => workersOf(product.pid).filter((pid) => workers.includes(pid))).toEqual([]);
    await bob.phone.isRinging('Alice');
    await alice.phone.isRinging('Bob');
    await bob.phone.answer('Alice');
    await alice.phone.isConnected('Bob');
    await Promise.all([alice.hears('bob', 5_000), bob.hears('alice', 5_000)]);
    await alice.phone.press('Bob', 'Hang up');
    await bob.phone.hasNoCall('Alice');
  });

  test('kill -9 of the server: people are registered again within ten seconds of its restart, records are whole', async ({
    startProduct,
  }) => {
    test.setTimeout(180_000);
    const first = await startProduct();
    const [alice, bob] = await Promise.all([Person.arrive(first, 'alice'), Person.arrive(first, 'bob')]);
    await Promise.all([alice.atPhone(), bob.atPhone()]);
    await connect(alice, bob);
    await Promise.all([alice.hears('bob'), bob.hears('alice')]);
    first.kill('SIGKILL');
    await first.exited;
    const again = await startProduct({ dataDir: first.dataDir, port: first.port, mediaPort: first.mediaPort });
    await Promise.all([alice.phone.isReachable(10_000), bob.phone.isReachable(10_000)]);
    const api = await ApiClient.signIn(again, cast.alice.email);
    const { body } = await api.send('GET', '/api/calls');
    const { items } = callHistorySchema.parse(body);
    expect(items).toHaveLength(1);
    const [record] = items;
    expect(record?.answeredAt).not.toBeNull();
    expect(record?.endedAt).not.toBeNull();
    expect(record?.cause).toBe('server-stopped');
    await Promise.all([alice.leave(), bob.leave()]);
  });

  test('a second server on the same data folder is refused with one sentence', async ({ product, startProduct }) => {
    await expect(startProduct({ dataDir: product.dataDir })).rejects.toThrow(/deskline cannot start: .*(another|second|already)/i);
  });
});
