/** NIST SP 800-63B-4 §3.1.1.2: length first, no composition rules, a list of common ones, nothing that names the person. */
export const passwordRules = { minLength: 12, maxLength: 256, history: 5 } as const;

export type PasswordFinding = 'too-short' | 'too-long' | 'common' | 'names-you' | 'one-character' | 'used-before';

/**
 * Findings against a new password; empty when it is acceptable. `common` is the server's list (the browser
 * passes its short one); length counts code points after NFC.
 */
export function passwordFindings(
  password: string,
  person: { readonly email: string; readonly displayName: string },
  common: ReadonlySet<string>,
): readonly PasswordFinding[] {
  const text = password.normalize('NFC');
  const length = Array.from(text).length;
  const findings: PasswordFinding[] = [];
  if (length < passwordRules.minLength) findings.push('too-short');
  if (length > passwordRules.maxLength) findings.push('too-long');
  const lower = text.toLowerCase();
  if (new Set(lower).size <= 2) findings.push('one-character');
  if (common.has(lower)) findings.push('common');
  const names = [person.email.split('@')[0] ?? '', ...person.displayName.split(/\s+/)].map((name) => name.toLowerCase());
  if (names.some((name) => name.length >= 4 && lower.includes(name))) findings.push('names-you');
  return findings;
}
