import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { writeRingNews } from '../../../../protocol/telephony/ring-reason.ts';
import { DeviceError } from '../../../platform/devices/device-problem.ts';
import type { CallSnapshot, SavedCall } from './phone.ts';
import { installBrowserGlobals, silentMicrophone } from './testing/webrtc.testing.ts';
import { TinyServer } from './testing/tiny-server.testing.ts';
import { headerOf } from './testing/tiny-sip-message.testing.ts';
import { browserTimers } from './timers.ts';
import type { JsSipPhone } from './jssip-phone.ts';

const until = <Value>(read: () => Value | false | undefined | null): Promise<Value> =>
  vi.waitFor(
    () => {
      const value = read();
      if (value === false || value === undefined || value === null) throw new Error('not yet');
      return value;
    },
    { timeout: 6000, interval: 20 },
  );

let server: TinyServer;
let phones: JsSipPhone[];
let tokens: number;
let microphone: typeof silentMicrophone;

async function makePhone(saved: readonly SavedCall[] = []): Promise<JsSipPhone> {
  const phone = await startPhone(saved);
  await until(() => phone.status.name === 'registered');
  return phone;
}

/** Not registered yet. */
async function startPhone(saved: readonly SavedCall[]): Promise<JsSipPhone> {
  const { JsSipPhone: Phone } = await import('./jssip-phone.ts');
  let count = 0;
  const phone = new Phone({
    url: server.url,
    instanceId: '8a52e4f0-3b1c-4d6e-9f00-1234567890ab',
    newId: () => `id-${String((count += 1))}`,
    timers: browserTimers,
    connectivity: { isOnline: true, subscribe: () => () => undefined },
    fetchRegistration: () =>
      Promise.resolve({
        token: `token-${String((tokens += 1))}`,
        tokenExpiresInSeconds: 60,
        address: 'sip:alice@test.invalid',
        displayName: 'Alice',
        path: '/sip' as const,
      }),
    openMicrophone: () => microphone(),
    standingProblem: undefined,
  });
  phones.push(phone);
  phone.start(saved);
  return phone;
}

const only = (phone: JsSipPhone): CallSnapshot => {
  const call = phone.calls[0];
  if (call === undefined) throw new Error('there is no call');
  return call;
};
const nth = <Item>(items: readonly Item[], index: number): Item => {
  const item = items[index];
  if (item === undefined) throw new Error(`there is no item ${String(index)}`);
  return item;
};
const inState = (phone: JsSipPhone, name: string): Promise<true> =>
  until<true>(() => (phone.calls.some((call) => call.state.name === name) ? true : undefined));

beforeAll(() => {
  installBrowserGlobals();
});
beforeEach(async () => {
  tokens = 0;
  microphone = silentMicrophone;
  phones = [];
  server = await TinyServer.create();
});
afterEach(async () => {
  for (const phone of phones) phone.stop({ keepCalls: true });
  await server.close();
});

describe('the phone on JsSIP', () => {
  it('[SP01] registers with a fresh token, and sends no token once the flow is known', async () => {
    const phone = await makePhone();
    expect(headerOf(nth(server.of('REGISTER'), 0), 'Authorization')).toBe('Bearer token-1');
    phone.dial('101', 'Bob');
    await inState(phone, 'connected');
    expect(headerOf(nth(server.of('INVITE'), 0), 'Authorization')).toBeUndefined();
    server.cut();
    await until(() => server.of('REGISTER').length === 2);
    expect(headerOf(nth(server.of('REGISTER'), 1), 'Authorization')).toBe('Bearer token-2');
  });

  it('[SP10] dials, rings, connects and hangs up with BYE', async () => {
    const phone = await makePhone();
    const seen: string[] = [];
    phone.on('changed', () => {
      const name = phone.calls[0]?.state.name;
      if (name !== undefined && seen.at(-1) !== name) seen.push(name);
    });
    const id = phone.dial('101', 'Bob');
    await inState(phone, 'connected');
    expect(seen).toEqual(['dialling', 'ringing', 'connected']);
    expect(only(phone)).toMatchObject({ serverCallId: 'call-1', party: { displayName: 'Bob', number: '101' } });
    phone.hangUp(id);
    expect(only(phone).state).toMatchObject({ name: 'ended', cause: 'completed' });
    await until(() => server.of('BYE').length === 1);
  });

  it('[SP12] says why a call failed by X-Deskline-Cause before the status', async () => {
    const phone = await makePhone();
    server.plan = { status: 480, cause: 'do-not-disturb' };
    phone.dial('101');
    await inState(phone, 'ended');
    expect(only(phone).state).toMatchObject({ cause: 'do-not-disturb' });
  });

  it('[SP13] cancels a call that rings', async () => {
    const phone = await makePhone();
    server.plan = 'ring-only';
    const id = phone.dial('101');
    await inState(phone, 'ringing');
    phone.hangUp(id);
    await until(() => server.of('CANCEL').length === 1);
    expect(only(phone).state).toMatchObject({ name: 'ended', cause: 'cancelled' });
  });

  it('[SP14] answers an incoming call; decline is 603; ignore sends nothing', async () => {
    const phone = await makePhone();
    await server.ring(['X-Deskline-Call: call-7', 'X-Deskline-Called: 100']);
    await inState(phone, 'incoming');
    expect(only(phone)).toMatchObject({ serverCallId: 'call-7', calledNumber: '100', party: { displayName: 'Bob Meyer', number: '101' } });
    phone.ignore(only(phone).id);
    expect(only(phone).isIgnored).toBe(true);
    expect(server.requests.filter((one) => !one.isRequest && Number(one.kind) >= 300)).toEqual([]);
    phone.answer(only(phone).id);
    await inState(phone, 'connected');
    await server.ring();
    const second = await until(() => phone.calls.find((call) => call.state.name === 'incoming'));
    phone.decline(second.id);
    await until(() => server.requests.some((one) => one.kind === '603'));
  });

  it('[SP19] shows why a plan rings this phone and what is known of the caller', async () => {
    const phone = await makePhone();
    const news = { because: { kind: 'queue', name: 'Service Süd' }, context: { Ticket: 'INC-7' } } as const;
    await server.ring(['X-Deskline-Call: call-8', `X-Deskline-Why: ${writeRingNews(news)}`]);
    await inState(phone, 'incoming');
    expect(only(phone).ringNews).toEqual(news);
  });

  it('[SP19] a call through a plan shows the plan, what happens there, and then who answered', async () => {
    const phone = await makePhone();
    phone.dial('101');
    await inState(phone, 'connected');
    const callId = headerOf(nth(server.of('INVITE'), 0), 'Call-ID') ?? '';
    const mainLine = { displayName: 'Main line', number: '200' };
    server.tell(callId, 'connected', { party: mainLine, activity: { kind: 'queue', name: 'Service' } });
    await until(() => only(phone).activity?.kind === 'queue');
    expect(only(phone)).toMatchObject({ party: mainLine, activity: { kind: 'queue', name: 'Service' }, state: { name: 'connected' } });
    server.tell(callId, 'connected', { party: mainLine, activity: { kind: 'of a newer server' } });
    await until(() => only(phone).activity?.kind === 'plan');
    server.tell(callId, 'holding', { party: { displayName: 'Carol', number: '102' } });
    await inState(phone, 'held');
    expect(only(phone)).toMatchObject({ party: { displayName: 'Carol', number: '102' }, activity: null, recording: null });
    expect(phone.savedCalls()[0]?.party.displayName).toBe('Carol');
  });

  it('[SP15] a fork that another device answered ends as answered elsewhere', async () => {
    const phone = await makePhone();
    const callId = await server.ring();
    await inState(phone, 'incoming');
    server.cancel(callId, 'SIP;cause=200;text="Call completed elsewhere"');
    await inState(phone, 'ended');
    expect(only(phone).state).toMatchObject({ cause: 'answered-elsewhere' });
  });

  it('[SP20] holds, resumes, and follows what the server tells of the other side', async () => {
    const phone = await makePhone();
    const id = phone.dial('101');
    await inState(phone, 'connected');
    phone.setHeld(id, true);
    await inState(phone, 'held');
    expect(server.of('INVITE').at(-1)?.body).toContain('a=sendonly');
    phone.setHeld(id, false);
    await inState(phone, 'connected');
    const callId = headerOf(nth(server.of('INVITE'), 0), 'Call-ID') ?? '';
    server.tell(callId, 'holding');
    await until(() => only(phone).state.name === 'held');
    server.tell(callId, 'reconnecting');
    await until(() => only(phone).state.name === 'reconnecting');
    expect(only(phone).state).toMatchObject({ who: 'other' });
    server.tell(callId, 'connected');
    await inState(phone, 'connected');
  });

  it('[SP34] what the server tells in the moment of its 200 is not lost', async () => {
    const phone = await makePhone();
    server.toldWithAnswer = 'holding';
    phone.dial('200');
    await inState(phone, 'held');
    expect(only(phone).party).toEqual({ displayName: 'Main line', number: '200' });
  });

  it('[SP21] a cut socket keeps the call; keys pressed meanwhile arrive in order, once each', async () => {
    const phone = await makePhone();
    const id = phone.dial('101');
    await inState(phone, 'connected');
    server.cut();
    await inState(phone, 'reconnecting');
    phone.press(id, '12');
    phone.press(id, '#');
    expect(server.of('INFO')).toEqual([]);
    await inState(phone, 'connected');
    await until(() => server.of('INFO').length === 3);
    expect(server.of('INFO').map((info) => /Signal=(.)/.exec(info.body)?.[1])).toEqual(['1', '2', '#']);
    expect(server.of('BYE')).toEqual([]);
  });

  it('[SP21] a key in flight when the socket dies is sent again with its number', async () => {
    const phone = await makePhone();
    const id = phone.dial('101');
    await inState(phone, 'connected');
    server.isSilentToInfo = true;
    phone.press(id, '5');
    await until(() => server.of('INFO').length === 1);
    server.cut();
    await inState(phone, 'reconnecting');
    server.isSilentToInfo = false;
    await until(() => server.of('INFO').length === 2);
    expect(server.of('INFO').map((info) => headerOf(info, 'X-Deskline-Key'))).toEqual(['1', '1']);
    expect(only(phone).state.name).not.toBe('ended');
  });

  it('[SP22] hang-up while the socket is down ends the call here at once and says BYE after re-registration', async () => {
    const phone = await makePhone();
    const id = phone.dial('101');
    await inState(phone, 'connected');
    server.cut();
    await inState(phone, 'reconnecting');
    phone.hangUp(id);
    expect(only(phone).state.name).toBe('ended');
    await until(() => server.of('BYE').length === 1);
  });

  it('[SP23] restarts ICE after each re-registration in a call', async () => {
    const phone = await makePhone();
    phone.dial('101');
    await inState(phone, 'connected');
    const before = /a=ice-ufrag:(\S+)/.exec(server.of('INVITE')[0]?.body ?? '')?.[1];
    server.cut();
    await until(() => server.of('INVITE').length === 2);
    const after = /a=ice-ufrag:(\S+)/.exec(server.of('INVITE')[1]?.body ?? '')?.[1];
    expect(after).not.toBe(before);
  });

  it('[SP24] a new page takes the call over by INVITE with Replaces, with its timer and its hold', async () => {
    const first = await makePhone();
    const id = first.dial('101', 'Bob');
    await inState(first, 'connected');
    first.setHeld(id, true);
    await inState(first, 'held');
    const saved = first.savedCalls();
    first.stop({ keepCalls: true });
    server.elapsedMs = 90_000;
    const second = await makePhone(saved);
    await inState(second, 'held');
    const replacing = server.of('INVITE').find((invite) => headerOf(invite, 'Replaces') !== undefined);
    expect(headerOf(replacing ?? nth([], 0), 'Replaces')).toBe(
      `${nth(saved, 0).dialog.callId};to-tag=${nth(saved, 0).dialog.remoteTag};from-tag=${nth(saved, 0).dialog.localTag}`,
    );
    expect(replacing?.body).toContain('a=sendonly');
    const call = only(second);
    expect(call).toMatchObject({ id, party: { displayName: 'Bob' } });
    expect(call.state).toMatchObject({ name: 'held', by: 'me' });
    const answeredAtMs = 'answeredAtMs' in call.state ? call.state.answeredAtMs : null;
    expect(Math.abs(Date.now() - 90_000 - (answeredAtMs ?? 0))).toBeLessThan(5000);
    expect(server.of('BYE')).toEqual([]);
  });

  it('[SP22] a call hung up before it was taken over is ended on the server too', async () => {
    const first = await makePhone();
    first.dial('101');
    await inState(first, 'connected');
    const saved = first.savedCalls();
    first.stop({ keepCalls: true });
    const second = await startPhone(saved);
    second.hangUp(only(second).id);
    expect(only(second).state).toMatchObject({ name: 'ended', cause: 'completed' });
    await until(() => server.of('BYE').length === 1);
  });

  it('[SP25] a call that the server no longer knows ends as connection lost', async () => {
    const first = await makePhone();
    first.dial('101');
    await inState(first, 'connected');
    const saved = first.savedCalls();
    first.stop({ keepCalls: true });
    server.isRefusingReplaces = true;
    const second = await makePhone(saved);
    await inState(second, 'ended');
    expect(only(second).state).toMatchObject({ cause: 'connection-lost' });
  });

  it('[SP11] dialling while not registered ends at once with its own reason', async () => {
    const phone = await makePhone();
    server.cut();
    await until(() => phone.status.name === 'reconnecting');
    phone.dial('101');
    await inState(phone, 'ended');
    expect(only(phone).state).toMatchObject({ cause: 'not-registered' });
    expect(server.of('INVITE')).toEqual([]);
  });

  it('[SP16] a microphone that is refused leaves the call ringing, with the reason', async () => {
    microphone = () => Promise.reject(new DeviceError('microphone-refused'));
    const phone = await makePhone();
    await server.ring();
    await inState(phone, 'incoming');
    phone.answer(only(phone).id);
    await until(() => only(phone).problem === 'microphone-refused');
    expect(only(phone).state.name).toBe('incoming');
    microphone = silentMicrophone;
    phone.answer(only(phone).id);
    await inState(phone, 'connected');
    expect(only(phone).problem).toBeNull();
  });

  it('[SP18] a second INVITE of a call that rings takes the first one over', async () => {
    const phone = await makePhone();
    await server.ring(['X-Deskline-Call: call-9']);
    await inState(phone, 'incoming');
    const second = await server.ring(['X-Deskline-Call: call-9']);
    await until(() => server.requests.some((one) => one.kind === '180' && headerOf(one, 'Call-ID') === second));
    expect(phone.calls).toHaveLength(1);
    phone.answer(only(phone).id);
    await until(() => server.requests.some((one) => one.kind === '200' && headerOf(one, 'Call-ID') === second));
    await inState(phone, 'connected');
  });

  it('[SP26] a re-INVITE lost with its socket: the call goes on in a new session', async () => {
    const phone = await makePhone();
    const id = phone.dial('101');
    await inState(phone, 'connected');
    server.isSilentToReinvite = true;
    phone.setHeld(id, true);
    await until(() => server.of('INVITE').length === 2);
    server.cut();
    server.isSilentToReinvite = false;
    await until(() => server.of('INVITE').find((invite) => headerOf(invite, 'Replaces') !== undefined));
    await inState(phone, 'held');
    expect(only(phone).state).toMatchObject({ name: 'held', by: 'me' });
    expect(only(phone).id).toBe(id);
  });
});
