/** The list with another item at `index`. */
export function replacedAt<Item>(list: readonly Item[], index: number, item: Item): Item[] {
  return list.map((each, at) => (at === index ? item : each));
}

export function removedAt<Item>(list: readonly Item[], index: number): Item[] {
  return list.filter((_each, at) => at !== index);
}

/** The list with the item at `index` moved by `step` places. */
export function movedBy<Item>(list: readonly Item[], index: number, step: number): Item[] {
  const moved = list[index];
  if (moved === undefined) return [...list];
  const rest = removedAt(list, index);
  return [...rest.slice(0, index + step), moved, ...rest.slice(index + step)];
}
