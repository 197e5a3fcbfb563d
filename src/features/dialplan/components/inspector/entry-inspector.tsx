import { LogIn, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { entryExit, type PlanEntry } from '../../../../../protocol/dialplan/plan.ts';
import { IconButton } from '../../../../ui/button/icon-button.tsx';
import { TextField } from '../../../../ui/field/text-field.tsx';
import { edgeId, partsOf } from '../../state/plan-parts.ts';
import { useEditor, usePlan } from '../editor-context.tsx';
import { ListFrame } from '../fields/list-frame.tsx';
import { groupTones } from '../kind-icons.ts';
import { EntryLines } from './entry-lines.tsx';
import { ExitLine } from './exit-list.tsx';
import { InspectorHead } from './inspector-head.tsx';

/** An entry: its name, the lines that lead to it, where it leads. */
export function EntryInspector({ entry }: { entry: PlanEntry }) {
  const { t } = useTranslation('dialplan');
  const editor = useEditor();
  const plan = usePlan();
  const isOnly = plan.entries.length === 1;
  return (
    <>
      <InspectorHead
        icon={LogIn}
        tone={groupTones.ring}
        title={entry.name}
        text={t('entry.text')}
        actions={
          !editor.isReadOnly &&
          !isOnly && (
            <IconButton
              size="dense"
              tone="danger-quiet"
              icon={Trash2}
              label={t('inspector.delete')}
              onClick={() => editor.remove(entry.id)}
            />
          )
        }
      />
      <div className="flex flex-col gap-4 p-3">
        <TextField
          label={t('list.name')}
          maxLength={80}
          value={entry.name}
          readOnly={editor.isReadOnly}
          onChange={(event) => {
            if (event.target.value.trim() !== '') editor.renameEntry(entry.id, event.target.value);
          }}
        />
        <EntryLines entryId={entry.id} />
        <ListFrame label={t('inspector.exits')}>
          <ul className="rounded-input border border-n6">
            <ExitLine
              from={entry.id}
              exit={entryExit}
              label={t('exits.start')}
              isFinal={false}
              to={partsOf(plan).edges.get(edgeId(entry.id, entryExit))?.to}
            />
          </ul>
        </ListFrame>
      </div>
    </>
  );
}
