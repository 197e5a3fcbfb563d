/** The list with one item a place further up (-1) or down (1); at the ends it stays as it is. */
export function moved<Item>(items: readonly Item[], from: number, by: -1 | 1): Item[] {
  const copy = [...items];
  const to = from + by;
  const [item, other] = [copy[from], copy[to]];
  if (item === undefined || other === undefined) return copy;
  copy[to] = item;
  copy[from] = other;
  return copy;
}
