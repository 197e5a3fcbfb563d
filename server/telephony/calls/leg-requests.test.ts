import { expect, test } from 'vitest';
import { sipNames } from '../../../protocol/telephony/sip-names.ts';
import type { RequestReply } from '../sip/dialog/user-agent.ts';
import { createHeaders } from '../sip/message/header-list.ts';
import type { SipRequest } from '../sip/message/message.ts';
import { parseUri } from '../sip/message/uri-parser.ts';
import { LegRequests } from './leg-requests.ts';

function keyInfo(key: string, number?: string): SipRequest {
  const headers = createHeaders();
  headers.set('Content-Type', 'application/dtmf-relay');
  if (number !== undefined) headers.set(sipNames.keyNumber, number);
  return {
    kind: 'request',
    method: 'INFO',
    uri: parseUri('sip:bob@example.invalid'),
    headers,
    body: new TextEncoder().encode(`Signal=${key}\r\n`),
  };
}

function press(requests: LegRequests, info: SipRequest): number {
  let answered = 0;
  const reply: RequestReply = {
    headers: info.headers,
    respond: (status) => {
      answered = status;
    },
  };
  requests.handleRequest(info, reply);
  return answered;
}

function listening(): { readonly requests: LegRequests; readonly heard: string[] } {
  const requests = new LegRequests();
  const heard: string[] = [];
  requests.on('digit', ({ key }) => heard.push(key));
  return { requests, heard };
}

test('[CA25] a key that was sent again counts once and is answered 200; the next one counts', () => {
  const { requests, heard } = listening();
  expect([keyInfo('4', '1'), keyInfo('4', '1'), keyInfo('4', '2')].map((info) => press(requests, info))).toEqual([200, 200, 200]);
  expect(heard).toEqual(['4', '4']);
});

test('[CA25] keys without a number, or with nonsense in its place, all count', () => {
  const { requests, heard } = listening();
  for (const info of [keyInfo('1'), keyInfo('1'), keyInfo('2', 'x'), keyInfo('2', '-1')]) press(requests, info);
  expect(heard).toEqual(['1', '1', '2', '2']);
});
