/** Lists of what can reach each other, of more than one member or with a way from the one to itself; in the order of `ids`. */
export function circlesOf(ids: readonly string[], next: (id: string) => readonly string[]): readonly (readonly string[])[] {
  // S. R. Kosaraju's two passes: leave order of the graph, then reach in the reversed graph from the last that was left.
  const back = new Map<string, string[]>(ids.map((id) => [id, []]));
  for (const id of ids) for (const to of next(id)) back.get(to)?.push(id);
  const order = leaveOrder(ids, (id) => next(id).filter((to) => back.has(to)));
  const owner = new Map<string, string>();
  for (const root of order.toReversed()) {
    const open = owner.has(root) ? [] : [root];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (owner.has(id)) continue;
      owner.set(id, root);
      open.push(...(back.get(id) ?? []));
    }
  }
  const groups = Map.groupBy(ids, (id) => owner.get(id) ?? id);
  return [...groups.values()].filter((group) => group.length > 1 || group.some((id) => next(id).includes(id)));
}

/** Each id after all that it leads to, circles aside. Without recursion: a plan may be one long line. */
function leaveOrder(ids: readonly string[], next: (id: string) => readonly string[]): readonly string[] {
  const seen = new Set<string>();
  const left: string[] = [];
  for (const start of ids) {
    const stack = seen.has(start) ? [] : [{ id: start, todo: [...next(start)] }];
    seen.add(start);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const to = top.todo.pop();
      if (to === undefined) {
        left.push(top.id);
        stack.pop();
      } else if (!seen.has(to)) {
        seen.add(to);
        stack.push({ id: to, todo: [...next(to)] });
      }
    }
  }
  return left;
}
