import { writeFileSync } from 'node:fs';
import { get } from 'node:https';
import { join } from 'node:path';
import { createServer, connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../platform/clock.ts';
import { silentLogger } from '../platform/logger.ts';
import { selfSigned } from '../telephony/sip/testing/self-signed.ts';
import { createGateway, type Gateway } from './gateway.ts';
import { PageHub } from './socket/page-hub.ts';
import { FakeSipAcceptor, startInstallation, type Installation } from './testing/installation.testing.ts';

let deskline: Installation;
beforeAll(async () => {
  deskline = await startInstallation();
});
afterAll(() => deskline.close());

/** Another door to the same people. */
async function secondGateway(tls?: { readonly certFile: string; readonly keyFile: string }): Promise<Gateway> {
  const { identity, bus } = deskline;
  return createGateway({
    identity,
    bus,
    clock: systemClock,
    logger: silentLogger,
    pages: new PageHub({ sessions: identity.sessions, bus, clock: systemClock, logger: silentLogger }),
    sip: new FakeSipAcceptor(),
    machine: {
      health: () => ({ isHealthy: true, detail: {} }),
      readiness: async () => ({ isReady: false, detail: { database: 'down' } }),
      metrics: async () => ({ contentType: 'text/plain', text: '' }),
    },
    webRoot: join(deskline.database.dataDir, 'web'),
    tls,
  });
}

describe('gateway', () => {
  it('speaks TLS itself when it has a certificate', async () => {
    const certFile = join(deskline.database.dataDir, 'cert.pem');
    const keyFile = join(deskline.database.dataDir, 'key.pem');
    const { cert, key } = selfSigned('localhost');
    writeFileSync(certFile, cert);
    writeFileSync(keyFile, key);
    const gateway = await secondGateway({ certFile, keyFile });
    const port = await gateway.listen('127.0.0.1', 0);
    const answer = await new Promise<{ status: number | undefined; hsts: string | undefined }>((resolve, reject) => {
      const request = get({ host: '127.0.0.1', port, path: '/healthz', rejectUnauthorized: false }, (response) => {
        response.resume();
        resolve({ status: response.statusCode, hsts: response.headers['strict-transport-security'] });
      });
      request.on('error', reject);
    });
    expect(answer).toEqual({ status: 200, hsts: 'max-age=31536000' });
    await gateway.close(0);
  });

  it('says that a port is in use', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const gateway = await secondGateway();
    await expect(gateway.listen('127.0.0.1', typeof address === 'object' && address ? address.port : 0)).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
    await gateway.close(0);
    other.close();
  });

  it('ends idle connections and open sockets when it closes, and takes no more', async () => {
    const gateway = await secondGateway();
    const port = await gateway.listen('127.0.0.1', 0);
    const alice = await deskline.person('alice@acme.test');
    const origin = `http://127.0.0.1:${port}`;
    const here = Object.assign(deskline.visitor(), { origin });
    for (const [name, value] of alice.cookies) here.cookies.set(name, value);
    const page = await here.connect('/ws');
    const phone = await here.connect('/sip', { protocols: ['sip'] });
    const codes: number[] = [];
    const closed = Promise.all(
      [page, phone].map((socket) => new Promise<void>((resolve) => socket.once('close', (code) => (codes.push(code), resolve())))),
    );
    await gateway.close(100);
    await closed;
    expect(codes).toContain(1012);
    await expect(fetch(`${origin}/healthz`)).rejects.toThrow('fetch failed');
  });

  it('answers rubbish on the port with 400 and lives on', async () => {
    const url = new URL(deskline.origin);
    const text = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(url.port), url.hostname, () => socket.write('\u0000\u0001 rubbish\r\n\r\n'));
      let received = '';
      socket.on('data', (data) => (received += data.toString('latin1')));
      socket.on('close', () => resolve(received));
      socket.on('error', reject);
    });
    expect(text).toMatch(/^HTTP\/1\.1 400 /);
    expect((await deskline.visitor().get('/healthz')).status).toBe(200);
  });
});
