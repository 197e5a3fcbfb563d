import { z } from 'zod';
import { backgroundSchema, digitSchema } from '../dialplan/sounds.ts';
import { memberNameSchema } from './groups.ts';

/**
 * Which free agent is offered a call: every one at once; always from the top of the list; the one after the last; the one who has
 * been free longest; the one with the fewest calls since signing in; by chance; the one with the best skills.
 */
export const queueStrategies = ['ring-all', 'linear', 'round-robin', 'longest-idle', 'fewest-calls', 'random', 'skills'] as const;
export const queueStrategySchema = z.enum(queueStrategies);
export type QueueStrategy = z.infer<typeof queueStrategySchema>;

export const skillNameSchema = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^\p{L}[\p{L}\p{N} _-]{0,39}$/u);

export const queueMemberSchema = z.object({
  userId: z.uuid(),
  /** Skill → level, 1 (knows it) to 10 (best). */
  skills: z.record(skillNameSchema, z.number().int().min(1).max(10)),
});
export type QueueMember = z.infer<typeof queueMemberSchema>;

export const queueFieldsSchema = z.object({
  name: z.string().trim().min(1).max(80),
  strategy: queueStrategySchema,
  /** In the order in which `linear` and `round-robin` go. */
  members: z
    .array(queueMemberSchema)
    .max(1_000)
    .refine((members) => new Set(members.map((member) => member.userId)).size === members.length, 'twice'),
  /** How long one offer rings. */
  ringSeconds: z.number().int().min(5).max(120),
  wrapUpSeconds: z.number().int().min(0).max(900),
  /** Callers leave by the exit `timeout` after this; null: never. */
  maxWaitSeconds: z.number().int().min(5).max(86_400).nullable(),
  /** Callers who find this many waiting leave by `full`; null: no limit. */
  maxSize: z.number().int().min(0).max(10_000).nullable(),
  exitDigit: digitSchema.nullable(),
  /** Key with which a caller asks to be called back and keeps the place; null: not offered. */
  callbackDigit: digitSchema.nullable(),
  music: backgroundSchema,
  announcesPosition: z.boolean(),
  announcesWait: z.boolean(),
  announceEverySeconds: z.number().int().min(15).max(600),
  /** An agent who misses this many offers in a row is paused, so that callers do not wait for an empty chair; null: never. */
  missedOffersBeforePause: z.number().int().min(1).max(20).nullable(),
});
export type QueueFields = z.infer<typeof queueFieldsSchema>;

export const queueDefaults: Omit<QueueFields, 'name'> = {
  strategy: 'longest-idle',
  members: [],
  ringSeconds: 20,
  wrapUpSeconds: 10,
  maxWaitSeconds: null,
  maxSize: null,
  exitDigit: null,
  callbackDigit: null,
  music: { kind: 'music' },
  announcesPosition: true,
  announcesWait: true,
  announceEverySeconds: 60,
  missedOffersBeforePause: 3,
};

const { shape } = queueFieldsSchema;
/** POST /api/admin/queues: everything but the name may be left out. */
export const newQueueSchema = keysDiffer(
  queueFieldsSchema.extend({
    strategy: shape.strategy.default(queueDefaults.strategy),
    members: shape.members.default([]),
    ringSeconds: shape.ringSeconds.default(queueDefaults.ringSeconds),
    wrapUpSeconds: shape.wrapUpSeconds.default(queueDefaults.wrapUpSeconds),
    maxWaitSeconds: shape.maxWaitSeconds.default(queueDefaults.maxWaitSeconds),
    maxSize: shape.maxSize.default(queueDefaults.maxSize),
    exitDigit: shape.exitDigit.default(queueDefaults.exitDigit),
    callbackDigit: shape.callbackDigit.default(queueDefaults.callbackDigit),
    music: shape.music.default(queueDefaults.music),
    announcesPosition: shape.announcesPosition.default(queueDefaults.announcesPosition),
    announcesWait: shape.announcesWait.default(queueDefaults.announcesWait),
    announceEverySeconds: shape.announceEverySeconds.default(queueDefaults.announceEverySeconds),
    missedOffersBeforePause: shape.missedOffersBeforePause.default(queueDefaults.missedOffersBeforePause),
  }),
);
export const queueSchema = queueFieldsSchema.extend({ id: z.uuid(), version: z.number().int() });
export type Queue = z.infer<typeof queueSchema>;
export const queueListSchema = z.object({ items: z.array(queueSchema), people: z.array(memberNameSchema) });
/** PUT, with the version that was read. */
export const updateQueueSchema = keysDiffer(queueFieldsSchema.extend({ version: z.number().int() }));
/** What an admin's form takes. */
export const queueFormSchema = keysDiffer(queueFieldsSchema);

/** A key has one meaning ([QU71]). */
function keysDiffer<Schema extends z.ZodType<Pick<QueueFields, 'exitDigit' | 'callbackDigit'>>>(schema: Schema): Schema {
  return schema.refine(({ exitDigit, callbackDigit }) => callbackDigit === null || callbackDigit !== exitDigit, {
    path: ['callbackDigit'],
    message: 'key-taken',
  });
}

/**
 * States of an agent, one for all queues:
 *
 *   ready ◄──► paused              by the agent, or by too many missed offers
 *   ready ──► ringing ──► talking ──► wrap-up ──► ready
 *              └──► ready (missed, declined, taken by another)
 *
 * Whoever is signed in to no queue is offered nothing, whatever the state.
 */
export const agentStates = ['ready', 'paused', 'ringing', 'talking', 'wrap-up'] as const;
export const agentStateSchema = z.enum(agentStates);
export type AgentState = z.infer<typeof agentStateSchema>;
export const agentTransitions: Readonly<Record<AgentState, readonly AgentState[]>> = {
  ready: ['paused', 'ringing'],
  paused: ['ready'],
  ringing: ['ready', 'talking', 'paused'],
  talking: ['wrap-up', 'ready', 'paused'],
  'wrap-up': ['ready', 'paused'],
};

export const pauseReasons = ['break', 'lunch', 'meeting', 'training', 'paperwork', 'missed-offers', 'other'] as const;
export const pauseReasonSchema = z.enum(pauseReasons);
export type PauseReason = z.infer<typeof pauseReasonSchema>;

/** One queue as one of its agents sees it. */
export const agentQueueSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  isSignedIn: z.boolean(),
  waiting: z.number().int(),
  /** When the one who waits longest on the phone came; null when nobody waits. */
  oldestJoinedAt: z.iso.datetime().nullable(),
  /** Kept places of callers who are to be called back. */
  callbacks: z.number().int(),
  agentsReady: z.number().int(),
  agentsSignedIn: z.number().int(),
});
export type AgentQueue = z.infer<typeof agentQueueSchema>;

/** My desk as an agent. */
export const agentDeskSchema = z.object({
  state: agentStateSchema,
  pauseReason: pauseReasonSchema.nullable(),
  since: z.iso.datetime(),
  /** End of the wrap-up; null outside of it. */
  wrapUpUntil: z.iso.datetime().nullable(),
  /** Offers missed since the last call taken. */
  missedOffers: z.number().int(),
  queues: z.array(agentQueueSchema),
});
export type AgentDesk = z.infer<typeof agentDeskSchema>;
/** GET /api/agent; null for who is in no queue. Also pushed as `agent.desk`. */
export const ownDeskSchema = z.object({ desk: agentDeskSchema.nullable() });

/** PUT /api/agent/state. Ready also ends a wrap-up. */
export const agentWishSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('ready') }),
  z.object({ state: z.literal('paused'), reason: pauseReasonSchema.exclude(['missed-offers']) }),
]);
export type AgentWish = z.infer<typeof agentWishSchema>;
/** PUT /api/agent/queues/{id} */
export const queueSignInSchema = z.object({ isSignedIn: z.boolean() });
