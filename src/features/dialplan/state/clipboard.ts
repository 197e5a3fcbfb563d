import { z } from 'zod';
import { copyParts, pasteOperation, type Clip } from '../../../../protocol/dialplan/clipboard.ts';
import { nodeSchema, type Position } from '../../../../protocol/dialplan/nodes/index.ts';
import type { Operation } from '../../../../protocol/dialplan/operations.ts';
import { planEdgeSchema, planNoteSchema, type Plan } from '../../../../protocol/dialplan/plan.ts';

/** Copied parts as they travel through the system's clipboard from plan to plan and page to page. */
const cutOutSchema = z.object({
  format: z.literal('deskline-dial-plan-part'),
  nodes: z.array(nodeSchema).max(500),
  edges: z.array(planEdgeSchema).max(2_000),
  notes: z.array(planNoteSchema).max(100),
});

/** What is selected as text; undefined when nothing of it can be copied (entries belong to their plan). */
export function cutOutText(plan: Plan, ids: ReadonlySet<string>): string | undefined {
  const clip = copyParts(plan, [...ids]);
  if (clip.nodes.length + clip.notes.length === 0) return undefined;
  return JSON.stringify({ format: 'deskline-dial-plan-part', ...clip });
}

/** Reads the clipboard; undefined when it holds something else. */
export function readCutOut(text: string): Clip | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
  const parsed = cutOutSchema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

/** Puts the parts in, their upper left corner at `at`, under ids that nobody has. */
export function pasteAt(
  clip: Clip,
  at: Position,
  freshId: () => string,
): { readonly operation: Operation; readonly ids: readonly string[] } {
  const parts = [...clip.nodes, ...clip.notes];
  const ids = parts.map(() => freshId());
  const left = Math.min(...parts.map(({ position }) => position.x));
  const top = Math.min(...parts.map(({ position }) => position.y));
  const operation = pasteOperation(clip, ids, { x: at.x - left, y: at.y - top });
  if (operation === undefined) throw new Error('Every pasted part has a new id.');
  return { operation, ids };
}
