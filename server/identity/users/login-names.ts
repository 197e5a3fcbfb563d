import { loginNameSchema } from '../../../protocol/identity/admin.ts';
import { foldText } from '../folded-text.ts';
import type { IdentityUnit } from '../identity-store.ts';

/** A login name from the local part of an email: `Anna-Lena.Müller+x@…` becomes `anna-lena.muller`. */
export function loginNameFrom(email: string): string {
  const local = foldText(email.split('@')[0] ?? '').replace(/\+.*$/, '');
  const cleaned = local
    .replace(/[^a-z0-9._-]/g, '')
    .replace(/^[^a-z0-9]+/, '')
    .slice(0, 60);
  return loginNameSchema.safeParse(cleaned).success ? cleaned : 'person';
}

/** The first of `name`, `name-2`, `name-3`, … that `isTaken` does not know. */
export function firstFree(name: string, isTaken: (candidate: string) => boolean): string {
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${name.slice(0, 56)}-${number}`;
    if (!isTaken(candidate)) return candidate;
  }
}

/** A login name for a new person that nobody in the tenant has. */
export async function freeLoginName(unit: IdentityUnit, email: string): Promise<string> {
  const name = loginNameFrom(email);
  const candidates = [name, ...Array.from({ length: 50 }, (_, index) => `${name.slice(0, 56)}-${index + 2}`)];
  const taken = (await unit.users.taken([], candidates)).loginNames;
  return firstFree(name, (candidate) => taken.has(candidate));
}
