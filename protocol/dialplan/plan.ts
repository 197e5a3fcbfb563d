import { z } from 'zod';
import { boxChoiceSchema } from './nodes/voicemail.ts';
import { nodeSchema, planPartIdSchema, positionSchema } from './nodes/index.ts';
import { languageSchema } from './sounds.ts';

/** Version of the shape of a stored plan; migrations/ brings older ones here. */
export const currentSchemaVersion = 1;
/** `size`: characters of the plan as JSON; a call reads all of it. */
export const planLimits = { entries: 50, nodes: 2_000, edges: 10_000, notes: 200, maxVisits: 20, size: 2_000_000 } as const;

/** Where callers come in. Which numbers lead here is said where numbers are, by this id. */
export const planEntrySchema = z.object({
  id: planPartIdSchema,
  name: z.string().trim().min(1).max(80),
  position: positionSchema,
});
export type PlanEntry = z.infer<typeof planEntrySchema>;

/** The one exit that an entry has. */
export const entryExit = 'start';

/** From an exit of a node, or from an entry, to a node. One per exit. */
export const planEdgeSchema = z.object({
  from: planPartIdSchema,
  exit: z.string().min(1).max(80),
  to: planPartIdSchema,
});
export type PlanEdge = z.infer<typeof planEdgeSchema>;

/** Something written on the canvas for people. */
export const planNoteSchema = z.object({
  id: planPartIdSchema,
  text: z.string().max(2_000),
  position: positionSchema,
});
export type PlanNote = z.infer<typeof planNoteSchema>;

/** Where callers go when the plan does not say: a box, or a polite end. */
export const fallbackSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('voicemail'), box: boxChoiceSchema }),
  z.object({ kind: z.literal('hang-up') }),
]);

/** A dial plan: what is drawn, stored, exported and carried out. Ids are unique among entries, nodes and notes. */
export const planSchema = z.object({
  schemaVersion: z.literal(currentSchemaVersion),
  /** Language of a run until a node sets another. */
  language: languageSchema,
  entries: z.array(planEntrySchema).max(planLimits.entries),
  nodes: z.array(nodeSchema).max(planLimits.nodes),
  edges: z.array(planEdgeSchema).max(planLimits.edges),
  notes: z.array(planNoteSchema).max(planLimits.notes),
  fallback: fallbackSchema,
  /** How often a run may come to one node. */
  maxVisits: z.number().int().min(1).max(100),
});
export type Plan = z.infer<typeof planSchema>;

export function emptyPlan(): Plan {
  return {
    schemaVersion: currentSchemaVersion,
    language: 'en',
    entries: [{ id: 'start', name: 'Start', position: { x: 0, y: 0 } }],
    nodes: [],
    edges: [],
    notes: [],
    fallback: { kind: 'hang-up' },
    maxVisits: planLimits.maxVisits,
  };
}
