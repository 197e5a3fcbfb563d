import { describe, expect, it } from 'vitest';
import { passwordFindings } from '../../../protocol/identity/password-policy.ts';
import { commonPasswords } from './common-passwords.ts';
import { newOneTimePassword } from './one-time-password.ts';

const alice = { email: 'alice@acme.test', displayName: 'Alice Adams' };

describe('password policy', () => {
  it('[ID16] knows the long passwords that people really use', () => {
    for (const password of [
      'password1234',
      'Passwort2024',
      'qwertyuiop123',
      '123456789012',
      'iloveyouiloveyou',
      'Willkommen1234',
      'qwertzuiopasdfghjkl',
      '1q2w3e4r5t6z',
    ]) {
      expect(passwordFindings(password, alice, commonPasswords()), password).toContain('common');
    }
  });

  it('[ID16] stays small, and holds nothing that is too short anyway', () => {
    expect(commonPasswords().size).toBeGreaterThan(1_000);
    expect(commonPasswords().size).toBeLessThan(30_000);
    expect([...commonPasswords()].every((password) => password.length >= 12)).toBe(true);
  });

  it('[ID16] refuses short ones, ones that name the person, and one character again and again', () => {
    expect(passwordFindings('short', alice, new Set())).toEqual(['too-short']);
    expect(passwordFindings('alice-is-the-best', alice, new Set())).toEqual(['names-you']);
    expect(passwordFindings('aaaaaaaaaaaaaaa', alice, new Set())).toEqual(['one-character']);
    expect(passwordFindings('x'.repeat(150) + 'y1'.repeat(60), alice, new Set())).toEqual(['too-long']);
  });

  it('[ID16] takes long ones without asking for digits or signs', () => {
    expect(passwordFindings('correct horse battery staple', alice, commonPasswords())).toEqual([]);
    expect(passwordFindings('schnee auf dem vulkan', alice, commonPasswords())).toEqual([]);
  });

  it('[ID17] one-time passwords are random and pass the policy', () => {
    const made = new Set(Array.from({ length: 500 }, newOneTimePassword));
    expect(made.size).toBe(500);
    for (const password of made) {
      expect(password).toMatch(/^([0-9a-hjkmnp-tv-z]{5}-){4}[0-9a-hjkmnp-tv-z]{6}$/);
      expect(passwordFindings(password, alice, commonPasswords())).toEqual([]);
    }
  });
});
