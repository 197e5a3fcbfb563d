import { parseMessage as parseWithJsSip } from 'jssip/lib/Parser.js';
import { describe, expect, it } from 'vitest';
import { vector, vectorNames } from '../testing/vectors.ts';
import { formatAuthValue } from './authentication.ts';
import { createAck, createCancel, createRequest, createResponse, type MessageExtras } from './builders.ts';
import { createHeaders } from './header-list.ts';
import type { SipMessage, SipRequest } from './message.ts';
import { nameAddr } from './name-addr.ts';
import { parseMessage } from './parse-message.ts';
import { serialise } from './serialise.ts';
import { parseUri, sipUri } from './uri-parser.ts';

const alice = nameAddr(sipUri('alice', 'main.acme.example'), 'Alice "Al" Müller \\ 😀', new Map([['tag', 'a1']]));
const bob = nameAddr(sipUri('bob', 'main.acme.example'));
const sdp = { type: 'application/sdp', content: 'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n' };

function request(method: string, extras: MessageExtras = {}): SipRequest {
  const made = createRequest({
    method,
    uri: parseUri('sip:k3%20x@f8.invalid;transport=ws'),
    from: alice,
    to: bob,
    callId: 'c1@deskline',
    cseq: 7,
    routes: [nameAddr(parseUri('sip:edge.example;lr'))],
    contact: nameAddr(parseUri('sip:deskline@pbx.example;transport=ws')),
    ...extras,
  });
  made.headers.prepend('Via', 'SIP/2.0/WSS pbx.example;branch=z9hG4bK1-2');
  return made;
}

const invite = request('INVITE', {
  headers: [
    ['Allow', 'INVITE, ACK, BYE'],
    ['Supported', 'replaces,outbound'],
    ['X-Deskline-Call', '1'],
  ],
  body: sdp,
});
const challenge = formatAuthValue('Digest', [
  ['realm', 'main.acme.example'],
  ['nonce', 'n/+=='],
  ['qop', 'auth'],
  ['algorithm', 'MD5'],
  ['stale', 'true'],
]);

/** Every kind of message that this server writes. */
const written: Readonly<Record<string, SipMessage>> = {
  INVITE: invite,
  're-INVITE without offer': request('INVITE'),
  'INFO with DTMF': request('INFO', { body: { type: 'application/dtmf-relay', content: 'Signal=5\r\nDuration=160' } }),
  BYE: request('BYE', { headers: [['Reason', 'SIP;cause=200;text="Call completed elsewhere"']] }),
  OPTIONS: request('OPTIONS'),
  NOTIFY: request('NOTIFY', {
    headers: [
      ['Event', 'refer;id=93809824'],
      ['Subscription-State', 'active;expires=60'],
    ],
    body: { type: 'message/sipfrag;version=2.0', content: 'SIP/2.0 100 Trying\r\n' },
  }),
  REFER: request('REFER', { headers: [['Refer-To', '<sip:carol@main.acme.example?Replaces=c2%3Bto-tag%3Da%3Bfrom-tag%3Db>']] }),
  UPDATE: request('UPDATE', { headers: [['Session-Expires', '1800;refresher=uac']] }),
  MESSAGE: request('MESSAGE', { body: { type: 'text/plain;charset=utf-8', content: 'Grüße' } }),
  ACK: createAck(invite, createResponse(invite, 486, 'Busy Here', { toTag: 'b1' })),
  CANCEL: createCancel(invite, 'SIP;cause=200;text="Call completed elsewhere"'),
  '100': createResponse(invite, 100, 'Trying'),
  '180': createResponse(invite, 180, 'Ringing', { toTag: 'b1', headers: [['Contact', '<sip:deskline@pbx.example;transport=ws>']] }),
  '200 with SDP': createResponse(invite, 200, 'OK', { toTag: 'b1', body: sdp }),
  '200 to REGISTER': createResponse(request('REGISTER'), 200, 'OK', {
    toTag: 'r1',
    headers: [
      ['Contact', '<sip:k3@f8.invalid;transport=ws>;+sip.instance="<urn:uuid:00000000-0000-4000-8000-000000000001>";reg-id=1;expires=600'],
      ['Date', 'Sat, 13 Nov 2010 23:29:00 GMT'],
    ],
  }),
  '401': createResponse(request('REGISTER'), 401, 'Unauthorized', { toTag: 'r1', headers: [['WWW-Authenticate', challenge]] }),
  '420': createResponse(invite, 420, 'Bad Extension', { toTag: 'b1', headers: [['Unsupported', '100rel']] }),
  '302': createResponse(invite, 302, 'Moved Temporarily', { toTag: 'b1', headers: [['Contact', '<sip:carol@main.acme.example>']] }),
  '503': createResponse(invite, 503, 'Service Unavailable', { toTag: 'b1', headers: [['Retry-After', '10']] }),
  '400 with a reason of ours': createResponse(invite, 400, 'From: quoted string does not end', { toTag: 'b1' }),
};

/** Headers whose values JsSIP has a grammar for. */
const structured = ['Contact', 'Event', 'Refer-To', 'WWW-Authenticate', 'Session-Expires'];

describe('what we write', () => {
  it.each(Object.entries(written))('[SIP10] %s is read by JsSIP and by us as it was meant', (_name, message) => {
    const text = serialise(message).toString('utf8');
    const theirs = parseWithJsSip(text, {});
    const ours = parseMessage(serialise(message));
    if (!theirs) throw new Error('JsSIP cannot read it');
    expect(theirs.call_id).toBe('c1@deskline');
    expect(theirs.cseq).toBe(7);
    expect(theirs.from_tag).toBe('a1');
    expect(theirs.from.display_name).toBe('Alice "Al" Müller \\ 😀');
    expect(message.kind === 'request' ? theirs.method : theirs.status_code).toBe(
      message.kind === 'request' ? message.method : message.status,
    );
    expect(Number(theirs.getHeader('Content-Length'))).toBe(message.body.length);
    const unread = structured.filter((name) => message.headers.has(name) && theirs.parseHeader(name) === undefined);
    expect(unread).toEqual([]);
    expect(ours.defect).toBeUndefined();
    expect([...ours.headers.entries()].slice(0, -1)).toEqual([...message.headers.entries()]);
    expect(Buffer.from(ours.body)).toEqual(Buffer.from(message.body));
  });

  it('[SIP10] the second opinion can say no', () => {
    const broken = serialise(invite).toString('utf8').replace('CSeq: 7 INVITE', 'CSeq: seven');
    expect(parseWithJsSip(broken, {})).toBeFalsy();
  });
});

describe('builders', () => {
  it('[SIP11] keep the tag that To has and copy every Via', () => {
    const inDialog = parseMessage(vector('wsinv'));
    if (inDialog.kind !== 'request') throw new Error('a request was expected');
    const response = createResponse(inDialog, 200, 'OK', { toTag: 'ours' });
    expect(response.headers.get('To')).toContain('1918181833n');
    expect(response.headers.get('To')).not.toContain('ours');
    expect(response.headers.all('Via')).toEqual(inDialog.headers.all('Via'));
  });

  it('[SIP11] answer a request that lacks almost everything', () => {
    const bare: SipRequest = { ...invite, headers: createHeaders([['Via', 'SIP/2.0/UDP a;branch=z9hG4bKx']]) };
    const text = serialise(createResponse(bare, 400, 'From: missing\r\nEvil: 1', { toTag: 't' })).toString();
    expect(text).toBe('SIP/2.0 400 From: missing  Evil: 1\r\nVia: SIP/2.0/UDP a;branch=z9hG4bKx\r\nContent-Length: 0\r\n\r\n');
  });

  it('[SIP12] ACK and CANCEL belong to the INVITE', () => {
    const { ACK, CANCEL } = written;
    for (const message of [ACK, CANCEL]) {
      expect(message?.headers.all('Via')).toEqual(invite.headers.all('Via'));
      expect(message?.headers.get('Route')).toBe(invite.headers.get('Route'));
      expect(message?.headers.get('From')).toBe(invite.headers.get('From'));
      expect(message?.headers.has('Contact')).toBe(false);
    }
    expect(ACK?.headers.get('CSeq')).toBe('7 ACK');
    expect(ACK?.headers.get('To')).toContain('tag=b1');
    expect(CANCEL?.headers.get('CSeq')).toBe('7 CANCEL');
    expect(CANCEL?.headers.get('To')).toBe(invite.headers.get('To'));
  });

  it('[SIP10] answers to all requests of RFC 4475 are whole messages', () => {
    for (const name of vectorNames()) {
      const message = parseMessage(vector(name));
      if (message.kind === 'response') continue;
      const { defect, headers } = parseMessage(serialise(createResponse(message, 400, 'Bad Request', { toTag: 't' })));
      expect({ name, defect, vias: headers.all('via') }).toEqual({ name, defect: undefined, vias: message.headers.all('via') });
    }
  });
});
