import type { MemberName } from '../../../../../protocol/telephony/groups.ts';

/** People by their id. */
export function namesOf(people: readonly MemberName[] | undefined): ReadonlyMap<string, MemberName> {
  return new Map((people ?? []).map((person) => [person.userId, person]));
}
