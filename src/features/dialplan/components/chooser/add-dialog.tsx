import { LogIn, StickyNote } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { isNodeKindName, kindOf, nodeKindNames } from '../../../../../protocol/dialplan/nodes/index.ts';
import { useEditorParts } from '../editor-context.tsx';
import { kindIcons } from '../kind-icons.ts';
import { PickDialog, type PickItem } from './pick-dialog.tsx';

/** The palette for screens that have no room for it: adds behind what is selected. */
export function AddDialog({ onClose, onAdded }: { onClose: () => void; onAdded: (id: string) => void }) {
  const { t } = useTranslation('dialplan');
  const { editor } = useEditorParts();
  const items: readonly PickItem[] = [
    ...nodeKindNames.map((kind) => ({
      id: kind,
      title: t(`kinds.${kind}.name`),
      detail: t(`kinds.${kind}.text`),
      icon: kindIcons[kind],
      group: t(`groups.${kindOf(kind).group}`),
      also: t(`kinds.${kind}.also`),
    })),
    { id: 'entry', title: t('entry.add'), icon: LogIn, group: t('groups.canvas') },
    { id: 'note', title: t('note.add'), icon: StickyNote, group: t('groups.canvas') },
  ].toSorted((a, b) => a.group.localeCompare(b.group));
  const pick = ({ id }: PickItem): void => {
    onClose();
    const added =
      id === 'entry'
        ? editor.addEntry(t('entry.newName'))
        : id === 'note'
          ? editor.addNote()
          : isNodeKindName(id)
            ? editor.addNode(id)
            : undefined;
    if (added !== undefined) onAdded(added);
  };
  return <PickDialog title={t('toolbar.add')} field={t('palette.search')} items={items} onPick={pick} onClose={onClose} />;
}
