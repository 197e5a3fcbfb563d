import { describe, expect, it } from 'vitest';
import { seededRandom, below, pick } from '../testing/random.ts';
import { SipError } from './sip-error.ts';
import { formatUri, parseUri, sipUri } from './uri-parser.ts';

describe('URI', () => {
  it('[SIP4] reads user, password, host, port, parameters and headers', () => {
    const uri = parseUri('SIP:al%69ce:se%3Acret@Example.COM:5070;transport=tcp;LR?Subject=x');
    expect(uri).toMatchObject({ scheme: 'sip', user: 'alice', password: 'se:cret', host: 'example.com', port: 5070, headers: 'Subject=x' });
    expect([...uri.parameters]).toEqual([
      ['transport', 'tcp'],
      ['lr', ''],
    ]);
  });

  it('[SIP4] takes semicolons, questions and slashes in the user part', () => {
    expect(parseUri('sip:user;par=u%40example.net@example.com').user).toBe('user;par=u@example.net');
    expect(parseUri('sip:a?b/c@h').user).toBe('a?b/c');
  });

  it('[SIP4] reads IPv6 in brackets', () => {
    expect(parseUri('sip:[2001:DB8::1]:5061')).toMatchObject({ host: '[2001:db8::1]', port: 5061 });
  });

  it('[SIP4] keeps the text of other schemes', () => {
    const uri = parseUri('tel:+1-201-555-0123;phone-context=example.com');
    expect(uri).toMatchObject({ scheme: 'tel', opaque: '+1-201-555-0123;phone-context=example.com' });
    expect(formatUri(uri)).toBe('tel:+1-201-555-0123;phone-context=example.com');
  });

  it.each([
    'sip:',
    'sip:@h',
    'nothing',
    ':a',
    'sip:a b@h',
    'sip:a@h:',
    'sip:a@h:99999',
    'sip:a@h:0x1',
    'sip:%zz@h',
    'sip:%C3@h',
    'sip:a@h;',
    'sip:a@h;x=1;X=2',
    'sip:a@[::1',
    'sip:a@b@c',
    '<sip:a@h>',
    'sip:a@h?',
    'sip:a"@h',
    'sip:ü@h',
    'sip:a@hö',
    '1x:y',
  ])('[SIP4] refuses %s', (text) => {
    expect(() => parseUri(text)).toThrow(SipError);
  });

  it('[SIP4] escapes what it must and reads it back', () => {
    const uri = sipUri('a@b:c%d ü\0😀', 'example.com', 5060, new Map([['x y', 'é;=']]));
    const text = formatUri(uri);
    expect(text).toBe('sip:a%40b%3Ac%25d%20%C3%BC%00%F0%9F%98%80@example.com:5060;x%20y=%C3%A9%3B%3D');
    expect(parseUri(text)).toEqual(uri);
  });

  it('[SIP4] reads back whatever it writes, 5,000 seeded URIs', () => {
    const random = seededRandom(4);
    const letters = [...'abcXYZ019-_.!~*()&=+$,;?/ :@%"<>\\^{}|[]ü\0'.split(''), '\u{1F600}'];
    const word = (limit: number): string => Array.from({ length: 1 + below(random, limit) }, () => pick(random, letters)).join('');
    for (let i = 0; i < 5_000; i++) {
      const parameters = new Map([[word(6).toLowerCase(), word(6)]]);
      const uri = sipUri(word(12), pick(random, ['h', 'a.b-c', '10.0.0.1', '[::1]']), below(random, 65_536), parameters);
      expect(parseUri(formatUri(uri))).toEqual(uri);
    }
  });
});
