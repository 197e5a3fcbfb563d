import { setupRequestSchema, type SetupRequest } from '../../../../protocol/identity/setup.ts';
import { checkPassword, findingOf } from './password-check.ts';
import type { PasswordFinding } from '../../../../protocol/identity/password-policy.ts';

export type SetupEntries = Omit<SetupRequest, 'token'>;
type PlainField = Exclude<keyof SetupEntries, 'password'>;

/** What keeps the entries from being taken: fields to correct, and the first rule that the password breaks. */
export interface SetupFindings {
  fields: readonly PlainField[];
  password: PasswordFinding | undefined;
}

const PLAIN_FIELDS: readonly PlainField[] = ['tenantName', 'displayName', 'email'];

export const NO_FINDINGS: SetupFindings = { fields: [], password: undefined };

/** Checks the entries by the rules that the server applies. */
export function checkSetup(entries: SetupEntries): SetupFindings {
  const { shape } = setupRequestSchema;
  return {
    fields: PLAIN_FIELDS.filter((field) => !shape[field].safeParse(entries[field]).success),
    password: checkPassword(entries.password, entries).findings[0],
  };
}

/** What the server refused; undefined when it names no field of the form. */
export function setupFindingsOf(fields: Readonly<Record<string, string>>): SetupFindings | undefined {
  const findings = { fields: PLAIN_FIELDS.filter((field) => fields[field] !== undefined), password: findingOf(fields['password']) };
  return findings.fields.length === 0 && findings.password === undefined ? undefined : findings;
}
