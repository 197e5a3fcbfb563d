import type { MemberName } from '../../../protocol/telephony/groups.ts';
import type { Identity } from '../../identity/index.ts';

/** Names for everybody who is a member of something; who is gone is left out. */
export async function memberNamesOf(
  { subscribers }: Pick<Identity, 'subscribers'>,
  tenantId: string,
  userIds: readonly string[],
): Promise<MemberName[]> {
  const people = await Promise.all([...new Set(userIds)].map((userId) => subscribers.byUser(tenantId, userId)));
  return people.flatMap((person) =>
    person ? [{ userId: person.userId, displayName: person.displayName, number: person.extensions[0]?.number ?? person.loginName }] : [],
  );
}
