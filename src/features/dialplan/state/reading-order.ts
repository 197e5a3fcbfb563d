import type { Plan } from '../../../../protocol/dialplan/plan.ts';
import { edgeId, openableExits, partsOf, type Part } from './plan-parts.ts';

export interface ReadPart {
  readonly part: Part;
  /** How many lines from an entry; undefined when nothing leads there. */
  readonly depth: number | undefined;
}

/** The plan as one would read it aloud: from each entry along the lines, depth first, each part once; then what nothing leads to. */
export function readingOrder(plan: Plan): readonly ReadPart[] {
  const { parts, edges } = partsOf(plan);
  const read = new Map<string, ReadPart>();
  const stack: { part: Part; depth: number }[] = [];
  for (const entry of plan.entries.toReversed()) {
    const part = parts.get(entry.id);
    if (part !== undefined) stack.push({ part, depth: 0 });
  }
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { part, depth } = next;
    if (read.has(part.id)) continue;
    read.set(part.id, { part, depth });
    for (const exit of openableExits(part).toReversed()) {
      const target = parts.get(edges.get(edgeId(part.id, exit))?.to ?? '');
      if (target !== undefined && !read.has(target.id)) stack.push({ part: target, depth: depth + 1 });
    }
  }
  const rest = [...parts.values()].filter((part) => !read.has(part.id));
  return [...read.values(), ...rest.map((part) => ({ part, depth: undefined }))];
}
