import { z } from 'zod';
import { fallbackSchema, planEdgeSchema, planEntrySchema, planLimits, planNoteSchema, planSchema } from './plan.ts';
import { nodeSchema, planPartIdSchema, positionSchema } from './nodes/index.ts';
import { languageSchema } from './sounds.ts';

/** Place in its list; without it the end. Inverses put things back where they were. */
const index = z.number().int().min(0).optional();

/** One edit of a plan. Carried out by `applyOperation`, in browser and server alike. */
export const simpleOperationSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('add-node'), node: nodeSchema, index }),
  /** With its edges. */
  z.object({ kind: z.literal('remove-node'), nodeId: planPartIdSchema }),
  /** `settings` are those of the node's kind. Edges of exits that are gone are removed. */
  z.object({
    kind: z.literal('update-node'),
    nodeId: planPartIdSchema,
    title: z.string().max(80).optional(),
    settings: z.unknown().optional(),
  }),
  /** Nodes, entries and notes. */
  z.object({
    kind: z.literal('move'),
    positions: z
      .array(z.object({ id: planPartIdSchema, position: positionSchema }))
      .max(planLimits.nodes + planLimits.notes + planLimits.entries),
  }),
  /** In place of the edge that the exit has. */
  z.object({ kind: z.literal('connect'), edge: planEdgeSchema, index }),
  z.object({ kind: z.literal('disconnect'), from: planPartIdSchema, exit: z.string().max(80) }),
  z.object({ kind: z.literal('add-entry'), entry: planEntrySchema, index }),
  z.object({ kind: z.literal('rename-entry'), entryId: planPartIdSchema, name: planEntrySchema.shape.name }),
  z.object({ kind: z.literal('remove-entry'), entryId: planPartIdSchema }),
  z.object({ kind: z.literal('add-note'), note: planNoteSchema, index }),
  z.object({ kind: z.literal('edit-note'), noteId: planPartIdSchema, text: planNoteSchema.shape.text }),
  z.object({ kind: z.literal('remove-note'), noteId: planPartIdSchema }),
  z.object({ kind: z.literal('set-fallback'), fallback: fallbackSchema }),
  z.object({ kind: z.literal('set-language'), language: languageSchema }),
  z.object({ kind: z.literal('set-max-visits'), maxVisits: planSchema.shape.maxVisits }),
  z.object({ kind: z.literal('replace-all'), plan: planSchema }),
]);
export type SimpleOperation = z.infer<typeof simpleOperationSchema>;

export const operationSchema = z.discriminatedUnion('kind', [
  ...simpleOperationSchema.options,
  /** Parts with ids of their own, that nobody has in the plan yet; see `pasteOperation`. */
  z.object({
    kind: z.literal('paste'),
    nodes: z.array(nodeSchema).max(planLimits.nodes),
    edges: z.array(planEdgeSchema).max(planLimits.edges),
    notes: z.array(planNoteSchema).max(planLimits.notes),
  }),
  /** All or none, in order: one step of undo. */
  z.object({
    kind: z.literal('batch'),
    operations: z.array(simpleOperationSchema).max(planLimits.nodes + planLimits.edges + planLimits.notes),
  }),
]);
export type Operation = z.infer<typeof operationSchema>;

/** Why an operation does not fit the plan. */
export const refusals = [
  'unknown-part',
  'id-taken',
  'no-such-exit',
  'exit-not-connectable',
  'not-connected',
  'wrong-settings',
  'too-many',
  'too-large',
  'not-a-plan',
] as const;
export type Refusal = (typeof refusals)[number];
