import { describe, expect, it } from 'vitest';
import { vector } from '../testing/vectors.ts';
import { contactsOf, cseqOf, fromOf, maxForwardsOf, routesOf, toOf, viasOf } from './accessors.ts';
import type { SipMessage, SipRequest } from './message.ts';
import { parseMessage } from './parse-message.ts';
import { formatUri } from './uri-parser.ts';

function parse(text: string): SipMessage {
  return parseMessage(Buffer.from(text.replaceAll('\n', '\r\n'), 'utf8'));
}

function request(bytes: Buffer): SipRequest {
  const message = parseMessage(bytes);
  if (message.kind !== 'request') throw new Error('a request was expected');
  return message;
}

const start = 'OPTIONS sip:a@b SIP/2.0\n';

describe('framing', () => {
  it('[SIP2] unfolds to one space and trims', () => {
    const message = parse(`${start}Subject :  one\n\t two\n   \n three  \nTo: x\n\n`);
    expect(message.headers.get('s')).toBe('one two  three');
    expect(message.headers.get('To')).toBe('x');
    expect(message.defect).toBeUndefined();
  });

  it('[SIP2] notes a bare line feed or carriage return as a fault', () => {
    expect(parseMessage(Buffer.from('OPTIONS sip:a SIP/2.0\r\nSubject: a\nEvil: b\r\n\r\n')).defect?.status).toBe(400);
    expect(parseMessage(Buffer.from('OPTIONS sip:a SIP/2.0\r\nSubject: a\rb\r\n\r\n')).defect?.status).toBe(400);
  });

  it.each([
    ['a header without colon', 'Subject\n'],
    ['a header name that is no token', 'Sub ject: x\n'],
    ['too many headers', 'X: y\n'.repeat(129)],
    ['a header that is too long', `X: ${'y'.repeat(8_200)}\n`],
  ])('[SIP8] notes %s as a fault and keeps the rest', (_what, lines) => {
    const message = parse(`${start}Call-ID: c\n${lines}\n`);
    expect(message.defect?.status).toBe(400);
    expect(message.headers.get('Call-ID')).toBe('c');
  });

  it('[SIP8] takes as many headers as allowed', () => {
    expect(parse(`${start}${'X: y\n'.repeat(128)}\n`).defect).toBeUndefined();
  });

  it('[SIP8] answers 414 for a Request-URI over 8 KiB and 513 for a message over 64 KiB', () => {
    expect(parse(`OPTIONS sip:${'a'.repeat(8_200)}@b SIP/2.0\nTo: x\n\n`).defect?.status).toBe(414);
    expect(parse(`${start}To: x\n\n${'z'.repeat(66_000)}`).defect?.status).toBe(513);
  });

  it('[SIP9] cuts the body at Content-Length', () => {
    expect(Buffer.from(parse(`${start}l: 3\n\nabcdef`).body).toString()).toBe('abc');
    expect(Buffer.from(parse(`${start}To: x\n\nabcdef`).body).toString()).toBe('abcdef');
    expect(parse(`${start}l: 7\n\nabcdef`).defect?.message).toContain('Content-Length');
    expect(parse(`${start}l: 1\n`).defect?.status).toBe(400);
  });

  it.each([
    ['OPTIONS  sip:a SIP/2.0', 400],
    ['OPTIONS sip:a  SIP/2.0', 400],
    ['OPTIONS sip:a SIP/2.0 ', 400],
    ['OPTIONS <sip:a> SIP/2.0', 400],
    ['OPTIONS sip:a?b=c SIP/2.0', 400],
    ['OPTIONS sip:a SIP/3.0', 505],
    ['OPTIONS sip:a SIP/2.0.1', 400],
    ['OPTIONS SIP/2.0', 400],
  ])('[SIP13] reads "%s" as %i', (line, status) => {
    expect(parse(`${line}\nTo: x\n\n`).defect?.status).toBe(status);
  });

  it('[SIP13] takes a version in lower case', () => {
    expect(parse('OPTIONS sip:a sip/2.0\nTo: x\n\n').defect).toBeUndefined();
  });

  it.each(['', '\n', 'hello\n\n', 'GET / HTTP/1.1\nHost: x\n\n', 'OPT(IONS sip:a SIP/2.0\n\n', ' SIP/2.0\n\n'])(
    '[SIP13] throws for %j, which is no SIP',
    (text) => {
      expect(() => parse(text)).toThrow(expect.objectContaining({ name: 'SipError' }));
    },
  );

  it.each(['SIP/2.0 99 x', 'SIP/2.0 700 x', 'SIP/2.0 4294967301 x', 'SIP/3.0 200 x', 'SIP/2.0 2x0 x'])(
    '[SIP13] marks the response "%s" as unusable',
    (line) => {
      expect(parse(`${line}\nTo: x\n\n`).defect).toBeDefined();
    },
  );

  it('[SIP17] notes headers that are not UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from('OPTIONS sip:a SIP/2.0\r\nSubject: '), Buffer.from([0xc3, 0x28]), Buffer.from('\r\n\r\n')]);
    expect(parseMessage(bytes).defect?.message).toContain('UTF-8');
  });
});

describe('what RFC 4475 says of its valid messages', () => {
  it('[SIP58] §3.1.1.1 wsinv', () => {
    const { headers, uri } = request(vector('wsinv'));
    expect(fromOf(headers).displayName).toBe('J Rosenberg \\"');
    expect(maxForwardsOf(headers)).toBe(68);
    expect(cseqOf(headers)).toEqual({ number: 9, method: 'INVITE' });
    expect(viasOf(headers)).toHaveLength(3);
    expect(headers.get('NewFangledHeader')).toBe('newfangled value continued newfangled value');
    expect(headers.get('UnknownHeaderWithUnusualValue')).toBe(';;,,;;,;');
    expect(uri.parameters.get('unknownparam')).toBe('');
    expect(routesOf(headers)[0]?.uri.parameters.get('unknown-no-value')).toBe('');
    const contacts = contactsOf(headers);
    expect(contacts === '*' ? undefined : contacts[0]?.displayName).toBe('Quoted string ""');
  });

  it('[SIP58] §3.1.1.2 intmeth', () => {
    const message = request(vector('intmeth'));
    expect(message.method).toBe("!interesting-Method0123456789_*+`.%indeed'~");
    expect(toOf(message.headers).displayName).toBe('BEL:\u0007 NUL:\0 DEL:\u007f');
    expect(formatUri(message.uri)).toBe(
      "sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*:&it+has=1,weird!*pas$wo~d_too.(doesn't-it)@example.com",
    );
    expect(message.headers.get("extensionHeader-!.%*+_`'~")).toBe('\ufeff大停電');
  });

  it('[SIP58] §3.1.1.3 esc01 and §3.1.1.4 escnull', () => {
    const message = request(vector('esc01'));
    expect(message.uri.user).toBe('sips:user@example.com');
    const contacts = contactsOf(message.headers);
    expect(contacts === '*' ? [] : [...(contacts[0]?.uri.parameters ?? [])]).toEqual([
      ['lr', ''],
      ['name', 'value%41'],
    ]);
    expect(toOf(request(vector('escnull')).headers).uri.user).toBe('null-\0-null');
  });

  it('[SIP58] §3.1.1.5 esc02: percent signs that are no escapes', () => {
    const message = request(vector('esc02'));
    expect(message.method).toBe('RE%47IST%45R');
    expect(toOf(message.headers).displayName).toBe('%Z%45');
    expect(contactsOf(message.headers)).toHaveLength(2);
  });

  it('[SIP58] §3.1.1.8 dblreq is one REGISTER in a datagram', () => {
    const message = request(vector('dblreq'));
    expect(message.method).toBe('REGISTER');
    expect(message.body).toHaveLength(0);
  });

  it('[SIP58] §3.1.1.12 unreason and §3.1.1.13 noreason', () => {
    expect(parseMessage(vector('unreason'))).toMatchObject({
      kind: 'response',
      status: 200,
      reason: '= 2**3 * 5**2 но сто девяносто девять - простое',
    });
    expect(parseMessage(vector('noreason'))).toMatchObject({ kind: 'response', status: 100, reason: '' });
  });
});
