import type { RingTarget } from '../../../protocol/dialplan/effects.ts';
import type { Subscriber, Subscribers } from '../../identity/index.ts';
import type { RingPerson } from '../../telephony/index.ts';
import type { RingGroup, RingGroupPort } from '../ports/ring-group-port.ts';

export interface RingTargetsOptions {
  readonly subscribers: Pick<Subscribers, 'byUser' | 'byDialled'>;
  readonly ringGroups: RingGroupPort;
}

/** Where a call to ring for is. */
export interface RingPlace {
  readonly tenantId: string;
  readonly pbxId: string;
}

/** What rings together. */
export type Round =
  | {
      readonly kind: 'people';
      readonly people: readonly RingPerson[];
      readonly seconds: number | undefined;
      readonly groupName: string | undefined;
    }
  | { readonly kind: 'outside'; readonly target: Extract<RingTarget, { kind: 'external' }> };

/**
 * The rounds of a ring order: people, extensions and the first rounds of ring groups together, then the further rounds of the groups,
 * then numbers outside, one after the other. Nobody rings twice in a round; who does not exist does not ring.
 */
export async function roundsOf(targets: readonly RingTarget[], place: RingPlace, options: RingTargetsOptions): Promise<readonly Round[]> {
  const inside = targets.filter((target) => target.kind !== 'external');
  const found = await Promise.all(inside.map((target) => waysTo(target, place, options)));
  const groups = found.flatMap(({ group }) => (group ? [group] : []));
  const length = Math.max(0, ...found.map(({ rounds }) => rounds.length));
  const rounds = Array.from({ length }, (_, index): Round => {
    const parts = found.flatMap((way) => way.rounds[index] ?? []);
    const seconds = parts.flatMap((part) => part.seconds ?? []);
    return {
      kind: 'people',
      people: unique(parts.flatMap((part) => part.people)),
      seconds: seconds.length === 0 ? undefined : Math.max(...seconds),
      groupName: groups.length === found.length ? groups[0]?.name : undefined,
    };
  });
  const outside = targets.flatMap((target): readonly Round[] => (target.kind === 'external' ? [{ kind: 'outside', target }] : []));
  return [...rounds.filter((round) => round.kind === 'people' && round.people.length > 0), ...outside];
}

interface Way {
  readonly group: RingGroup | undefined;
  readonly rounds: readonly { readonly people: readonly RingPerson[]; readonly seconds: number | undefined }[];
}

async function waysTo(target: Exclude<RingTarget, { kind: 'external' }>, place: RingPlace, options: RingTargetsOptions): Promise<Way> {
  const { subscribers, ringGroups } = options;
  if (target.kind === 'ring-group') {
    const group = await ringGroups.roundsOf(place.tenantId, target.groupId);
    const rounds = (group?.rounds ?? []).map(async ({ userIds, seconds }) => {
      const people = await Promise.all(userIds.map((userId) => subscribers.byUser(place.tenantId, userId)));
      return { people: people.flatMap((person) => phoneOf(person, place) ?? []), seconds };
    });
    return { group, rounds: await Promise.all(rounds) };
  }
  const person =
    target.kind === 'user'
      ? await subscribers.byUser(place.tenantId, target.userId)
      : await subscribers.byDialled(place.tenantId, place.pbxId, target.number);
  const phone = phoneOf(person, place, target.kind === 'extension' ? target.number : undefined);
  return { group: undefined, rounds: phone ? [{ people: [phone], seconds: undefined }] : [] };
}

/** A person as they are rung in this PBX; undefined for those who may not be called here. */
export function phoneOf(person: Subscriber | undefined, { tenantId, pbxId }: RingPlace, dialled?: string): RingPerson | undefined {
  if (!person || person.isDisabled || person.tenantId !== tenantId) return undefined;
  const here = person.extensions.filter((extension) => extension.pbxId === pbxId);
  const number = here.find((extension) => extension.number === dialled)?.number ?? here[0]?.number ?? person.loginName;
  return { person, number };
}

function unique(people: readonly RingPerson[]): readonly RingPerson[] {
  return [...new Map(people.map((one) => [one.person.userId, one])).values()];
}
