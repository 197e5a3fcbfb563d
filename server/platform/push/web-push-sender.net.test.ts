import { afterEach, describe, expect, it } from 'vitest';
import { BrowserKeys } from '../../../tools/push-service/browser-keys.ts';
import { LocalPushService } from '../../../tools/push-service/push-service.ts';
import { systemClock } from '../clock.ts';
import { describePushSender, message } from './push-sender.suite.ts';
import { retryAfterMs } from './retry-after.ts';
import { newVapidKeys } from './vapid-keys.ts';
import { WebPushSender } from './web-push-sender.ts';

const services: LocalPushService[] = [];
afterEach(async () => {
  for (const service of services.splice(0)) await service.close();
});

async function start(resolve?: (host: string) => Promise<readonly string[]>) {
  const service = await LocalPushService.start();
  services.push(service);
  const localOrigins = [service.origin];
  const keys = newVapidKeys();
  const subject = 'mailto:admin@acme.test';
  const sender = new WebPushSender({ keys, subject, localOrigins, clock: systemClock, ...(resolve ? { resolve } : {}) });
  return { service, sender };
}

describe('Web Push to a push service', () => {
  describePushSender(async () => {
    const { service, sender } = await start();
    const answers = new Map<string, { readonly status: number; readonly retryAfter?: string }[]>();
    return {
      sender,
      subscribe: () => {
        const browser = service.subscribe();
        answers.set(browser.endpoint, browser.answers);
        return { target: { endpoint: browser.endpoint, ...browser.keys }, sent: () => browser.taken.map(({ text }) => text) };
      },
      answer: ({ endpoint }, what, seconds = 0) => {
        const status = what === 'gone' ? 410 : what === 'busy' ? 429 : 413;
        answers.get(endpoint)?.splice(0, 9, { status, ...(seconds === 0 ? {} : { retryAfter: String(seconds) }) });
      },
      innerEndpoint: 'https://[::ffff:10.0.0.1]/push',
    };
  });

  it('[ID60] time to live, urgency and topic travel along; the sender’s signature is right', async () => {
    const { service, sender } = await start();
    const browser = service.subscribe();
    await sender.send({ endpoint: browser.endpoint, ...browser.keys }, message);
    expect(browser.taken).toEqual([{ text: message.text, ttlSeconds: 60, urgency: 'high', topic: 'abc-_1', sender: sender.publicKey }]);
  });

  it('[ID63] a name that leads to an inner address is not connected to; plain http, names without a dot and passwords are refused', async () => {
    const asked: string[] = [];
    const { service, sender } = await start(async (host) => {
      asked.push(host);
      return ['8.8.8.8', '127.0.0.1'];
    });
    const browser = service.subscribe();
    const to = (endpoint: string) => sender.send({ endpoint, ...browser.keys }, message);
    expect(await to('https://push.example/1')).toMatchObject({ kind: 'later', why: 'the host has no public address' });
    expect(asked).toEqual(['push.example']);
    for (const endpoint of [
      'http://push.example/1',
      'https://localhost/1',
      'https://a:b@push.example/1',
      'https://127.0.0.1/1',
      'file:///etc/x',
    ])
      expect(await to(endpoint), endpoint).toMatchObject({ kind: 'refused' });
    expect(asked).toHaveLength(1);
  });

  it('[ID64] keys that are none are refused without a word about them', async () => {
    const { service, sender } = await start();
    const { endpoint } = service.subscribe();
    expect(await sender.send({ endpoint, p256dh: 'AAAA', auth: 'BBBB' }, message)).toEqual({
      kind: 'refused',
      why: 'the subscription’s keys are none',
    });
  });

  it('[ID64] Retry-After is seconds or a date, an hour at most', () => {
    const now = Date.UTC(2026, 0, 1);
    expect(['30', 'Thu, 01 Jan 2026 00:02:00 GMT', '999999', 'soon', undefined].map((value) => retryAfterMs(value, now))).toEqual([
      30_000, 120_000, 3_600_000, 0, 0,
    ]);
  });

  it('[ID60] the local service opens the example of RFC 8291, Appendix A', () => {
    const keys = BrowserKeys.of('q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94', 'BTBZMqHH6r4Tts7J_aSIgg');
    const body =
      'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN';
    expect(keys.open(Buffer.from(body, 'base64url'))).toBe('When I grow up, I want to be a watermelon');
  });
});
