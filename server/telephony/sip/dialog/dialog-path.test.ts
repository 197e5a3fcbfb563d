import { describe, expect, test } from 'vitest';
import { createResponse } from '../message/builders.ts';
import type { SipRequest } from '../message/message.ts';
import { nameAddr } from '../message/name-addr.ts';
import { formatUri, sipUri } from '../message/uri-parser.ts';
import { testRequest } from '../testing/requests.ts';
import { pathOfUac, pathOfUas } from './dialog-path.ts';

const contact = nameAddr(sipUri('deskline', 'pbx.example'));

function inviteWith(headers: readonly (readonly [string, string])[] = []): SipRequest {
  return testRequest('INVITE', { headers });
}

function answered(invite: SipRequest, headers: readonly (readonly [string, string])[]): ReturnType<typeof createResponse> {
  return createResponse(invite, 200, 'OK', { toTag: 'theirs', headers });
}

describe('route sets', () => {
  test('[SIP111] as UAS in the order of the request, as UAC reversed', () => {
    const routes = [['Record-Route', '<sip:one.example;lr>, <sip:two.example;lr>']] as const;
    const uas = pathOfUas(inviteWith(routes), 'ours').next('BYE', contact);
    const invite = inviteWith();
    const uac = pathOfUac(invite, answered(invite, [...routes, ['Contact', '<sip:bob@ua.example>']])).next('BYE', contact);
    expect(uas.headers.all('Route')).toEqual(['<sip:one.example;lr>', '<sip:two.example;lr>']);
    expect(uac.headers.all('Route')).toEqual(['<sip:two.example;lr>', '<sip:one.example;lr>']);
    expect(formatUri(uas.uri)).toBe('sip:alice@ua.invalid');
    expect(formatUri(uac.uri)).toBe('sip:bob@ua.example');
  });

  test('[SIP111] a strict first route stands in the Request-URI, the target last in Route', () => {
    const bye = pathOfUas(inviteWith([['Record-Route', '<sip:strict.example>, <sip:two.example;lr>']]), 'ours').next('BYE', contact);
    expect(formatUri(bye.uri)).toBe('sip:strict.example');
    expect(bye.headers.all('Route')).toEqual(['<sip:two.example;lr>', '<sip:alice@ua.invalid>']);
  });

  test('[SIP111] a 2xx without Contact leaves the address that was called', () => {
    const invite = inviteWith();
    expect(formatUri(pathOfUac(invite, answered(invite, [])).target)).toBe('sip:bob@pbx.example');
  });
});

describe('numbers and tags', () => {
  test('[SIP95] the number has to grow, on their side from that of the INVITE', () => {
    const path = pathOfUas(testRequest('INVITE', { cseq: 5 }), 'ours');
    expect([5, 4, 6, 6, 100].map((cseq) => path.acceptNumber(cseq))).toEqual([false, false, true, false, true]);
  });

  test('[SIP90] a request without From tag makes a dialog with an empty one', () => {
    const path = pathOfUas(testRequest('INVITE', { fromTag: '' }), 'ours');
    expect([path.remoteTag, path.localTag]).toEqual(['', 'ours']);
  });

  test('[SIP98] the ACK has the number of its INVITE', () => {
    const path = pathOfUas(inviteWith(), 'ours');
    path.next('INVITE', contact);
    path.next('INFO', contact);
    expect(path.ack(1).headers.get('CSeq')).toBe('1 ACK');
    expect(path.next('BYE', contact).headers.get('CSeq')).toBe('3 BYE');
  });
});
