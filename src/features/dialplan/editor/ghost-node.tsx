import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { NodeProps } from 'reactflow';
import { useMarks } from '../components/editor-context.tsx';
import { titleOf } from '../state/node-words.ts';
import { ChangeBadge } from './change-badge.tsx';
import { changeStyles } from './change-styles.ts';
import { ghostId, type FlowNode } from './flow-model.ts';

/** A part that the draft no longer has, where the other version had it. */
export const GhostNode = memo(function GhostNode({ id }: NodeProps<FlowNode>) {
  const { t } = useTranslation('dialplan');
  const part = useMarks(({ diff }) => diff?.ghosts.find((ghost) => ghostId(ghost.id) === id));
  if (part === undefined) return null;
  const name = part.kind === 'node' ? titleOf(part.node, t) : part.kind === 'entry' ? part.entry.name : part.note.text;
  return (
    <div
      role="group"
      aria-label={`${name}, ${t('changes.removed')}`}
      className={`relative flex h-full w-full items-center rounded-card bg-red-soft px-3 text-body font-semibold text-red-text ${changeStyles.removed.frame}`}
    >
      <span aria-hidden className="truncate line-through">
        {name}
      </span>
      <ChangeBadge change="removed" />
    </div>
  );
});
