import { LogIn } from 'lucide-react';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NodeProps } from 'reactflow';
import { useStore } from 'zustand';
import { entryExit } from '../../../../protocol/dialplan/plan.ts';
import { joinClasses } from '../../../ui/join-classes.ts';
import { useEditorParts, useMarks, usePart, useSelection } from '../components/editor-context.tsx';
import { entryHeight } from '../state/geometry.ts';
import { edgeId, partsOf } from '../state/plan-parts.ts';
import { useLinesOf } from '../components/lines-context.tsx';
import { ChangeBadge } from './change-badge.tsx';
import { changeStyles } from './change-styles.ts';
import type { FlowNode } from './flow-model.ts';
import { partDomId } from './part-dom-id.ts';
import { Port } from './port.tsx';

/** Where callers come in: a pill with the numbers that lead here. */
export const EntryNode = memo(
  function EntryNode({ id, selected }: NodeProps<FlowNode>) {
    const { t } = useTranslation('dialplan');
    const { editor } = useEditorParts();
    const part = usePart(id);
    const lines = useLinesOf(id);
    const [isHovered, setHovered] = useState(false);
    const change = useMarks(({ diff }) => diff?.changes.get(id));
    const isTaken = useMarks(({ path }) => path?.edges.has(edgeId(id, entryExit)) === true);
    const isCurrent = useSelection(({ spot }) => spot?.id === id);
    const isConnected = useStore(editor.document.view, ({ plan }) => partsOf(plan).edges.has(edgeId(id, entryExit)));
    if (part?.kind !== 'entry') return null;
    const numbers = lines.map((line) => line.number).join(', ');
    return (
      <div
        id={partDomId({ id })}
        role="group"
        aria-roledescription={t('canvas.entry')}
        aria-label={[part.entry.name, numbers === '' ? t('lines.none') : numbers].join(', ')}
        data-part={id}
        onPointerEnter={() => setHovered(true)}
        onPointerLeave={() => setHovered(false)}
        className={joinClasses(
          'relative flex h-full w-full items-center gap-2 rounded-full border bg-raised px-3.5 text-n12 shadow-raised',
          change === undefined ? 'border-n8' : changeStyles[change].frame,
          isTaken && 'border-accent bg-accent-soft',
          selected && 'border-accent outline-2 outline-accent',
          isCurrent && 'outline-3! outline-offset-2 outline-accent',
        )}
      >
        <LogIn aria-hidden className="size-4 shrink-0 text-accent-text" />
        <span aria-hidden className="flex min-w-0 flex-col">
          <span className="truncate text-dense leading-4 font-semibold">{part.entry.name}</span>
          {numbers !== '' && <span className="truncate text-caption leading-3.5 text-n11 tabular-nums">{numbers}</span>}
        </span>
        <span id={partDomId({ id, exit: entryExit })} role="group" aria-roledescription={t('canvas.exit')} aria-label={t('exits.start')} />
        <Port id={entryExit} type="source" y={entryHeight / 2} isLive={isHovered || selected} isConnected={isConnected} />
        {change !== undefined && <ChangeBadge change={change} />}
      </div>
    );
  },
  (before, after) => before.id === after.id && before.selected === after.selected,
);
