import { useQuery, useQueryClient } from '@tanstack/react-query';
import { FileUp, Plus, SearchX, Workflow } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblem } from '../../../platform/http/use-problem.ts';
import { usePlatform } from '../../../platform/platform-context.tsx';
import { useNavigate } from '../../../platform/router/router-context.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { ErrorState } from '../../../ui/feedback/error-state.tsx';
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx';
import { SearchField } from '../../../ui/field/search-field.tsx';
import { PageHeader } from '../../../ui/navigation/page-header.tsx';
import { useShortcut } from '../../../ui/shortcuts/use-shortcut.ts';
import { ImportPlanDialog } from '../components/list/import-plan-dialog.tsx';
import { NewPlanDialog } from '../components/list/new-plan-dialog.tsx';
import { PlanTable } from '../components/list/plan-table.tsx';
import { usePlansApi } from '../components/use-plans-api.ts';
import { fittingPlans } from '../state/plan-list.ts';
import type { PlanRights } from '../state/rights.ts';

export interface PlansPageProps {
  query: string;
  onQueryChange: (query: string) => void;
  rights: PlanRights;
}

/** `/plans`: all dial plans, and the way to a new one. */
export function PlansPage({ query, onQueryChange, rights }: PlansPageProps) {
  const { t } = useTranslation('dialplan');
  const navigate = useNavigate();
  const [open, setOpen] = useState<'new' | 'import'>();
  const searchBox = useRef<HTMLInputElement>(null);
  useRefreshOnChange();
  useShortcut('/', () => searchBox.current?.focus());
  useShortcut(rights.mayUpdate && open === undefined ? 'n' : undefined, () => setOpen('new'));
  const actions = rights.mayUpdate && (
    <>
      <Button icon={FileUp} onClick={() => setOpen('import')}>
        {t('list.import')}
      </Button>
      <Button tone="primary" icon={Plus} shortcut="n" aria-keyshortcuts="n" onClick={() => setOpen('new')}>
        {t('list.new')}
      </Button>
    </>
  );
  const close = (): void => setOpen(undefined);
  const show = (id: string): void => navigate(`/plans/${id}`);
  return (
    <div className="px-3 py-4 sm:px-6 sm:py-5">
      <PageHeader title={t('list.title')} text={t('list.text')} actions={actions} />
      <section aria-label={t('list.title')} className="card overflow-hidden">
        <div className="border-b p-2">
          <div className="sm:max-w-90">
            <SearchField ref={searchBox} label={t('list.search')} aria-keyshortcuts="/" value={query} onValueChange={onQueryChange} />
          </div>
        </div>
        <PlanListBody query={query} onClear={() => onQueryChange('')} rights={rights} onNew={() => setOpen('new')} />
      </section>
      {open === 'new' && <NewPlanDialog onClose={close} onCreated={show} />}
      {open === 'import' && <ImportPlanDialog onClose={close} onCreated={show} />}
    </div>
  );
}

interface PlanListBodyProps {
  query: string;
  rights: PlanRights;
  onClear: () => void;
  onNew: () => void;
}

function PlanListBody({ query, rights, onClear, onNew }: PlanListBodyProps) {
  const { t } = useTranslation('dialplan');
  const toProblem = useProblem();
  const api = usePlansApi();
  const list = useQuery({ queryKey: ['plans'], queryFn: ({ signal }) => api.list(signal) });
  if (list.isError) return <ErrorState problem={toProblem(list.error)} onRetry={() => void list.refetch()} />;
  if (list.data === undefined) return <SkeletonRows count={6} />;
  if (list.data.items.length === 0) {
    const create = rights.mayUpdate && (
      <Button tone="primary" icon={Plus} onClick={onNew}>
        {t('list.new')}
      </Button>
    );
    return <EmptyState icon={Workflow} title={t('list.emptyTitle')} text={t('list.emptyText')} action={create} />;
  }
  const fitting = fittingPlans(list.data.items, query);
  if (fitting.length === 0) {
    return <EmptyState icon={SearchX} title={t('list.noMatch', { query })} action={<Button onClick={onClear}>{t('list.clear')}</Button>} />;
  }
  return <PlanTable plans={fitting} rights={rights} />;
}

/** Somebody stored, published or deleted a plan: the list is read again. */
function useRefreshOnChange(): void {
  const { live } = usePlatform();
  const queries = useQueryClient();
  useEffect(() => {
    const scope = new AbortController();
    live.onNotification('plan.changed', () => void queries.invalidateQueries({ queryKey: ['plans'] }), scope.signal);
    return () => scope.abort();
  }, [live, queries]);
}
