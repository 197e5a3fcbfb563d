import { useQuery } from '@tanstack/react-query';
import { PhoneCall, Route } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PlanLive, PlanRun } from '../../../../../protocol/dialplan/api.ts';
import { useProblem } from '../../../../platform/http/use-problem.ts';
import { exactTime, relativeTime } from '../../../../platform/i18n/format.ts';
import { currentLanguage } from '../../../../platform/i18n/i18n.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { EmptyState } from '../../../../ui/feedback/empty-state.tsx';
import { ErrorState } from '../../../../ui/feedback/error-state.tsx';
import { SkeletonRows } from '../../../../ui/feedback/skeleton.tsx';
import { litPathOf } from '../../state/lit-path.ts';
import { titleOf } from '../../state/node-words.ts';
import { partsOf } from '../../state/plan-parts.ts';
import { useEditorParts, usePlan } from '../editor-context.tsx';
import { useNow } from '../use-now.ts';
import { usePlansApi } from '../use-plans-api.ts';

/** Calls that are in the plan now, and the ways that the last ones took. */
export function LivePanel({ live }: { live: PlanLive | undefined }) {
  const { t } = useTranslation('dialplan');
  return (
    <div className="flex flex-col gap-5 p-3 lg:flex-row">
      <section aria-label={t('live.now')} className="min-w-0 flex-1">
        <h3 className="pb-1.5 text-dense font-semibold">{t('live.now')}</h3>
        {live === undefined || live.calls.length === 0 ? (
          <p className="text-dense text-n11">{t('live.none')}</p>
        ) : (
          <ul className="flex flex-col divide-y divide-n6">
            {live.calls.map((call) => (
              <LiveLine key={call.callId} call={call} />
            ))}
          </ul>
        )}
      </section>
      <section aria-label={t('live.last')} className="min-w-0 flex-1">
        <h3 className="pb-1.5 text-dense font-semibold">{t('live.last')}</h3>
        <LastCalls />
      </section>
    </div>
  );
}

function callerOf({ callerName, callerNumber }: { callerName: string; callerNumber: string }, unknown: string): string {
  if (callerName === '' && callerNumber === '') return unknown;
  return callerName === '' ? callerNumber : callerName;
}

function LiveLine({ call }: { call: PlanLive['calls'][number] }) {
  const { t } = useTranslation('dialplan');
  const { editor, canvas } = useEditorParts();
  const part = partsOf(usePlan()).parts.get(call.nodeId);
  const show = (): void => {
    editor.selection.goTo({ id: call.nodeId });
    canvas.current?.reveal(call.nodeId);
  };
  return (
    <li className="flex min-h-9 items-center gap-2 text-dense">
      <PhoneCall aria-hidden className="size-4 text-green-text" />
      <span className="min-w-0 flex-1 truncate">{callerOf(call, t('simulate.withheld'))}</span>
      {part?.kind === 'node' && (
        <Button size="dense" tone="quiet" onClick={show}>
          {titleOf(part.node, t)}
        </Button>
      )}
    </li>
  );
}

function LastCalls() {
  const { t } = useTranslation('dialplan');
  const api = usePlansApi();
  const toProblem = useProblem();
  const { editor } = useEditorParts();
  const runs = useQuery({
    queryKey: ['plan-runs', editor.planId],
    queryFn: ({ signal }) => api.runs(editor.planId, signal),
    staleTime: 5_000,
  });
  if (runs.isError) return <ErrorState problem={toProblem(runs.error)} onRetry={() => void runs.refetch()} />;
  if (runs.data === undefined) return <SkeletonRows count={3} />;
  if (runs.data.items.length === 0) return <EmptyState isCompact icon={Route} title={t('live.noRuns')} text={t('live.noRunsText')} />;
  return (
    <ul className="flex flex-col divide-y divide-n6">
      {runs.data.items.map((run) => (
        <RunLine key={run.callId} run={run} />
      ))}
    </ul>
  );
}

function RunLine({ run }: { run: PlanRun }) {
  const { t } = useTranslation('dialplan');
  const { editor, marks } = useEditorParts();
  const language = currentLanguage();
  const atMs = Date.parse(run.startedAt);
  const caller = callerOf(run, t('simulate.withheld'));
  return (
    <li className="flex min-h-9 items-center gap-2 text-dense">
      <span className="min-w-0 flex-1">
        <span className="block truncate">{caller}</span>
        <span className="block text-caption text-n11" title={exactTime(atMs, language)}>
          {relativeTime(atMs, useNow(), language)} · {t('versions.number', { number: run.version })}
        </span>
      </span>
      <Button
        size="dense"
        icon={Route}
        aria-label={t('live.showNamed', { name: caller })}
        onClick={() => marks.showPath(litPathOf(editor.planId, editor.plan.entries[0]?.id, run.path))}
      >
        {t('live.show')}
      </Button>
    </li>
  );
}
