import type { Plan } from './plan.ts';

const sizes = new WeakMap<object, number>();

/** Of a part as JSON; parts are values, so each is written once. */
function sizeOf(part: object): number {
  const known = sizes.get(part);
  if (known !== undefined) return known;
  const size = JSON.stringify(part).length + 1;
  sizes.set(part, size);
  return size;
}

/** About how many characters a plan has as JSON. Cheap after a small edit, since only what was edited is written anew. */
export function planSize({ entries, nodes, edges, notes, fallback }: Plan): number {
  let size = sizeOf(fallback) + 200;
  for (const parts of [entries, nodes, edges, notes]) for (const part of parts) size += sizeOf(part);
  return size;
}
