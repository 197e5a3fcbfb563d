import { describe, expect, it } from 'vitest';
import { checkSetup, setupFindingsOf } from './setup-check.ts';

const entries = { tenantName: 'Acme', displayName: 'Alice Adams', email: 'alice@acme.test', password: 'nine quiet rivers' };

describe('the entries for the first admin', () => {
  it('[UI80] pass when complete', () => {
    expect(checkSetup(entries)).toEqual({ fields: [], password: undefined });
  });

  it('[UI80] are refused field by field, before anything is sent', () => {
    const findings = checkSetup({ ...entries, tenantName: '  ', email: 'alice', displayName: '' });
    expect(findings.fields).toEqual(['tenantName', 'displayName', 'email']);
  });

  it('[UI80] the password follows the policy and must not name the person', () => {
    expect(checkSetup({ ...entries, password: 'short' }).password).toBe('too-short');
    expect(checkSetup({ ...entries, password: 'alice in wonderland' }).password).toBe('names-you');
  });
});

describe('what the server refuses', () => {
  it('[UI80] is shown at its field', () => {
    expect(setupFindingsOf({ password: 'common' })).toEqual({ fields: [], password: 'common' });
    expect(setupFindingsOf({ email: 'taken', other: 'x' })).toEqual({ fields: ['email'], password: undefined });
  });

  it('[UI80] is no finding when it names no field of the form', () => {
    expect(setupFindingsOf({})).toBeUndefined();
    expect(setupFindingsOf({ token: 'invalid' })).toBeUndefined();
  });
});
