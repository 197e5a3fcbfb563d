import { useQuery } from '@tanstack/react-query';
import { GitCompareArrows, History, RotateCcw, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanVersion } from '../../../../../protocol/dialplan/api.ts';
import { exactTime, relativeTime } from '../../../../platform/i18n/format.ts';
import { currentLanguage } from '../../../../platform/i18n/i18n.ts';
import { useProblem } from '../../../../platform/http/use-problem.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { EmptyState } from '../../../../ui/feedback/empty-state.tsx';
import { ErrorState } from '../../../../ui/feedback/error-state.tsx';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { SkeletonRows } from '../../../../ui/feedback/skeleton.tsx';
import { toasts } from '../../../../ui/feedback/toast-store.ts';
import { Badge } from '../../../../ui/status/badge.tsx';
import { countsOf } from '../../state/drawn-diff.ts';
import { useEditorParts, useMarks } from '../editor-context.tsx';
import { useNow } from '../use-now.ts';
import { useRights } from '../rights-context.ts';
import { usePlansApi } from '../use-plans-api.ts';

/** What was published, when, by whom, why: compare it with the draft on the canvas, or bring it back. */
export function VersionsPanel({ publishedVersion }: { publishedVersion: number | null }) {
  const { t } = useTranslation('dialplan');
  const api = usePlansApi();
  const toProblem = useProblem();
  const { editor } = useEditorParts();
  const compare = useCompare();
  const list = useQuery({
    queryKey: ['plan-versions', editor.planId, publishedVersion],
    queryFn: ({ signal }) => api.versions(editor.planId, signal),
  });
  if (list.isError) return <ErrorState problem={toProblem(list.error)} onRetry={() => void list.refetch()} />;
  if (list.data === undefined) return <SkeletonRows count={3} />;
  if (list.data.items.length === 0) return <EmptyState isCompact icon={History} title={t('versions.none')} text={t('versions.noneText')} />;
  return (
    <div className="flex flex-col gap-2 p-3">
      <CompareNotice compare={compare} />
      <ul className="flex flex-col divide-y divide-n6">
        {list.data.items.map((version) => (
          <VersionLine key={version.number} version={version} isPublished={version.number === publishedVersion} compare={compare} />
        ))}
      </ul>
    </div>
  );
}

type Compare = ReturnType<typeof useCompare>;

function useCompare() {
  const { t } = useTranslation('dialplan');
  const api = usePlansApi();
  const toProblem = useProblem();
  const { editor, marks } = useEditorParts();
  const [number, setNumber] = useState<number>();
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (failure) {
      const { title, advice } = toProblem(failure);
      toasts.show({ tone: 'error', text: `${title} ${advice}` });
    }
  };
  return {
    number,
    show: (wanted: number) =>
      attempt(async () => {
        const { plan } = await api.version(editor.planId, wanted);
        marks.showPath(undefined);
        marks.compare(plan, editor.plan);
        setNumber(wanted);
      }),
    end(): void {
      marks.compare(undefined, editor.plan);
      setNumber(undefined);
    },
    restore: (wanted: number) =>
      attempt(async () => {
        const { plan } = await api.version(editor.planId, wanted);
        marks.compare(undefined, editor.plan);
        setNumber(undefined);
        if (!editor.apply({ name: 'restore', operation: { kind: 'replace-all', plan } })) return;
        toasts.show({ tone: 'success', text: t('versions.restored', { number: wanted }), undo: () => editor.undo() });
      }),
  };
}

function CompareNotice({ compare }: { compare: Compare }) {
  const { t } = useTranslation('dialplan');
  const diff = useMarks((view) => view.diff);
  if (diff === undefined || compare.number === undefined) return null;
  return (
    <Notice
      tone="info"
      action={
        <Button size="dense" tone="quiet" icon={X} onClick={() => compare.end()}>
          {t('versions.endCompare')}
        </Button>
      }
    >
      {t('versions.compared', { number: compare.number, ...countsOf(diff) })}
    </Notice>
  );
}

function VersionLine({ version, isPublished, compare }: { version: PlanVersion; isPublished: boolean; compare: Compare }) {
  const { t } = useTranslation('dialplan');
  const { mayUpdate } = useRights();
  const language = currentLanguage();
  const atMs = Date.parse(version.at);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5 text-dense">
      <span className="w-24 shrink-0 font-semibold">{t('versions.number', { number: version.number })}</span>
      <span className="min-w-40 flex-1">
        <span className="block truncate">
          {version.note === '' ? <span className="text-n11">{t('versions.noNote')}</span> : version.note}
        </span>
        <span className="block text-caption text-n11" title={exactTime(atMs, language)}>
          {[relativeTime(atMs, useNow(), language), version.byName ?? ''].filter((text) => text !== '').join(' · ')}
        </span>
      </span>
      {isPublished && <Badge tone="green">{t('versions.inForce')}</Badge>}
      <Button
        size="dense"
        icon={GitCompareArrows}
        aria-pressed={compare.number === version.number}
        aria-label={t('versions.compareNamed', { number: version.number })}
        onClick={() => (compare.number === version.number ? compare.end() : void compare.show(version.number))}
      >
        {t('versions.compare')}
      </Button>
      {mayUpdate && (
        <Button
          size="dense"
          icon={RotateCcw}
          aria-label={t('versions.restoreNamed', { number: version.number })}
          onClick={() => void compare.restore(version.number)}
        >
          {t('versions.restore')}
        </Button>
      )}
    </li>
  );
}
