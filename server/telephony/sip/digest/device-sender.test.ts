import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SipRequest, SipResponse } from '../message/message.ts';
import { acme } from '../testing/credentials.testing.ts';
import { answerChallenge, type DigestAnswer } from '../testing/digest-answer.testing.ts';
import { RigPhone } from '../testing/rig-phone.testing.ts';
import { UserAgentRig } from '../testing/user-agent-rig.testing.ts';

let rig: UserAgentRig;
let desk: RigPhone;

beforeEach(async () => {
  rig = await new UserAgentRig().start();
  desk = deskPhone('198.51.100.10');
});
afterEach(() => rig.close());

function deskPhone(address: string): RigPhone {
  return new RigPhone(rig, { user: 'bob', instanceId: `urn:desk-${address}`, flow: rig.flow('udp', { address }) });
}

function register(authorization?: string, phone = desk): SipRequest {
  const headers = [['Contact', `<sip:bob@${phone.flow.remoteAddress}:5060>`] as const];
  return phone.build('REGISTER', phone.address, {
    headers: authorization === undefined ? headers : [...headers, ['Authorization', authorization]],
  });
}

async function challenge(phone = desk): Promise<SipResponse> {
  await phone.send(register(undefined, phone));
  return phone.response();
}

/** One REGISTER that answers a challenge. */
async function answer(how: DigestAnswer = {}, given?: SipResponse, phone = desk): Promise<SipResponse> {
  const wanted = given ?? (await challenge(phone));
  await phone.send(register(answerChallenge(wanted, register(undefined, phone), how), phone));
  return phone.response();
}

/** Status, reason and headers without what differs from request to request. */
function shape(response: SipResponse): string[] {
  const headers = [...response.headers.entries()].filter(([name]) => name !== 'CSeq' && name !== 'Via');
  const texts = headers.map(([name, value]) => `${name}: ${value.replace(/nonce="[^"]+"/, 'nonce').replace(/tag=[^;]+$/, 'tag')}`);
  return [`${String(response.status)} ${response.reason}`, ...texts];
}

describe('the challenge', () => {
  test('[SIP78] [SIP87] asks for SHA-256 with qop=auth, and for MD5 behind it or alone where the policy says so', async () => {
    expect((await challenge()).headers.all('WWW-Authenticate')).toEqual([
      expect.stringMatching(new RegExp(`^Digest realm="${acme}", nonce="[\\w-]{35}", algorithm=SHA-256, qop="auth"$`)),
    ]);
    for (const algorithms of [['SHA-256', 'MD5'], ['MD5']] as const) {
      rig.credentials.algorithms = algorithms;
      const asked = (await challenge()).headers.all('WWW-Authenticate').map((value) => /algorithm=([^,]+)/.exec(value)?.[1]);
      expect(asked).toEqual(algorithms);
    }
  });

  test('[SIP78] the right answer registers the device', async () => {
    expect((await answer()).status).toBe(200);
    expect(rig.bindingOf('bob')).toMatchObject({ deviceId: 'desk-1', userId: 'bob' });
  });

  test('[ID43] a registration is a sign of life of the device, a refused one is none', async () => {
    const seen: string[] = [];
    rig.userAgent.registrar.on('deviceSeen', (tenantId, deviceId) => seen.push(`${tenantId} ${deviceId}`));
    await answer({ password: 'wrong' });
    expect(seen).toEqual([]);
    expect((await answer()).status).toBe(200);
    expect(seen).toEqual(['acme desk-1']);
  });

  test('[SIP78] [SIP87] MD5 counts only for a device that was allowed it, and only where it was asked for', async () => {
    rig.credentials.algorithms = ['SHA-256', 'MD5'];
    expect((await answer({ algorithm: 'MD5' })).status).toBe(401);
    rig.credentials.isMd5Allowed = true;
    rig.credentials.algorithms = ['SHA-256'];
    // The nonce of the SHA-256 challenge: a man in the middle who downgrades gets no further.
    const strict = await challenge();
    const nonce = /nonce="([^"]+)"/.exec(strict.headers.get('WWW-Authenticate') ?? '')?.[1] ?? '';
    expect((await answer({ algorithm: 'MD5', nonce }, strict)).status).toBe(401);
    rig.credentials.algorithms = ['SHA-256', 'MD5'];
    expect((await answer({ algorithm: 'MD5' })).status).toBe(200);
  });

  test('[SIP87] a realm that does not exist asks like one that does', async () => {
    rig.credentials.algorithms = ['MD5'];
    const nowhere = { ...desk.address, uri: { ...desk.address.uri, host: 'main.nobody.example.test' } };
    await desk.send(desk.build('REGISTER', nowhere, { from: nowhere }));
    expect(desk.response().headers.all('WWW-Authenticate')).toEqual([expect.stringContaining('algorithm=SHA-256')]);
  });

  test('[SIP79] an unknown name and a wrong password get the same', async () => {
    const wrong = await answer({ password: 'guess' });
    const unknown = await answer({ username: 'nobody', password: 'guess' });
    expect(shape(unknown)).toEqual(shape(wrong));
    expect(shape(wrong)[0]).toBe('401 Unauthorized');
  });

  test('[SIP77] a device speaks for its own user only', async () => {
    const request = desk.build('REGISTER', { ...desk.address, uri: { ...desk.address.uri, user: 'alice' } }, { from: desk.address });
    request.headers.set('Authorization', answerChallenge(await challenge(), request));
    await desk.send(request);
    expect(desk.response().status).toBe(403);
    expect(rig.failures).toEqual(['foreign-address']);
  });
});

describe('nonces', () => {
  test('[SIP80] a forged, a foreign and an old one are stale', async () => {
    expect((await answer({ nonce: 'A'.repeat(35) })).headers.get('WWW-Authenticate')).toContain('stale=true');
    const others = await challenge(deskPhone('198.51.100.11'));
    expect((await answer({}, others)).headers.get('WWW-Authenticate')).toContain('stale=true');
    const old = await challenge();
    rig.clock.advance(301_000);
    expect((await answer({}, old)).headers.get('WWW-Authenticate')).toContain('stale=true');
    expect((await answer({}, desk.response())).status).toBe(200);
  });

  test('[SIP81] a replayed answer is stale and does nothing; the next count is welcome', async () => {
    const wanted = await challenge();
    expect((await answer({ nc: '00000001' }, wanted)).status).toBe(200);
    const before = rig.bindingOf('bob');
    const replayed = await answer({ nc: '00000001' }, wanted);
    expect([replayed.status, replayed.headers.get('WWW-Authenticate')]).toEqual([401, expect.stringContaining('stale=true')]);
    expect(rig.bindingOf('bob')).toBe(before);
    expect((await answer({ nc: '00000002' }, wanted)).status).toBe(200);
    expect(rig.bindingOf('bob')).not.toBe(before);
  });

  test('[SIP81] one nonce serves many requests', async () => {
    const wanted = await challenge();
    for (const nc of ['00000001', '00000002', '0000000a', '0000000B']) expect((await answer({ nc }, wanted)).status).toBe(200);
  });
});

describe('malformed answers', () => {
  test.each(['qop', 'nc', 'cnonce', 'response', 'uri', 'username', 'nonce'])('[SIP84] without %s it is 400', async (name) => {
    expect((await answer({ without: [name] })).status).toBe(400);
  });

  test.each([
    ['sip:elsewhere.example', 400],
    [`sip:100@${acme}`, 400],
    [`sips:${acme}`, 400],
    [`sip:${acme};transport=udp`, 200],
  ])('[SIP84] an answer made for %s is %i', async (uri, status) => {
    expect((await answer({ uri })).status).toBe(status);
  });

  test('[SIP84] nc that is no number of eight digits is 400', async () => {
    expect((await answer({ nc: '1' })).status).toBe(400);
  });

  test('[SIP78] another realm is challenged, not judged', async () => {
    const wanted = await challenge();
    const value = answerChallenge(wanted, register()).replace(`realm="${acme}"`, 'realm="else"');
    await desk.send(register(value));
    expect(desk.response().status).toBe(401);
    expect(rig.failures).toEqual([]);
  });
});

describe('guessing', () => {
  test('[SIP83] five wrong passwords make the account wait at that address, and nobody else', async () => {
    for (let time = 0; time < 5; time++) expect((await answer({ password: `guess-${String(time)}` })).status).toBe(401);
    const slow = await answer();
    expect([slow.status, slow.headers.get('Retry-After')]).toEqual([503, '10']);
    expect((await answer({}, undefined, deskPhone('198.51.100.20'))).status).toBe(200);
    rig.clock.advance(10_000);
    expect((await answer()).status).toBe(200);
  });

  test('[SIP83] an unknown name waits likewise', async () => {
    for (let time = 0; time < 5; time++) await answer({ username: 'nobody' });
    expect((await answer({ username: 'nobody' })).status).toBe(503);
  });

  test('[SIP83] answers to nonces that are not ours count for nothing: the address may be forged', async () => {
    for (let time = 0; time < 50; time++) await answer({ nonce: 'A'.repeat(35), password: 'guess' });
    expect((await answer()).status).toBe(200);
  });
});

describe('calls of a device', () => {
  test('[SIP78] an INVITE is challenged, answered, and its dialog needs no more while it stays on the flow', async () => {
    const invite = (authorization?: string): SipRequest =>
      desk.build('INVITE', desk.address, {
        callId: 'desk-call',
        headers: [
          ['Contact', '<sip:bob@198.51.100.10>'],
          ...(authorization === undefined ? [] : [['Authorization', authorization] as const]),
        ],
        body: { type: 'application/sdp', content: 'offer' },
      });
    await desk.send(invite());
    expect([desk.response().status, rig.invitations.length]).toEqual([401, 0]);
    await desk.send(invite(answerChallenge(desk.response(), invite())));
    expect(rig.invitations[0]?.principal).toMatchObject({ userId: 'bob', deviceId: 'desk-1' });
    rig.invitations[0]?.accept('answer');
    const ok = desk.response(200);
    await desk.ack(ok);
    await desk.send(desk.within(desk.dialogOf(ok), 'BYE'));
    expect(desk.response().status).toBe(200);
  });
});
