import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { FakeClock } from '../../../platform/clock.fake.ts';
import { parseMessage } from '../message/parse-message.ts';
import { noSipMetrics } from '../metrics.ts';
import { FakeFlow } from '../testing/fake-flow.ts';
import { MemoryRegistrar } from './memory-registrar.ts';
import { registerCommandOf } from './register-command.ts';

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');

function heapBytes(): number {
  if (typeof collect === 'function') collect();
  return process.memoryUsage().heapUsed;
}

/** A REGISTER as JsSIP writes it, with 4 kB of ballast that nobody may keep. */
function registerText(n: number): Buffer {
  const user = `user${String(n)}`;
  return Buffer.from(
    [
      'REGISTER sip:main.acme.example.test SIP/2.0',
      `Via: SIP/2.0/WSS abcdefghijkl.invalid;branch=z9hG4bK${String(n)}`,
      'Max-Forwards: 69',
      `To: <sip:${user}@main.acme.example.test>`,
      `From: <sip:${user}@main.acme.example.test>;tag=ckh98gs70k`,
      `Call-ID: cn87q8f0rsof65ge66ue${String(n)}`,
      'CSeq: 1 REGISTER',
      `Contact: <sip:ivavmiv3@qqrpog5mblr6.invalid;transport=ws>;+sip.ice;reg-id=1;+sip.instance="<urn:uuid:1036cb88-7785-451e-b57e-${String(n)}>";expires=600`,
      'Supported: path,gruu,outbound',
      'User-Agent: JsSIP 3.13.8',
      `X-Ballast: ${'x'.repeat(4096)}`,
      'Content-Length: 0',
      '',
      '',
    ].join('\r\n'),
  );
}

test('[SIP71] a binding takes at most 2 kB and keeps nothing of its message', () => {
  const count = 4000;
  const registrar = new MemoryRegistrar({ clock: new FakeClock(), metrics: noSipMetrics, nodeId: 'node-1', sipDomain: 'example.test' });
  // One flow for all: what a connection takes is not the registrar's.
  const flow = new FakeFlow('wss');
  const before = heapBytes();
  for (let n = 0; n < count; n++) {
    const request = parseMessage(registerText(n));
    if (request.kind !== 'request') throw new Error('a request expected');
    registrar.register(registerCommandOf(request), { tenantId: 'acme', userId: `user-${String(n)}`, pbxId: 'main' }, flow);
  }
  const perBinding = (heapBytes() - before) / count;
  expect(registrar.size).toBe(count);
  expect(perBinding).toBeLessThan(2048);
  registrar.close();
});
