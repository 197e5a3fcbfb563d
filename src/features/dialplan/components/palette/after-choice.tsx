import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { exitsOf } from '../../../../../protocol/dialplan/nodes/index.ts';
import { Select } from '../../../../ui/field/select.tsx';
import { exitFor } from '../../state/edits.ts';
import { exitLabel, titleOf } from '../../state/node-words.ts';
import { edgeId, partsOf } from '../../state/plan-parts.ts';
import { useEditor, useSelection } from '../editor-context.tsx';

/** Behind which exit of the selected node the next one goes. */
export function AfterChoice() {
  const { t } = useTranslation('dialplan');
  const editor = useEditor();
  const spot = useSelection((view) => view.spot);
  const plan = useStore(editor.document.view, (view) => view.plan);
  const after = exitFor(plan, spot);
  const part = after === undefined ? undefined : partsOf(plan).parts.get(after.id);
  if (after?.exit === undefined || part === undefined || part.kind === 'note') {
    return <p className="text-caption text-n11">{t('palette.alone')}</p>;
  }
  if (part.kind === 'entry') return <p className="text-caption text-n11">{t('palette.after', { name: part.entry.name })}</p>;
  const exits = exitsOf(part.node).filter((exit) => exit.isFinal !== true);
  const isFree = (exit: string): boolean => !partsOf(plan).edges.has(edgeId(part.id, exit));
  return (
    <Select
      label={t('palette.after', { name: titleOf(part.node, t) })}
      value={after.exit}
      options={exits.map((exit) => ({
        value: exit.id,
        label: isFree(exit.id) ? exitLabel(exit, t) : t('palette.insertAt', { exit: exitLabel(exit, t) }),
      }))}
      onValueChange={(exit) => editor.selection.goTo({ id: part.id, exit })}
    />
  );
}
