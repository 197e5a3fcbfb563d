import { nodeGroups, type NodeGroup } from '../../../../protocol/dialplan/node-kind.ts';
import { kindOf, nodeKindNames, type NodeKindName } from '../../../../protocol/dialplan/nodes/index.ts';
import type { Say } from './node-words.ts';
import { folded } from './ranked.ts';

/** The kinds whose name, description or other words hold what was typed, by group. Groups without any are left out. */
export function kindsFor(query: string, t: Say): readonly { readonly group: NodeGroup; readonly kinds: readonly NodeKindName[] }[] {
  const wish = folded(query.trim());
  const fits = (kind: NodeKindName): boolean =>
    folded([t(`kinds.${kind}.name`), t(`kinds.${kind}.text`), t(`kinds.${kind}.also`)].join(' ')).includes(wish);
  return nodeGroups
    .map((group) => ({ group, kinds: nodeKindNames.filter((kind) => kindOf(kind).group === group && fits(kind)) }))
    .filter(({ kinds }) => kinds.length > 0);
}
