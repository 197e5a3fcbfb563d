import { describe, expect, it } from 'vitest';
import { parseDialled, parsePbxDomain, pbxDomain } from './addresses.ts';

describe('addresses', () => {
  it('[ID38] a PBX domain names PBX and tenant', () => {
    expect(pbxDomain('main', 'acme', 'Deskline.Internal')).toBe('main.acme.deskline.internal');
    expect(parsePbxDomain('Main.ACME.deskline.internal', 'deskline.internal')).toEqual({ pbxSlug: 'main', tenantSlug: 'acme' });
  });

  it('[ID38] other hosts name nothing', () => {
    for (const host of [
      'acme.deskline.internal',
      'a.main.acme.deskline.internal',
      'main.acme.deskline.internal.evil.test',
      'main.acme.other',
      'deskline.internal',
      '',
      '.acme.deskline.internal',
    ]) {
      expect(parsePbxDomain(host, 'deskline.internal'), host).toBeUndefined();
    }
  });

  it('[ID39] understands numbers, names and addresses', () => {
    expect(parseDialled('100')).toEqual({ user: '100', host: undefined });
    expect(parseDialled(' Alice ')).toEqual({ user: 'alice', host: undefined });
    expect(parseDialled('sip:Alice@Main.acme.test:5060;transport=ws')).toEqual({ user: 'alice', host: 'main.acme.test' });
    for (const text of ['', '@host', 'a@b@c', 'a b', 'x'.repeat(300), 'sip:']) expect(parseDialled(text), text).toBeUndefined();
  });
});
