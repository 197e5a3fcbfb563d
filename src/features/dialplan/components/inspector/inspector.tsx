import { MousePointerClick } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../../../ui/feedback/empty-state.tsx';
import { usePart, useSelection } from '../editor-context.tsx';
import { EntryInspector } from './entry-inspector.tsx';
import { ManyInspector } from './many-inspector.tsx';
import { NodeInspector } from './node-inspector.tsx';
import { NoteInspector } from './note-inspector.tsx';
import { PlanSettings } from './plan-settings.tsx';

/** The settings of what is selected; those of the plan when nothing is. */
export function Inspector() {
  const { t } = useTranslation('dialplan');
  const id = useSelection(({ spot }) => spot?.id ?? '');
  const count = useSelection(({ ids }) => ids.size);
  const part = usePart(id);
  return (
    <section aria-label={t('inspector.name')} data-inspector className="flex h-full min-h-0 w-full flex-col overflow-auto bg-surface">
      {count > 1 ? (
        <ManyInspector count={count} />
      ) : part === undefined ? (
        <>
          <EmptyState isCompact icon={MousePointerClick} title={t('inspector.nothing')} text={t('inspector.nothingText')} />
          <PlanSettings />
        </>
      ) : part.kind === 'node' ? (
        <NodeInspector key={part.id} node={part.node} />
      ) : part.kind === 'entry' ? (
        <EntryInspector key={part.id} entry={part.entry} />
      ) : (
        <NoteInspector key={part.id} note={part.note} />
      )}
    </section>
  );
}
