import { CircleAlert, PhoneCall, TriangleAlert } from 'lucide-react';
import { memo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { NodeProps } from 'reactflow';
import type { Finding } from '../../../../protocol/dialplan/node-kind.ts';
import { kindOf, type PlanNode } from '../../../../protocol/dialplan/nodes/index.ts';
import { joinClasses } from '../../../ui/join-classes.ts';
import { useEditorParts, useFindingsOf, useMarks, usePart, useSelection } from '../components/editor-context.tsx';
import { groupTones, kindIcons } from '../components/kind-icons.ts';
import { useWorld } from '../components/world-context.tsx';
import { headHeight, inletY } from '../state/geometry.ts';
import { summaryOf, titleOf } from '../state/node-words.ts';
import { partsOf } from '../state/plan-parts.ts';
import { useStore } from 'zustand';
import { Exits, FarExits } from './card-exits.tsx';
import { ChangeBadge } from './change-badge.tsx';
import { changeStyles } from './change-styles.ts';
import type { FlowNode } from './flow-model.ts';
import { partDomId } from './part-dom-id.ts';
import { Port } from './port.tsx';
import { useIsFar } from './zoom-level.ts';

/** A node of the plan. Draws again when its own content, marks or selection change, never while it is moved. */
export const CardNode = memo(
  function CardNode({ id, selected }: NodeProps<FlowNode>) {
    const part = usePart(id);
    const isFar = useIsFar();
    const [isHovered, setHovered] = useState(false);
    if (part?.kind !== 'node') return null;
    const { node } = part;
    return (
      <CardFrame node={node} isSelected={selected} onHover={setHovered}>
        {isFar ? <FarCard node={node} /> : <NearCard node={node} isLive={isHovered || selected} />}
      </CardFrame>
    );
  },
  (before, after) => before.id === after.id && before.selected === after.selected,
);

interface CardFrameProps {
  node: PlanNode;
  isSelected: boolean;
  onHover: (isHovered: boolean) => void;
  children: ReactNode;
}

function CardFrame({ node, isSelected, onHover, children }: CardFrameProps) {
  const { t } = useTranslation('dialplan');
  const world = useWorld();
  const findings = useFindingsOf(node.id);
  const change = useMarks(({ diff }) => diff?.changes.get(node.id));
  const visits = useMarks(({ path }) => path?.visits.get(node.id));
  const isAt = useMarks(({ path }) => path?.at === node.id);
  const isPathShown = useMarks(({ path }) => path !== undefined);
  const calls = useMarks(({ live }) => live.get(node.id) ?? 0);
  const isCurrent = useSelection(({ spot }) => spot?.id === node.id && spot.exit === undefined);
  const isFar = useIsFar();
  const labels = [
    titleOf(node, t),
    node.title === '' ? '' : t(`kinds.${node.kind}.name`),
    summaryOf(node, world, t),
    findings.length === 0 ? '' : t('canvas.findings', { count: findings.length }),
    change === undefined ? '' : t(`changes.${change}`),
    visits === undefined ? '' : t('canvas.step', { number: visits.join(', ') }),
    calls === 0 ? '' : t('canvas.calls', { count: calls }),
  ];
  return (
    <div
      id={partDomId({ id: node.id })}
      role="group"
      aria-roledescription={t('canvas.node')}
      aria-label={labels.filter((label) => label !== '').join(', ')}
      data-part={node.id}
      onPointerEnter={() => onHover(true)}
      onPointerLeave={() => onHover(false)}
      className={joinClasses(
        'relative h-full w-full rounded-card border text-n12 shadow-raised [contain:layout_style]',
        change === undefined ? 'border-n7' : changeStyles[change].frame,
        isPathShown && visits === undefined && 'opacity-75',
        visits === undefined ? 'bg-surface' : 'border-accent bg-accent-soft',
        isAt && 'ring-4 ring-accent/40',
        isSelected && joinClasses('border-accent outline-accent', isFar ? 'outline-12' : 'outline-2'),
        isCurrent && joinClasses('outline-offset-2 outline-accent', isFar ? 'outline-12!' : 'outline-3!'),
      )}
    >
      {children}
      <Corner findings={findings} calls={calls} visits={visits} />
      {change !== undefined && <ChangeBadge change={change} />}
    </div>
  );
}

function Corner({ findings, calls, visits }: { findings: readonly Finding[]; calls: number; visits: readonly number[] | undefined }) {
  const worst = findings[0]?.severity;
  const Icon = worst === 'error' ? CircleAlert : TriangleAlert;
  return (
    <div aria-hidden className="absolute -top-2.5 -right-2 flex gap-1">
      {visits !== undefined && (
        <span className="flex h-5 items-center rounded-full bg-accent px-1.5 text-caption font-semibold text-accent-ink tabular-nums">
          {visits.join('·')}
        </span>
      )}
      {calls > 0 && (
        <span className="flex h-5 items-center gap-1 rounded-full bg-green px-1.5 text-caption font-semibold text-green-ink tabular-nums">
          <PhoneCall className="size-3 animate-pulse" />
          {calls}
        </span>
      )}
      {worst !== undefined && (
        <span
          className={joinClasses(
            'flex h-5 items-center gap-1 rounded-full px-1.5 text-caption font-semibold tabular-nums',
            worst === 'error' ? 'bg-red text-red-ink' : 'bg-amber text-amber-ink',
          )}
        >
          <Icon className="size-3" />
          {findings.length}
        </span>
      )}
    </div>
  );
}

/** From afar only the colour, the icon and the title can be told apart. */
function FarCard({ node }: { node: PlanNode }) {
  const { t } = useTranslation('dialplan');
  const Icon = kindIcons[node.kind];
  return (
    <div className={`flex h-full items-center gap-3 overflow-hidden rounded-card px-3 ${groupTones[kindOf(node.kind).group]}`}>
      <Icon aria-hidden className="size-9 shrink-0" />
      <span aria-hidden className="truncate text-page leading-tight font-semibold">
        {titleOf(node, t)}
      </span>
      <FarExits node={node} />
    </div>
  );
}

function NearCard({ node, isLive }: { node: PlanNode; isLive: boolean }) {
  const { t } = useTranslation('dialplan');
  const world = useWorld();
  const { editor } = useEditorParts();
  const Icon = kindIcons[node.kind];
  const isLedTo = useStore(editor.document.view, ({ plan }) => partsOf(plan).incoming.has(node.id));
  return (
    <>
      <Port id="in" type="target" y={inletY} isLive={isLive} isConnected={isLedTo} />
      <div aria-hidden className="flex items-center gap-2.5 px-2.5" style={{ height: headHeight }}>
        <span className={`flex size-8 shrink-0 items-center justify-center rounded-input ${groupTones[kindOf(node.kind).group]}`}>
          <Icon className="size-4.5" />
        </span>
        <span className="flex min-w-0 flex-col">
          <span className="truncate text-body leading-5 font-semibold">{titleOf(node, t)}</span>
          <span className="truncate text-caption text-n11">{summaryOf(node, world, t)}</span>
        </span>
      </div>
      <Exits node={node} isLive={isLive} />
    </>
  );
}
