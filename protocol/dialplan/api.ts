import { z } from 'zod';
import { operationSchema } from './operations.ts';
import { planSchema } from './plan.ts';
import { reasonSchema } from './reason.ts';
import { scheduleSchema } from './schedule.ts';
import { simulationTestSchema } from './simulation-test.ts';

/**
 * The plans' part of the API. Reading needs `plans.read`, changing `plans.update`, publishing and attaching
 * `plans.publish`. Another tenant's plan is 404.
 */
export const planNameSchema = z.string().trim().min(1).max(120);
export const planTemplates = ['empty', 'main-line'] as const;

/** What leads into a plan: an extension of a PBX, or a number (E.164) of the tenant. */
const lineKindSchema = z.enum(['extension', 'number']);

/** GET /api/plans → { items }, by name. */
export const planSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  updatedAt: z.iso.datetime(),
  updatedByName: z.string().nullable(),
  /** Revision of the draft: counts up with each stored change. */
  revision: z.number().int(),
  publishedVersion: z.number().int().nullable(),
  /** The draft differs from the published version; true while nothing is published. */
  isDraftChanged: z.boolean(),
  attached: z.array(z.object({ kind: lineKindSchema, number: z.string() })),
  errorCount: z.number().int(),
  warningCount: z.number().int(),
});
export type PlanSummary = z.infer<typeof planSummarySchema>;
export const planListSchema = z.object({ items: z.array(planSummarySchema) });

/** POST /api/plans → 201 planDetail. `taken` (field `name`) when another plan has the name. */
export const createPlanSchema = z.object({ name: planNameSchema, template: z.enum(planTemplates).default('empty') });
/**
 * POST /api/plans/import → 201 { plan, repairs }: a plan from a file, or a copy of a draft. The server repairs what it
 * can (`restore.ts`) and tells what it did. A name that is taken gets a number.
 */
export const importPlanSchema = z.object({ name: planNameSchema, file: z.unknown() });

/** GET /api/plans/{id} */
export const planDetailSchema = z.object({
  id: z.string(),
  name: z.string(),
  draft: planSchema,
  revision: z.number().int(),
  publishedVersion: z.number().int().nullable(),
  isDraftChanged: z.boolean(),
  updatedAt: z.iso.datetime(),
  updatedByName: z.string().nullable(),
});
export type PlanDetail = z.infer<typeof planDetailSchema>;
export const importedPlanSchema = z.object({ plan: planDetailSchema, repairs: z.array(z.string()) });

/** PATCH /api/plans/{id} → planDetail. DELETE /api/plans/{id} → 204, or `in-use` while lines or other plans lead to it. */
export const renamePlanSchema = z.object({ name: planNameSchema });

/**
 * PUT /api/plans/{id}/draft → { revision }. `changed-meanwhile` when `revision` is not the newest: the page then reads
 * the plan again and asks. The operations are applied in order, all or none (`invalid-fields` when one does not fit).
 */
export const changeDraftSchema = z.object({ revision: z.number().int(), operations: z.array(operationSchema).min(1).max(2_000) });
export const draftRevisionSchema = z.object({ revision: z.number().int() });

/** A finding as it travels. */
export const findingSchema = z.object({
  rule: z.string(),
  severity: z.enum(['error', 'warning']),
  planNodeId: z.string().optional(),
  path: z.string().optional(),
  details: z.record(z.string(), z.string()),
});

/**
 * POST /api/plans/{id}/publish. `changed-meanwhile` (409) when the draft is newer than `revision` or somebody published
 * after `publishedVersion`. What the plan itself forbids is an answer, so that it can be shown on the canvas.
 */
export const publishPlanSchema = z.object({
  revision: z.number().int(),
  publishedVersion: z.number().int().nullable(),
  note: z.string().trim().max(500).default(''),
});
export const publishAnswerSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('published'), version: z.number().int() }),
  z.object({
    outcome: z.literal('refused'),
    findings: z.array(findingSchema),
    failedTests: z.array(z.object({ id: z.string(), name: z.string() })),
  }),
]);
export type PublishAnswer = z.infer<typeof publishAnswerSchema>;

/** GET /api/plans/{id}/versions → { items }, newest first. */
export const planVersionSchema = z.object({
  number: z.number().int(),
  at: z.iso.datetime(),
  byName: z.string().nullable(),
  note: z.string(),
});
export type PlanVersion = z.infer<typeof planVersionSchema>;
export const planVersionListSchema = z.object({ items: z.array(planVersionSchema) });
/** GET /api/plans/{id}/versions/{number} */
export const planVersionDetailSchema = planVersionSchema.extend({ plan: planSchema });
/** POST /api/plans/{id}/versions/{number}/restore → planDetail: the version becomes the draft. `changed-meanwhile` as above. */
export const restoreVersionSchema = z.object({ revision: z.number().int() });

/**
 * GET /api/plans/{id}/attachments → { items }; PUT → { items }. An extension that does not exist yet is made, without a
 * person; one that has a person or another plan is `taken` (field `items.N.number`), an unknown number `not-found`.
 */
export const attachmentSchema = z.object({
  entryId: z.string(),
  kind: lineKindSchema,
  number: z.string().regex(/^\+?[0-9]{2,15}$/u),
  /** The PBX of an extension; null: the tenant's default one. Null for numbers. */
  pbxId: z.string().nullable(),
});
export type Attachment = z.infer<typeof attachmentSchema>;
export const attachmentListSchema = z.object({ items: z.array(attachmentSchema).max(500) });

const named = z.object({ id: z.string(), name: z.string() });

/** GET /api/plans/{id}/world: what settings can name, for pickers, the linter and the simulator. */
export const planWorldSchema = z.object({
  users: z.array(named.extend({ extension: z.string().nullable() })),
  extensions: z.array(z.object({ number: z.string(), name: z.string() })),
  ringGroups: z.array(named.extend({ memberCount: z.number().int() })),
  queues: z.array(named.extend({ agentCount: z.number().int() })),
  /** Shared ones, with their greetings. */
  voicemailBoxes: z.array(named.extend({ greetings: z.array(named) })),
  prompts: z.array(named.extend({ durationMs: z.number().int(), audioUrl: z.string().nullable() })),
  schedules: z.array(named.extend({ schedule: scheduleSchema })),
  pins: z.array(named),
  /** Other plans; those without a published version cannot be run into yet. */
  plans: z.array(
    named.extend({
      publishedVersion: z.number().int().nullable(),
      /** Entries and the names of the ends of the published version; of the draft while nothing is published. */
      entries: z.array(named),
      ends: z.array(z.string()),
    }),
  ),
  serviceNotices: z.array(named.extend({ isActive: z.boolean() })),
  /** Outside lines for external numbers. */
  routes: z.array(named.extend({ isPaid: z.boolean() })),
  pbxs: z.array(named),
  emergencyNumbers: z.array(z.string()),
  /** Where the country of the default PBX is: the zone of simulated times. */
  timeZone: z.string(),
});
export type PlanWorld = z.infer<typeof planWorldSchema>;

/** GET /api/plans/{id}/tests → { items }; PUT the same. */
export const simulationTestListSchema = z.object({ items: z.array(simulationTestSchema).max(200) });

const nodeCountSchema = z.object({ nodeId: z.string(), count: z.number().int() });
/** GET /api/plans/{id}/live: calls that are in the plan now. */
export const planLiveSchema = z.object({
  nodes: z.array(nodeCountSchema),
  calls: z.array(
    z.object({ callId: z.string(), callerName: z.string(), callerNumber: z.string(), nodeId: z.string(), enteredAt: z.iso.datetime() }),
  ),
});
export type PlanLive = z.infer<typeof planLiveSchema>;

/** GET /api/plans/{id}/runs → { items }: the last 50 calls that went through the plan, newest first, each with its path. */
export const planRunSchema = z.object({
  callId: z.string(),
  version: z.number().int(),
  startedAt: z.iso.datetime(),
  callerName: z.string(),
  callerNumber: z.string(),
  dialled: z.string(),
  /** Undefined while the call is still in the plan. */
  end: z.string().optional(),
  path: z.array(
    z.object({
      planId: z.string(),
      nodeId: z.string(),
      kind: z.string(),
      /** The node's own title in the version that the call went through; only when one call is asked for. */
      title: z.string().optional(),
      enteredAt: z.iso.datetime(),
      exit: z.string().nullable(),
      leftAt: z.iso.datetime().nullable(),
      /** Null while the call is in the node, and for a reason that is newer than this page. */
      why: z.preprocess((value) => reasonSchema.safeParse(value).data ?? null, reasonSchema.nullable()),
    }),
  ),
});
export type PlanRun = z.infer<typeof planRunSchema>;
export const planRunListSchema = z.object({ items: z.array(planRunSchema) });
