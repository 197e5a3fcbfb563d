import { ChevronRight, CircleAlert, LogIn, StickyNote, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { kindOf } from '../../../../../protocol/dialplan/nodes/index.ts';
import { joinClasses } from '../../../../ui/join-classes.ts';
import { summaryOf, titleOf } from '../../state/node-words.ts';
import type { Part } from '../../state/plan-parts.ts';
import { readingOrder } from '../../state/reading-order.ts';
import { useEditor, useFindingsOf, useMarks, usePlan, useSelection } from '../editor-context.tsx';
import { groupTones, kindIcons } from '../kind-icons.ts';
import { useLinesOf } from '../lines-context.tsx';
import { useWorld } from '../world-context.tsx';

/** The plan as a list, in the order in which a call goes through it: for narrow screens, and for whoever prefers reading. */
export function PartList({ onOpen }: { onOpen: (id: string) => void }) {
  const { t } = useTranslation('dialplan');
  const plan = usePlan();
  return (
    <ul aria-label={t('partList.name')} className="h-full overflow-auto p-2">
      {readingOrder(plan).map(({ part, depth }) => (
        <PartLine key={part.id} part={part} depth={depth} onOpen={onOpen} />
      ))}
    </ul>
  );
}

const MAX_INDENT = 6;

function PartLine({ part, depth, onOpen }: { part: Part; depth: number | undefined; onOpen: (id: string) => void }) {
  const { t } = useTranslation('dialplan');
  const editor = useEditor();
  const isSelected = useSelection(({ ids }) => ids.has(part.id));
  const visits = useMarks(({ path }) => path?.visits.get(part.id));
  const findings = useFindingsOf(part.id);
  const { Icon, tone, title, text } = usePartWords(part);
  const worst = findings[0]?.severity;
  return (
    <li style={{ paddingInlineStart: Math.min(depth ?? 0, MAX_INDENT) * 12 }}>
      <button
        type="button"
        aria-current={isSelected ? 'true' : undefined}
        onClick={() => {
          editor.selection.goTo({ id: part.id });
          onOpen(part.id);
        }}
        className="flex min-h-11 w-full items-center gap-2.5 rounded-input px-2 py-1 text-left hover:bg-n3 aria-[current]:bg-accent-soft"
      >
        <span aria-hidden className={`flex size-7 shrink-0 items-center justify-center rounded-input ${tone}`}>
          <Icon className="size-4" />
        </span>
        <span className="flex min-w-0 flex-1 flex-col">
          <span className="truncate text-body font-medium">{title}</span>
          <span className="truncate text-caption text-n11">
            {depth === undefined && part.kind === 'node' ? t('partList.unused') : text}
          </span>
        </span>
        {visits !== undefined && (
          <span className="rounded-full bg-accent px-1.5 text-caption font-semibold text-accent-ink tabular-nums">
            <span className="sr-only">{t('canvas.step', { number: '' })}</span>
            {visits.join('·')}
          </span>
        )}
        {worst !== undefined && (
          <span className={joinClasses('flex items-center', worst === 'error' ? 'text-red-text' : 'text-amber-text')}>
            {worst === 'error' ? <CircleAlert aria-hidden className="size-4" /> : <TriangleAlert aria-hidden className="size-4" />}
            <span className="sr-only">{t('canvas.findings', { count: findings.length })}</span>
          </span>
        )}
        <ChevronRight aria-hidden className="size-4 shrink-0 text-n10" />
      </button>
    </li>
  );
}

function usePartWords(part: Part) {
  const { t } = useTranslation('dialplan');
  const world = useWorld();
  const lines = useLinesOf(part.id);
  switch (part.kind) {
    case 'entry':
      return { Icon: LogIn, tone: groupTones.ring, title: part.entry.name, text: lines.map(({ number }) => number).join(', ') };
    case 'note':
      return { Icon: StickyNote, tone: groupTones.say, title: t('note.add'), text: part.note.text };
    default:
      return {
        Icon: kindIcons[part.node.kind],
        tone: groupTones[kindOf(part.node.kind).group],
        title: titleOf(part.node, t),
        text: summaryOf(part.node, world, t),
      };
  }
}
