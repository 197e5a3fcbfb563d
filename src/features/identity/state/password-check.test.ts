import { describe, expect, it } from 'vitest';
import { checkPassword, findingOf, ruleCount } from './password-check.ts';

const person = { email: 'alice@acme.test', displayName: 'Alice Adams' };

describe('a new password while it is typed', () => {
  it('[UI15] is checked by the rules that the server applies', () => {
    expect(checkPassword('short', person).findings).toContain('too-short');
    expect(checkPassword('alice in wonderland', person).findings).toEqual(['names-you']);
    expect(checkPassword('PasswordPassword', person).findings).toContain('common');
    expect(checkPassword('correct horse battery', person).findings).toEqual([]);
  });

  it('length counts characters, not code units', () => {
    expect(checkPassword('🐴🐴🐴🐴🐴🐴', person).lengthShare).toBe(0.5);
  });

  it('a reason of the server is understood only when it is one of ours', () => {
    expect(findingOf('used-before')).toBe('used-before');
    expect(findingOf('wrong')).toBeUndefined();
    expect(ruleCount('used-before')).toBe(5);
    expect(ruleCount('too-short')).toBe(12);
  });
});
