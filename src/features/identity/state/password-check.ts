import { passwordFindings, passwordRules, type PasswordFinding } from '../../../../protocol/identity/password-policy.ts';

/** A few of the very common ones, for a hint while typing; the server has the long list and the last word. */
const COMMON_HINTS: ReadonlySet<string> = new Set([
  'password1234',
  'passwordpassword',
  '123456789012',
  '1234567890123',
  'qwertyuiop12',
  'qwertyuiopas',
  'letmeinletmein',
  'iloveyou1234',
  'welcome12345',
  'administrator',
  'passwort1234',
  'hallohallo12',
]);

/** The rules in the order of showing. What only the server can check (`used-before`) is told after sending. */
export const SHOWN_RULES = ['too-short', 'names-you', 'common', 'one-character'] as const satisfies readonly PasswordFinding[];

export interface PasswordCheck {
  findings: readonly PasswordFinding[];
  /** How much of the minimum length is there, 0..1. */
  lengthShare: number;
}

/** Checks a new password while it is typed, by the same rules as the server. */
export function checkPassword(password: string, person: { email: string; displayName: string }): PasswordCheck {
  const length = Array.from(password.normalize('NFC')).length;
  return {
    findings: passwordFindings(password, person, COMMON_HINTS),
    lengthShare: Math.min(1, length / passwordRules.minLength),
  };
}

/** The number that a rule's sentence speaks of. */
export function ruleCount(rule: PasswordFinding): number {
  if (rule === 'too-long') return passwordRules.maxLength;
  return rule === 'used-before' ? passwordRules.history : passwordRules.minLength;
}

const FINDINGS: readonly PasswordFinding[] = ['too-short', 'too-long', 'common', 'names-you', 'one-character', 'used-before'];

/** The finding that the server names for a field, when it is one. */
export function findingOf(reason: string | undefined): PasswordFinding | undefined {
  return FINDINGS.find((finding) => finding === reason);
}
