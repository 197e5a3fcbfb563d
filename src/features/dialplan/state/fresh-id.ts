/** A name that none of the others has: `prefix` with the lowest free number. */
export function freshName(prefix: string, taken: readonly string[]): string {
  const known = new Set(taken);
  let number = taken.length + 1;
  while (known.has(`${prefix}${String(number)}`)) number += 1;
  return `${prefix}${String(number)}`;
}

/** An id for a new part of a plan: as no other browser would make it. */
export function freshPartId(random: () => number = Math.random): string {
  return Array.from({ length: 12 }, () => Math.floor(random() * 36).toString(36)).join('');
}
