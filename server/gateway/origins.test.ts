import { describe, expect, it } from 'vitest';
import { cookieLine, readCookie } from './http/cookies.ts';
import { createOrigins } from './origins.ts';
import type { Visit } from './visits.ts';

const visit = (host: string | undefined, isTls = false): Visit => ({ address: '192.0.2.1', isTls, host });

describe('origins', () => {
  it('[ID50] without a public address it is the one that the Host header names, with our scheme', () => {
    const origins = createOrigins({ publicUrl: undefined, hasTls: false });
    expect(origins.isSecure(visit('pbx.test:8080'))).toBe(false);
    expect(origins.isOurs('http://pbx.test:8080', visit('pbx.test:8080'))).toBe(true);
    expect(origins.isOurs('http://pbx.test:8080', visit('PBX.test:8080'))).toBe(true);
    for (const origin of ['https://pbx.test:8080', 'http://pbx.test', 'http://pbx.test:80801', 'http://evil.test', 'null', ''])
      expect(origins.isOurs(origin, visit('pbx.test:8080')), origin).toBe(false);
    expect(origins.isOurs('http://pbx.test', visit(undefined))).toBe(false);
  });

  it('[ID50] with one, only that, whatever Host says', () => {
    const origins = createOrigins({ publicUrl: 'https://phone.acme.test/path', hasTls: false, more: ['http://localhost:5173'] });
    const inside = visit('internal:8080');
    expect(origins.isSecure(inside)).toBe(true);
    expect(origins.isOurs('https://phone.acme.test', inside)).toBe(true);
    expect(origins.isOurs('http://internal:8080', inside)).toBe(false);
    expect(origins.isOurs('http://localhost:5173', inside)).toBe(true);
  });

  it('[ID59] behind a trusted TLS proxy it is the one that the browser typed', () => {
    const origins = createOrigins({ publicUrl: undefined, hasTls: false });
    expect(origins.isSecure(visit('phone.acme.test', true))).toBe(true);
    expect(origins.isOurs('https://phone.acme.test', visit('phone.acme.test', true))).toBe(true);
    expect(origins.isOurs('http://phone.acme.test', visit('phone.acme.test', true))).toBe(false);
    const plain = createOrigins({ publicUrl: 'http://phone.acme.test', hasTls: false });
    expect(plain.isSecure(visit('phone.acme.test', true))).toBe(false);
  });
});

describe('cookies', () => {
  it('[ID1] have the strictest attributes that work', () => {
    expect(cookieLine('deskline', 'abc', { isSecure: true, maxAgeSeconds: 60 })).toBe(
      '__Host-deskline=abc; Path=/; HttpOnly; SameSite=Strict; Max-Age=60; Secure',
    );
    expect(cookieLine('deskline', '', { isSecure: false, maxAgeSeconds: 0 })).toBe(
      'deskline=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0',
    );
  });

  it('are read by their exact name, the first one', () => {
    expect(readCookie('a=1; deskline=x=y; deskline=z', 'deskline')).toBe('x=y');
    expect(readCookie('xdeskline=1; __Host-deskline=2', 'deskline')).toBeUndefined();
    expect(readCookie(undefined, 'deskline')).toBeUndefined();
  });
});
