import { describe, expect, it } from 'vitest';
import { allowedUrl } from './allowed-url.ts';
import { textAt } from './json-pointer.ts';
import { isPublicAddress } from '../../../platform/http/public-address.ts';

describe('where a plan may ask', () => {
  it('[DP340] public addresses only, however an inner one is written', () => {
    const inner = [
      '127.0.0.1',
      '127.8.8.8',
      '10.1.2.3',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
      '169.254.169.254',
      '100.64.0.1',
      '0.0.0.0',
      '224.0.0.1',
      '255.255.255.255',
      '198.18.0.1',
      '::',
      '::1',
      'fe80::1',
      'fc00::1',
      'fd12::1',
      'ff02::1',
      '::ffff:127.0.0.1',
      '::ffff:8.8.8.8',
      '64:ff9b::7f00:1',
      '2002:7f00:1::1',
      '2001:0:4136:e378::1',
      '2001:db8::1',
      'localhost',
      '',
    ];
    for (const address of inner) expect(isPublicAddress(address), address).toBe(false);
    for (const address of ['8.8.8.8', '172.32.0.1', '100.128.0.1', '2a00:1450:4001:82a::200e', '2606:4700::1111'])
      expect(isPublicAddress(address), address).toBe(true);
  });

  it('[DP341] HTTPS to hosts on the list, nothing in it but host and path', () => {
    const hosts = ['crm.example', 'tool.example:8443'];
    for (const text of [
      'http://crm.example/',
      'https://crm.example:8443/',
      'https://tool.example/',
      'https://user@crm.example/',
      'https://user:secret@crm.example/',
      'https://crm.example.evil.example/',
      'https://evil.example/?crm.example',
      'https://evil.example#@crm.example/',
      'https://crm.example@evil.example/',
      'ftp://crm.example/',
      'file:///etc/passwd',
      '//crm.example/',
      'crm.example',
    ])
      expect(allowedUrl(text, hosts)?.href, text).toBeUndefined();
    expect(allowedUrl('https://CRM.example/a?b=1', hosts)?.href).toBe('https://crm.example/a?b=1');
    expect(allowedUrl('https://tool.example:8443/', hosts)?.href).toBe('https://tool.example:8443/');
    expect(allowedUrl('https://crm.example:443/', hosts)?.href).toBe('https://crm.example/');
    expect(allowedUrl('https://crm.example/', [])).toBeUndefined();
    expect(allowedUrl('/next', hosts, new URL('https://crm.example/first'))?.href).toBe('https://crm.example/next');
    expect(allowedUrl('//evil.example/next', hosts, new URL('https://crm.example/first'))).toBeUndefined();
  });

  it('[DP344] values are picked by JSON pointers (RFC 6901)', () => {
    const document = { a: [{ 'b/c': 'x' }, 2], 'm~n': true, long: 'y'.repeat(2_000), o: { p: null } };
    expect(textAt(document, '/a/0/b~1c')).toBe('x');
    expect(textAt(document, '/a/1')).toBe('2');
    expect(textAt(document, '/m~0n')).toBe('true');
    expect(textAt(document, '/long')).toHaveLength(1_000);
    for (const pointer of ['', '/a', '/o/p', '/nothing', '/a/2', '/a/01', '/constructor', '/__proto__/x', 'a'])
      expect(textAt(document, pointer), pointer).toBe('');
    expect(textAt('plain', '')).toBe('plain');
  });
});
