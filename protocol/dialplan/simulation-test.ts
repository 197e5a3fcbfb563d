import { z } from 'zod';
import { variableNameSchema } from './nodes/parts.ts';
import { queueOutcomes } from './events.ts';

const idSchema = z.string().max(64);
const afterSecondsSchema = z.number().min(0).max(7_200);

/** What those who are rung do; who is not listed does not answer. */
export const peopleDo = ['answers', 'no-answer', 'busy', 'away', 'fails'] as const;
export const simulatedPersonSchema = z.object({
  target: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('user'), userId: idSchema }),
    z.object({ kind: z.literal('ring-group'), groupId: idSchema }),
    z.object({ kind: z.literal('extension'), number: z.string().max(21) }),
    z.object({ kind: z.literal('external'), number: z.string().max(21) }),
  ]),
  does: z.enum(peopleDo),
  afterSeconds: afterSecondsSchema.default(5),
});

export const simulatedQueueSchema = z.object({
  queueId: idSchema,
  outcome: z.enum(queueOutcomes),
  afterSeconds: afterSecondsSchema.default(10),
  /** What a condition about the queue sees. */
  waiting: z.number().int().min(0).default(0),
  longestWaitSeconds: z.number().int().min(0).default(0),
  agentsReady: z.number().int().min(0).default(1),
  agentsSignedIn: z.number().int().min(0).default(1),
});

/**
 * What the caller presses. Each time when keys are read (a prompt that asks for them, once more when it is repeated) the
 * next press that is not for another node is used. `ahead`: at the very beginning of the call. Empty keys: silence.
 */
export const simulatedPressSchema = z.object({
  keys: z.string().regex(/^[0-9*#]{0,32}$/u),
  when: z.enum(['ahead', 'during', 'after']).default('after'),
  /** Only in this node; null: wherever keys are read next. */
  nodeId: idSchema.nullable().default(null),
});

/** Everything that a simulated call meets. Schedules, extensions and prompts are the tenant's; see `SimulationWorld`. */
export const simulationInputsSchema = z.object({
  /** Empty: the first entry. */
  entryId: idSchema,
  caller: z.object({
    number: z.string().max(40),
    name: z.string().max(120),
    isInternal: z.boolean(),
    userId: idSchema.nullable().default(null),
  }),
  dialled: z.string().max(40).default(''),
  /** Local time `YYYY-MM-DDTHH:MM` of the zone. */
  at: z.string().regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/u),
  timeZone: z.string().min(1).max(64),
  presses: z.array(simulatedPressSchema).max(100).default([]),
  people: z.array(simulatedPersonSchema).max(100).default([]),
  queues: z.array(simulatedQueueSchema).max(50).default([]),
  /** Right digits of PINs. */
  pins: z
    .array(z.object({ pinId: idSchema, digits: z.string().regex(/^[0-9]{1,20}$/u) }))
    .max(20)
    .default([]),
  /** What a look-up of the caller finds; null: nothing. */
  known: z
    .object({
      name: z.string().max(120),
      variables: z.record(variableNameSchema, z.string().max(500)),
      tags: z.array(z.string().max(60)).max(50),
    })
    .nullable()
    .default(null),
  /** Answers of HTTP nodes; a node that is not listed fails. */
  http: z
    .array(z.object({ nodeId: idSchema, isOk: z.boolean(), values: z.record(variableNameSchema, z.string().max(500)) }))
    .max(50)
    .default([]),
  /** Service notices that are active for this caller. */
  activeNotices: z
    .array(z.object({ noticeId: idSchema, promptId: idSchema.nullable().default(null) }))
    .max(20)
    .default([]),
  message: z.enum(['left', 'empty', 'box-full', 'failed']).default('left'),
  /** When the caller hangs up; null: never by themselves. */
  leavesAfterSeconds: afterSecondsSchema.nullable().default(null),
});
export type SimulationInputs = z.infer<typeof simulationInputsSchema>;

export const runEnds = ['hung-up', 'caller-left', 'talk-over', 'fallback', 'server-restarted'] as const;
/** Where a simulation stops: the run's end, `talking` with whoever answered, or `waiting` for what never comes. */
export const simulationEnds = [...runEnds, 'talking', 'waiting'] as const;

export const expectedPathSchema = z
  .array(z.object({ planId: idSchema, nodeId: z.string().max(64), exit: z.string().max(80).nullable() }))
  .max(1_000);

/** A simulation that is kept: publishing runs it and refuses when the path differs. */
export const simulationTestSchema = z.object({
  id: idSchema,
  name: z.string().trim().min(1).max(120),
  inputs: simulationInputsSchema,
  expected: z.object({ path: expectedPathSchema, end: z.enum(simulationEnds) }),
});
export type SimulationTest = z.infer<typeof simulationTestSchema>;
