import { LogIn, StickyNote } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { exitsOf } from '../../../../../protocol/dialplan/nodes/index.ts';
import { exitLabel, summaryOf, titleOf } from '../../state/node-words.ts';
import { useEditorParts, usePlan } from '../editor-context.tsx';
import { kindIcons } from '../kind-icons.ts';
import { useLines } from '../lines-context.tsx';
import { useWorld } from '../world-context.tsx';
import { PickDialog, type PickItem } from './pick-dialog.tsx';

/** Finds a part of the plan by anything that is written on it, and goes there. */
export function FindDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('dialplan');
  const { editor, canvas } = useEditorParts();
  const plan = usePlan();
  const world = useWorld();
  const lines = useLines();
  const items: readonly PickItem[] = [
    ...plan.entries.map(({ id, name }) => ({
      id,
      title: name,
      detail: lines
        .filter((line) => line.entryId === id)
        .map((line) => line.number)
        .join(', '),
      icon: LogIn,
      group: t('groups.canvas'),
    })),
    ...plan.nodes.map((node) => ({
      id: node.id,
      title: titleOf(node, t),
      detail: summaryOf(node, world, t),
      icon: kindIcons[node.kind],
      group: t('pick.existing'),
      also: [t(`kinds.${node.kind}.name`), ...exitsOf(node).map((exit) => exitLabel(exit, t))].join(' '),
    })),
    ...plan.notes.map((note) => ({ id: note.id, title: note.text.slice(0, 60), icon: StickyNote, group: t('pick.notes') })),
  ];
  const pick = ({ id }: PickItem): void => {
    onClose();
    editor.selection.goTo({ id });
    canvas.current?.reveal(id);
    canvas.current?.focus();
  };
  return <PickDialog title={t('find.title')} field={t('find.field')} items={items} onPick={pick} onClose={onClose} />;
}
