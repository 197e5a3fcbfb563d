import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { OwnPushSubscription, PutPushSubscription } from '../../../../../protocol/identity/push.ts';
import { FakeBrowserPush } from '../../../../platform/push/browser-push.fake.ts';
import { BrowserNotices } from './browser-notices.ts';

/** A server that keeps what it is told. */
function world() {
  const push = new FakeBrowserPush();
  let items: OwnPushSubscription[] = [];
  const puts: PutPushSubscription[] = [];
  const overview = async () => ({ publicKey: 'key', items });
  const api = {
    overview,
    put: async (wanted: PutPushSubscription) => {
      puts.push(wanted);
      const fingerprint = createHash('sha256').update(wanted.endpoint).digest('base64url');
      const before = items.find((item) => item.fingerprint === fingerprint);
      const kinds = wanted.kinds ?? before?.kinds ?? ['voicemail', 'plan'];
      const own = { id: `id-${fingerprint}`, fingerprint, userAgent: '', kinds, createdAt: '', lastOkAt: null };
      items = [own, ...items.filter((item) => item !== before)];
      return overview();
    },
    remove: async (id: string) => {
      items = items.filter((item) => item.id !== id);
    },
  };
  const other: OwnPushSubscription = { id: 'other', fingerprint: 'x', userAgent: '', kinds: ['plan'], createdAt: '', lastOkAt: null };
  items = [other];
  return { push, puts, notices: new BrowserNotices({ push, api, language: () => 'de' }), forgetAll: () => void (items = []) };
}

describe('notices of this browser', () => {
  it('[UI94] off, turned on after a question, chosen, turned off; other browsers are told apart', async () => {
    const { push, puts, notices } = world();
    expect(await notices.read()).toMatchObject({ state: { kind: 'off' }, others: [{ id: 'other' }] });
    expect(push.asked).toBe(0);
    await notices.turnOn();
    expect(push.asked).toBe(1);
    expect(await notices.read()).toMatchObject({ state: { kind: 'on', own: { kinds: ['voicemail', 'plan'] } }, others: [{ id: 'other' }] });
    await notices.choose(['plan']);
    expect(puts.at(-1)).toMatchObject({ language: 'de', kinds: ['plan'] });
    await notices.turnOff();
    expect(await notices.read()).toMatchObject({ state: { kind: 'off' }, others: [{ id: 'other' }] });
    expect(push.subscription).toBeUndefined();
  });

  it('[UI94] a no is remembered by the browser: blocked, nothing subscribed, nothing sent', async () => {
    const { push, puts, notices } = world();
    push.answer = 'denied';
    await notices.turnOn();
    expect((await notices.read()).state).toEqual({ kind: 'blocked' });
    expect([push.subscription, puts]).toEqual([undefined, []]);
    push.isSupported = 'insecure';
    expect((await notices.read()).state).toEqual({ kind: 'unsupported', why: 'insecure' });
  });

  it('[UI95] with each sign-in a browser of one’s own is renewed as it was; one that is not ends', async () => {
    const { push, puts, notices, forgetAll } = world();
    await notices.renew();
    expect(puts).toEqual([]);
    await notices.turnOn();
    await notices.choose(['missed-call']);
    await notices.renew();
    expect(puts.at(-1)).not.toHaveProperty('kinds');
    expect(await notices.read()).toMatchObject({ state: { own: { kinds: ['missed-call'] } } });
    forgetAll();
    await notices.renew();
    expect(push.subscription).toBeUndefined();
  });

  it('[UI95] signing out ends what is on its way', async () => {
    const { push, notices } = world();
    await notices.turnOn();
    await notices.forget();
    expect(push.subscription).toBeUndefined();
  });
});
