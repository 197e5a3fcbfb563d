import { CircleAlert, CircleCheck, CircleDashed, PencilLine, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PlanSummary } from '../../../../../protocol/dialplan/api.ts';
import { exactTime, relativeTime } from '../../../../platform/i18n/format.ts';
import { currentLanguage } from '../../../../platform/i18n/i18n.ts';
import { useNavigate } from '../../../../platform/router/router-context.tsx';
import { Badge } from '../../../../ui/status/badge.tsx';
import type { Column } from '../../../../ui/table/column.ts';
import { DataTable } from '../../../../ui/table/data-table.tsx';
import { stateOfPlan } from '../../state/plan-list.ts';
import type { PlanRights } from '../../state/rights.ts';
import { useNow } from '../use-now.ts';
import { PlanMenu } from './plan-menu.tsx';

/** All plans with how they stand. */
export function PlanTable({ plans, rights }: { plans: readonly PlanSummary[]; rights: PlanRights }) {
  const { t } = useTranslation('dialplan');
  const navigate = useNavigate();
  const columns: readonly Column<PlanSummary>[] = [
    { id: 'name', title: t('list.name'), isRowHeader: true, render: (plan) => <span className="font-medium">{plan.name}</span> },
    { id: 'lines', title: t('list.lines'), render: (plan) => <Lines plan={plan} /> },
    { id: 'state', title: t('list.state'), width: 'w-44', render: (plan) => <PlanState plan={plan} /> },
    { id: 'findings', title: t('list.findings'), width: 'w-32', render: (plan) => <FindingCounts plan={plan} /> },
    { id: 'updated', title: t('list.updated'), width: 'w-52', render: (plan) => <Updated plan={plan} /> },
  ];
  return (
    <DataTable
      label={t('list.title')}
      columns={columns}
      rows={plans}
      keyOf={(plan) => plan.id}
      onOpen={(plan) => navigate(`/plans/${plan.id}`)}
      renderActions={(plan) => <PlanMenu plan={plan} rights={rights} />}
    />
  );
}

function Lines({ plan }: { plan: PlanSummary }) {
  const { t } = useTranslation('dialplan');
  if (plan.attached.length === 0) return <span className="text-n11">{t('list.noLines')}</span>;
  return <span className="tabular-nums">{plan.attached.map((line) => line.number).join(', ')}</span>;
}

/** Draft only, published, or published with a newer draft. */
export function PlanState({ plan }: { plan: Pick<PlanSummary, 'publishedVersion' | 'isDraftChanged'> }) {
  const { t } = useTranslation('dialplan');
  const state = stateOfPlan(plan);
  const version = plan.publishedVersion ?? 0;
  if (state === 'draft') {
    return (
      <Badge icon={CircleDashed} tone="neutral">
        {t('state.draft')}
      </Badge>
    );
  }
  const isPublished = state === 'published';
  return (
    <Badge icon={isPublished ? CircleCheck : PencilLine} tone={isPublished ? 'green' : 'amber'}>
      {t(isPublished ? 'state.published' : 'state.changed', { version })}
    </Badge>
  );
}

function FindingCounts({ plan }: { plan: PlanSummary }) {
  const { t } = useTranslation('dialplan');
  if (plan.errorCount === 0 && plan.warningCount === 0) return <span className="text-n11">{t('list.none')}</span>;
  return (
    <span className="inline-flex gap-1.5">
      {plan.errorCount > 0 && (
        <Badge tone="red" icon={CircleAlert}>
          {plan.errorCount}
          <span className="sr-only">{t('severity.error')}</span>
        </Badge>
      )}
      {plan.warningCount > 0 && (
        <Badge tone="amber" icon={TriangleAlert}>
          {plan.warningCount}
          <span className="sr-only">{t('severity.warning')}</span>
        </Badge>
      )}
    </span>
  );
}

function Updated({ plan }: { plan: PlanSummary }) {
  const { t } = useTranslation('dialplan');
  const language = currentLanguage();
  const atMs = Date.parse(plan.updatedAt);
  const when = relativeTime(atMs, useNow(), language);
  return (
    <span title={exactTime(atMs, language)} className="text-n11">
      {plan.updatedByName === null ? when : t('list.updatedBy', { when, name: plan.updatedByName })}
    </span>
  );
}
