import { z } from 'zod';

/**
 * How a ring group rings: all at once; one after the other in the order of the list; or one after the other in an order drawn
 * anew for each call, where a member of weight 2 comes first twice as often as one of weight 1.
 */
export const ringGroupStrategies = ['all', 'in-order', 'by-weight'] as const;
export const ringGroupStrategySchema = z.enum(ringGroupStrategies);

export const ringGroupMemberSchema = z.object({ userId: z.uuid(), weight: z.number().int().min(1).max(100) });

const hasNobodyTwice = (members: readonly { readonly userId: string }[]): boolean =>
  new Set(members.map((member) => member.userId)).size === members.length;

/** What an admin says of a ring group. */
export const ringGroupFieldsSchema = z.object({
  name: z.string().trim().min(1).max(80),
  strategy: ringGroupStrategySchema,
  /** How long each member (or all together) rings before the next one is tried, in seconds. */
  ringSeconds: z.number().int().min(5).max(120),
  members: z.array(ringGroupMemberSchema).max(200).refine(hasNobodyTwice, 'twice'),
});
export type RingGroupFields = z.infer<typeof ringGroupFieldsSchema>;
export const ringGroupDefaults: Omit<RingGroupFields, 'name'> = { strategy: 'all', ringSeconds: 20, members: [] };

const { strategy, ringSeconds, members } = ringGroupFieldsSchema.shape;
/** POST /api/admin/ring-groups: everything but the name may be left out. */
export const newRingGroupSchema = ringGroupFieldsSchema.extend({
  strategy: strategy.default(ringGroupDefaults.strategy),
  ringSeconds: ringSeconds.default(ringGroupDefaults.ringSeconds),
  members: members.default([]),
});
export const ringGroupSchema = ringGroupFieldsSchema.extend({ id: z.uuid(), version: z.number().int() });
export type RingGroup = z.infer<typeof ringGroupSchema>;
/** A member as lists name them. */
export const memberNameSchema = z.object({ userId: z.uuid(), displayName: z.string(), number: z.string() });
export type MemberName = z.infer<typeof memberNameSchema>;
/** `people` names everybody who is a member of any item. */
export const ringGroupListSchema = z.object({ items: z.array(ringGroupSchema), people: z.array(memberNameSchema) });
/** PUT, with the version that was read. */
export const updateRingGroupSchema = ringGroupFieldsSchema.extend({ version: z.number().int() });

/**
 * The order in which a group's members ring: each inner list rings together. `random` gives numbers from 0 (inclusive) to 1
 * (exclusive); only `by-weight` asks for it.
 */
export function ringOrder(group: Pick<RingGroupFields, 'strategy' | 'members'>, random: () => number): readonly (readonly string[])[] {
  if (group.members.length === 0) return [];
  if (group.strategy === 'all') return [group.members.map((member) => member.userId)];
  if (group.strategy === 'in-order') return group.members.map((member) => [member.userId]);
  // Efraimidis & Spirakis (2006): keys u^(1/w) in falling order are a weighted draw without putting back.
  return group.members
    .map((member) => ({ userId: member.userId, key: random() ** (1 / member.weight) }))
    .toSorted((one, other) => other.key - one.key)
    .map(({ userId }) => [userId]);
}
