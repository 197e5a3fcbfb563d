import { expect } from '@playwright/test';
import { connect } from '../fixtures/calls.ts';
import { Person } from '../fixtures/person.ts';
import { freePortRange } from '../fixtures/ports.ts';
import { test } from '../fixtures/test.ts';

test.describe('whoever runs the server', () => {
  test('[OP22] is told that it lives, that it is ready, and how it fares', async ({ product }) => {
    expect((await fetch(`${product.url}/healthz`)).status).toBe(200);
    expect(await (await fetch(`${product.url}/readyz`)).json()).toMatchObject({ status: 'ready', database: 'up' });
    expect(await product.metric('media_workers_alive')).toBeGreaterThan(0);
    expect(await product.metric('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
  });

  test('[OP24] reads one sentence with the way out when the start fails', async ({ product, startProduct }) => {
    const port = String(product.port);
    const sipPort = String(product.sipPort);
    await expect(startProduct({ port: product.port })).rejects.toThrow(`deskline cannot start: port ${port} is in use`);
    await expect(startProduct({ env: { SIP_UDP_PORT: sipPort, SIP_TCP_PORT: sipPort } })).rejects.toThrow(
      new RegExp(`deskline cannot start: .*${sipPort}`),
    );
    await expect(startProduct({ env: { MEDIASOUP_WORKER_BIN: '/nowhere/worker' } })).rejects.toThrow(/deskline cannot start: .*worker/i);
    const nobody = `postgres://deskline@127.0.0.1:${String(await freePortRange(1))}/deskline`;
    await expect(startProduct({ env: { DATABASE_URL: nobody } })).rejects.toThrow(/deskline cannot start: .*(database|PostgreSQL)/i);
    await expect(startProduct({ env: { PORT: 'many', DEMO: 'perhaps' } })).rejects.toThrow(
      /deskline cannot start: PORT: "many"[^]*deskline cannot start: DEMO: "perhaps"/,
    );
  });

  test('[OP23] stops it in mid-call: both are told why, the process ends with 0', async ({ startProduct }) => {
    const product = await startProduct({ env: { STOP_GRACE_SECONDS: '1' } });
    const [alice, bob] = await Promise.all([Person.arrive(product, 'alice'), Person.arrive(product, 'bob')]);
    await Promise.all([alice.atPhone(), bob.atPhone()]);
    await connect(alice, bob);
    const stopped = product.stop();
    await Promise.all([alice.phone.tells(/The server was stopped/), bob.phone.tells(/The server was stopped/)]);
    expect(await stopped).toBe(0);
    await Promise.all([alice.leave(), bob.leave()]);
  });

  test('[MED83] [OP30] presses Ctrl-C in a terminal in mid-call: people hear each other until the calls are ended', async ({
    startProduct,
  }) => {
    const product = await startProduct({ leadsGroup: true, env: { STOP_GRACE_SECONDS: '7' } });
    const [alice, bob] = await Promise.all([Person.arrive(product, 'alice'), Person.arrive(product, 'bob')]);
    await Promise.all([alice.atPhone(), bob.atPhone()]);
    await connect(alice, bob);
    await Promise.all([alice.hears('bob'), bob.hears('alice')]);
    product.interruptGroup();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await Promise.all([alice.hears('bob', 3_000), bob.hears('alice', 3_000)]);
    expect(product.log.filter((line) => /worker (died|ended)/i.test(line))).toEqual([]);
    await Promise.all([alice.phone.tells(/The server was stopped/), bob.phone.tells(/The server was stopped/)]);
    expect(await product.exited).toBe(0);
    await Promise.all([alice.leave(), bob.leave()]);
  });
});
