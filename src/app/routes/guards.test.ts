import { describe, expect, it } from 'vitest';
import { safeNext } from './guards.ts';

describe('where the sign-in leads back to', () => {
  it('[UI14] keeps a path of this site with its filter', () => {
    expect(safeNext('/admin/users?query=bob&page=2')).toBe('/admin/users?query=bob&page=2');
    expect(safeNext('/phone')).toBe('/phone');
  });

  it.each([
    '//evil.example',
    '//evil.example/login',
    '/\\evil.example',
    '/\t/evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    'phone',
    '',
    null,
  ])('[UI14] refuses %j and goes to the start page', (next) => {
    expect(safeNext(next)).toBe('/');
  });
});
