import { StickyNote, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PlanNote } from '../../../../../protocol/dialplan/plan.ts';
import { IconButton } from '../../../../ui/button/icon-button.tsx';
import { useEditor } from '../editor-context.tsx';
import { LongText } from '../fields/long-text.tsx';
import { groupTones } from '../kind-icons.ts';
import { InspectorHead } from './inspector-head.tsx';

/** What is written on a note. */
export function NoteInspector({ note }: { note: PlanNote }) {
  const { t } = useTranslation('dialplan');
  const editor = useEditor();
  return (
    <>
      <InspectorHead
        icon={StickyNote}
        tone={groupTones.say}
        title={t('note.add')}
        text={t('note.text')}
        actions={
          !editor.isReadOnly && (
            <IconButton
              size="dense"
              tone="danger-quiet"
              icon={Trash2}
              label={t('inspector.delete')}
              onClick={() => editor.remove(note.id)}
            />
          )
        }
      />
      <div className="p-3">
        <LongText
          label={t('note.content')}
          value={note.text}
          isReadOnly={editor.isReadOnly}
          onChange={(text) => editor.setNote(note.id, text)}
        />
      </div>
    </>
  );
}
