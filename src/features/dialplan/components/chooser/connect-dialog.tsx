import { useTranslation } from 'react-i18next';
import { isNodeKindName, nodeKindNames, type Position } from '../../../../../protocol/dialplan/nodes/index.ts';
import { exitLabelOf, summaryOf, titleOf } from '../../state/node-words.ts';
import { partsOf } from '../../state/plan-parts.ts';
import type { Spot } from '../../state/selection.ts';
import { useEditorParts, usePlan } from '../editor-context.tsx';
import { kindIcons } from '../kind-icons.ts';
import { useWorld } from '../world-context.tsx';
import { PickDialog, type PickItem } from './pick-dialog.tsx';

export interface ConnectDialogProps {
  from: Spot;
  /** Where something new goes. */
  at: Position | undefined;
  onClose: () => void;
}

/** What comes behind an exit: a node that is there, or a new one. The keyboard's way to draw a line. */
export function ConnectDialog({ from, at, onClose }: ConnectDialogProps) {
  const { t } = useTranslation('dialplan');
  const { editor, canvas } = useEditorParts();
  const plan = usePlan();
  const world = useWorld();
  const source = partsOf(plan).parts.get(from.id);
  const exit = from.exit ?? '';
  const name = source?.kind === 'node' ? titleOf(source.node, t) : source?.kind === 'entry' ? source.entry.name : '';
  const label = source?.kind === 'node' ? exitLabelOf(source.node, exit, t) : t('exits.start');
  const items: readonly PickItem[] = [
    ...plan.nodes
      .filter((node) => node.id !== from.id)
      .map((node) => ({
        id: `node-${node.id}`,
        title: titleOf(node, t),
        detail: summaryOf(node, world, t),
        icon: kindIcons[node.kind],
        group: t('pick.existing'),
        also: t(`kinds.${node.kind}.name`),
      })),
    ...nodeKindNames.map((kind) => ({
      id: `kind-${kind}`,
      title: t('pick.new', { kind: t(`kinds.${kind}.name`) }),
      icon: kindIcons[kind],
      group: t('pick.newGroup'),
      also: t(`kinds.${kind}.also`),
    })),
  ];
  const pick = (item: PickItem): void => {
    onClose();
    const kind = item.id.slice('kind-'.length);
    if (item.id.startsWith('node-')) editor.connect(from.id, exit, item.id.slice('node-'.length));
    else if (isNodeKindName(kind)) {
      const added = editor.addNode(kind, at, from);
      if (added !== undefined) canvas.current?.reveal(added);
    }
    canvas.current?.focus();
  };
  return (
    <PickDialog
      title={t('pick.connectTitle', { name, exit: label })}
      field={t('pick.connectField')}
      items={items}
      onPick={pick}
      onClose={onClose}
    />
  );
}
