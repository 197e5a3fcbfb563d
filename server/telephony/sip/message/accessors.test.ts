import { describe, expect, it } from 'vitest';
import {
  acceptOf,
  contentTypeOf,
  reasonsOf,
  replacesOf,
  requireOf,
  secondsOf,
  sessionExpiresOf,
  tokensOf,
} from './accessors-extensions.ts';
import {
  callIdOf,
  contactExpiresOf,
  contactsOf,
  contentLengthOf,
  cseqOf,
  expiresOf,
  fromOf,
  maxForwardsOf,
  routesOf,
  toOf,
  topViaOf,
  viasOf,
} from './accessors.ts';
import { authValuesOf, formatAuthValue } from './authentication.ts';
import { createHeaders } from './header-list.ts';
import type { SipHeaders } from './headers.ts';
import { formatNameAddr, nameAddr, tagOf, withTag } from './name-addr.ts';
import { parseUri } from './uri-parser.ts';

const headers = (...entries: [string, string][]): SipHeaders => createHeaders(entries);

describe('addresses', () => {
  it('[SIP5] gives parameters without brackets to the header, with brackets to the URI', () => {
    const bare = toOf(headers(['To', 'sip:a@b;tag=1']));
    const bracketed = toOf(headers(['To', '<sip:a@b;tag=1>']));
    expect(tagOf(bare)).toBe('1');
    expect(tagOf(bracketed)).toBeUndefined();
    expect(bracketed.uri.parameters.get('tag')).toBe('1');
  });

  it.each([
    ['"A \\"B\\" \\\\C" <sip:a@b>', 'A "B" \\C'],
    ['caller<sip:a@b>', 'caller'],
    ['two words <sip:a@b>', 'two words'],
    ['<sip:a@b>', undefined],
    ['"<;,>" <sip:a@b>', '<;,>'],
  ])('[SIP5] reads the display name of %s', (text, name) => {
    expect(fromOf(headers(['From', text])).displayName).toBe(name);
  });

  it.each([
    '"Mr. X <sip:a@b>',
    'Bell, A <sip:a@b>',
    'sip:a@b?x=y',
    '< sip:a@b >',
    '<sip:a@b',
    'sip:a@b;;',
    'sip:a@b;tag=',
    '',
    '<sip:a@b> x',
    '"a" sip:a@b',
  ])('[SIP5] refuses %s with 400 and names the header', (text) => {
    expect(() => fromOf(headers(['From', text]))).toThrow(expect.objectContaining({ name: 'SipError', status: 400 }));
  });

  it('[SIP3] splits contacts outside of quotes and brackets, over all lines', () => {
    const contacts = contactsOf(
      headers(['m', '"a,b" <sip:a,x@b>;q=0.5, <sip:c@d;p="x">'.replace('p="x"', 'p=x')], ['Contact', 'sip:e@f;expires=7']),
    );
    expect(contacts).toHaveLength(3);
    expect(contacts === '*' ? [] : contacts.map((contact) => contact.uri.user)).toEqual(['a,x', 'c', 'e']);
    expect(contacts === '*' ? 0 : contactExpiresOf(contacts[2] ?? nameAddr(parseUri('sip:x')))).toBe(7);
    expect(contactsOf(headers(['Contact', '*']))).toBe('*');
    expect(routesOf(headers())).toEqual([]);
  });

  it('[SIP5] writes what it reads back, with quotes where the name needs them', () => {
    const address = withTag(nameAddr(parseUri('sip:a@b;lr'), 'A "quoted" \\ name', new Map([['x', 'a b']])), 't1');
    expect(formatNameAddr(address)).toBe('"A \\"quoted\\" \\\\ name" <sip:a@b;lr>;x="a b";tag=t1');
    expect(toOf(headers(['To', formatNameAddr(address)]))).toEqual(address);
  });
});

describe('mandatory headers', () => {
  it('[SIP6] names what is missing or doubled', () => {
    expect(() => fromOf(headers())).toThrow('From: missing');
    expect(() => toOf(headers(['To', 'sip:a@b'], ['t', 'sip:a@b']))).toThrow('To: given more than once');
    expect(() => callIdOf(headers(['Call-ID', 'a b']))).toThrow('Call-ID');
    expect(() => topViaOf(headers())).toThrow('Via: missing');
    expect(() => cseqOf(headers(['CSeq', 'INVITE']))).toThrow('CSeq');
  });

  it('[SIP3] reads every Via, with white space wherever the grammar has it', () => {
    const vias = viasOf(
      headers(
        ['Via', 'SIP / 2.0 / tcp  A.example : 5070 ; branch = z9 ; rport , SIP/2.0/UDP [::1]:5061;x="a,b"'],
        ['v', 'SIP/2.0/WS z.invalid'],
      ),
    );
    expect(vias.map(({ transport, host, port }) => [transport, host, port])).toEqual([
      ['TCP', 'a.example', 5070],
      ['UDP', '[::1]', 5061],
      ['WS', 'z.invalid', undefined],
    ]);
    expect(vias[0]?.parameters.get('rport')).toBe('');
    expect(vias[1]?.parameters.get('x')).toBe('a,b');
  });

  it.each(['SIP/2.0/UDP', 'SIP/2.0 UDP a', 'SIP/2.0/UDP a;;', 'SIP/2.0/UDP a,', 'SIP/2.0/UDP a b', 'SIP/2.0/UDP a:x', ''])(
    '[SIP6] refuses the Via %s',
    (text) => {
      expect(() => viasOf(headers(['Via', text]))).toThrow(expect.objectContaining({ status: 400 }));
    },
  );

  it('[SIP7] limits CSeq, Max-Forwards and expiry', () => {
    expect(cseqOf(headers(['CSeq', '0009  INVITE']))).toEqual({ number: 9, method: 'INVITE' });
    expect(cseqOf(headers(['CSeq', '2147483647 X'])).number).toBe(2_147_483_647);
    expect(() => cseqOf(headers(['CSeq', '2147483648 X']))).toThrow('CSeq');
    expect(maxForwardsOf(headers(['Max-Forwards', '0068']))).toBe(68);
    expect(maxForwardsOf(headers(['Max-Forwards', '300']))).toBeUndefined();
    expect(() => maxForwardsOf(headers(['Max-Forwards', '-1']))).toThrow('Max-Forwards');
    expect(expiresOf(headers(['Expires', '60']))).toBe(60);
    expect(expiresOf(headers(['Expires', '9'.repeat(90)]))).toBe(3600);
    expect(expiresOf(headers(['Expires', 'soon']))).toBe(3600);
  });

  it('[SIP9] accepts equal Content-Lengths and refuses others', () => {
    expect(contentLengthOf(headers(['l', '5'], ['Content-Length', '05']))).toBe(5);
    expect(() => contentLengthOf(headers(['l', '5'], ['Content-Length', '13']))).toThrow('different');
    expect(() => contentLengthOf(headers(['l', '-5']))).toThrow('number');
  });
});

describe('extensions', () => {
  it('[SIP14] reads Digest and Bearer', () => {
    const text =
      'Digest username="bob", realm="a, \\"b\\"", nonce="n==", uri="sip:x@y;a=b,c", response="00", algorithm=SHA-256, qop=auth, nc=00000001, cnonce="c"';
    const [digest, bearer, other] = authValuesOf(
      headers(['Authorization', text], ['Authorization', 'bearer a.b-c_d=='], ['Authorization', 'X y=z']),
      'Authorization',
    );
    expect(digest?.scheme).toBe('digest');
    expect(digest?.parameters.get('realm')).toBe('a, "b"');
    expect(digest?.parameters.get('uri')).toBe('sip:x@y;a=b,c');
    expect(digest?.parameters.get('algorithm')).toBe('SHA-256');
    expect(bearer).toMatchObject({ scheme: 'bearer', token: 'a.b-c_d==' });
    expect(other?.parameters.get('y')).toBe('z');
    expect(() => authValuesOf(headers(['Authorization', 'Digest realm="x']), 'Authorization')).toThrow('Authorization');
    expect(() => authValuesOf(headers(['Authorization', 'Digest a=1, a=2']), 'Authorization')).toThrow('twice');
  });

  it('[SIP14] writes a challenge', () => {
    expect(
      formatAuthValue('Digest', [
        ['realm', 'a"b'],
        ['algorithm', 'SHA-256'],
        ['stale', 'true'],
      ]),
    ).toBe('Digest realm="a\\"b", algorithm=SHA-256, stale=true');
  });

  it('[SIP15] reads Replaces, Reason, Session-Expires, lists and media types', () => {
    expect(replacesOf(headers(['Replaces', '12@h;to-tag=a;from-tag=b;early-only']))).toEqual({
      callId: '12@h',
      toTag: 'a',
      fromTag: 'b',
      earlyOnly: true,
    });
    expect(() => replacesOf(headers(['Replaces', '12@h;to-tag=a']))).toThrow('Replaces');
    expect(() => replacesOf(headers(['Replaces', '1;to-tag=a;from-tag=b'], ['Replaces', '2;to-tag=a;from-tag=b']))).toThrow('once');
    expect(reasonsOf(headers(['Reason', 'SIP;cause=200;text="Call completed elsewhere", Q.850;cause=16']))[0]?.parameters.get('text')).toBe(
      'Call completed elsewhere',
    );
    expect(sessionExpiresOf(headers(['x', '1800 ; refresher=UAC'.toLowerCase()]))).toEqual({ seconds: 1800, refresher: 'uac' });
    expect(() => sessionExpiresOf(headers(['Session-Expires', 'x']))).toThrow('Session-Expires');
    expect(requireOf(headers(['Require', 'Timer, replaces'], ['Require', '100rel']))).toEqual(['timer', 'replaces', '100rel']);
    expect(tokensOf(headers(['Supported', '']), 'Supported')).toEqual([]);
    expect(() => tokensOf(headers(['Allow', 'A,,B']), 'Allow')).toThrow('Allow');
    expect(contentTypeOf(headers(['c', 'Application/SDP;charset="x y"']))?.type).toBe('application/sdp');
    expect(() => contentTypeOf(headers(['c', 'application']))).toThrow('Content-Type');
    expect(acceptOf(headers(['Accept', 'text/plain, */*;q=0.1']))?.map((range) => range.type)).toEqual(['text/plain', '*/*']);
    expect(secondsOf(headers(['Retry-After', '18 (later);duration=3']), 'Retry-After')).toBe(18);
  });
});
