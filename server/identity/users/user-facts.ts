import type { Facts } from '../identity-store.ts';
import type { User } from '../entities.ts';

/** What the audit log says about a user. */
export function userFacts(user: Omit<User, 'id' | 'version'>): Facts {
  return {
    email: user.email,
    displayName: user.displayName,
    loginName: user.loginName,
    role: user.role,
    language: user.language,
    siteId: user.siteId,
    isDisabled: user.isDisabled,
  };
}

/** Only what differs, before and after. */
export function changedFacts(before: Facts, after: Facts): { readonly before: Facts; readonly after: Facts } {
  const names = Object.keys(after).filter((name) => before[name] !== after[name]);
  const only = (facts: Facts): Facts => Object.fromEntries(names.map((name) => [name, facts[name] ?? null]));
  return { before: only(before), after: only(after) };
}
