import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { NodeProps } from 'reactflow';
import { joinClasses } from '../../../ui/join-classes.ts';
import { useMarks, usePart, useSelection } from '../components/editor-context.tsx';
import { ChangeBadge } from './change-badge.tsx';
import { changeStyles } from './change-styles.ts';
import type { FlowNode } from './flow-model.ts';
import { partDomId } from './part-dom-id.ts';

/** Something written on the canvas for people. */
export const NoteNode = memo(
  function NoteNode({ id, selected }: NodeProps<FlowNode>) {
    const { t } = useTranslation('dialplan');
    const part = usePart(id);
    const change = useMarks(({ diff }) => diff?.changes.get(id));
    const isCurrent = useSelection(({ spot }) => spot?.id === id);
    if (part?.kind !== 'note') return null;
    const { text } = part.note;
    return (
      <div
        id={partDomId({ id })}
        role="group"
        aria-roledescription={t('canvas.note')}
        aria-label={text === '' ? t('note.empty') : text}
        data-part={id}
        className={joinClasses(
          'relative h-full w-full overflow-hidden rounded-input border bg-amber-soft p-2.5 text-dense text-amber-text',
          change === undefined ? 'border-amber-line' : changeStyles[change].frame,
          selected && 'outline-2 outline-accent',
          isCurrent && 'outline-3! outline-offset-2 outline-accent',
        )}
      >
        <p aria-hidden className="line-clamp-4 whitespace-pre-line">
          {text === '' ? t('note.empty') : text}
        </p>
        {change !== undefined && <ChangeBadge change={change} />}
      </div>
    );
  },
  (before, after) => before.id === after.id && before.selected === after.selected,
);
