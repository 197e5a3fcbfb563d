import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Finding } from '../../../../../protocol/dialplan/node-kind.ts';
import { EmptyState } from '../../../../ui/feedback/empty-state.tsx';
import { findingSentence } from '../../state/finding-words.ts';
import { titleOf } from '../../state/node-words.ts';
import { partsOf } from '../../state/plan-parts.ts';
import { useEditorParts, usePlan } from '../editor-context.tsx';

/** Everything that the linter says of the draft; each line leads to its node. */
export function FindingsPanel() {
  const { t } = useTranslation('dialplan');
  const { findings } = useEditorParts();
  const all = useStore(findings.view, (view) => view.all);
  if (all.length === 0) return <EmptyState isCompact icon={CircleCheck} title={t('findings.none')} text={t('findings.noneText')} />;
  return (
    <ul className="flex flex-col p-1.5">
      {all.map((finding, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- two findings may say the same of one node
        <li key={`${finding.rule} ${finding.planNodeId ?? ''} ${String(index)}`}>
          <FindingButton finding={finding} />
        </li>
      ))}
    </ul>
  );
}

function FindingButton({ finding }: { finding: Finding }) {
  const { t } = useTranslation('dialplan');
  const { editor, canvas } = useEditorParts();
  const plan = usePlan();
  const part = finding.planNodeId === undefined ? undefined : partsOf(plan).parts.get(finding.planNodeId);
  const name = part?.kind === 'node' ? titleOf(part.node, t) : part?.kind === 'entry' ? part.entry.name : t('plan.whole');
  const isError = finding.severity === 'error';
  const Icon = isError ? CircleAlert : TriangleAlert;
  const show = (): void => {
    if (part === undefined) return editor.selection.clear();
    editor.selection.goTo({ id: part.id });
    canvas.current?.reveal(part.id);
    return undefined;
  };
  return (
    <button
      type="button"
      onClick={show}
      className="flex min-h-9 w-full items-center gap-2.5 rounded-input px-2 py-1 text-left text-dense hover:bg-n3 pointer-coarse:min-h-11"
    >
      <Icon aria-hidden className={`size-4 shrink-0 ${isError ? 'text-red-text' : 'text-amber-text'}`} />
      <span className="sr-only">{t(`severity.${finding.severity}`)}:</span>
      <span className="w-36 shrink-0 truncate font-medium">{name}</span>
      <span className="min-w-0 flex-1 text-pretty text-n11">{findingSentence(finding, plan, t)}</span>
    </button>
  );
}
