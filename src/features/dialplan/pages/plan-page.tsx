import { useQuery } from '@tanstack/react-query';
import { Workflow } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanDetail } from '../../../../protocol/dialplan/api.ts';
import { ApiFailure } from '../../../platform/http/api-failure.ts';
import { useProblem } from '../../../platform/http/use-problem.ts';
import { Link } from '../../../platform/router/link.tsx';
import { buttonClasses } from '../../../ui/button/button-styles.ts';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { ErrorState } from '../../../ui/feedback/error-state.tsx';
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx';
import { PlanWorkspace } from '../components/page/plan-workspace.tsx';
import { RightsProvider } from '../components/rights-context.ts';
import { usePlansApi } from '../components/use-plans-api.ts';
import { useWorldOf, WorldProvider } from '../components/world-context.tsx';
import { LinesProvider, useLinesOfPlan } from '../components/lines-context.tsx';
import type { UnsentChanges } from '../state/draft-saver.ts';
import type { PlanRights } from '../state/rights.ts';
import { createUnsentStore } from '../state/unsent-store.ts';

/** `/plans/ID`: the editor of one plan. */
export function PlanPage({ planId, rights }: { planId: string; rights: PlanRights }) {
  const { t } = useTranslation('dialplan');
  const toProblem = useProblem();
  const opened = useOpened(planId);
  const world = useWorldOf(planId);
  if (opened.isError && opened.error instanceof ApiFailure && opened.error.code === 'not-found') {
    const back = (
      <Link to="/plans" className={buttonClasses('secondary', 'normal')}>
        {t('page.back')}
      </Link>
    );
    return <EmptyState isPage icon={Workflow} title={t('page.gone')} text={t('page.goneText')} action={back} />;
  }
  if (opened.isError && opened.data === undefined) {
    return <ErrorState problem={toProblem(opened.error)} onRetry={() => void opened.refetch()} />;
  }
  if (world.isError && world.data === undefined) {
    return <ErrorState problem={toProblem(world.error)} onRetry={() => void world.refetch()} />;
  }
  if (opened.data === undefined || world.data === undefined) return <SkeletonRows count={8} />;
  return (
    <RightsProvider value={rights}>
      <WorldProvider value={world.data}>
        <WithThings {...opened.data} mayUpdate={rights.mayUpdate} />
      </WorldProvider>
    </RightsProvider>
  );
}

interface Opened {
  detail: PlanDetail;
  left: UnsentChanges | undefined;
}

/** The plan with what an earlier visit left unsent. */
function useOpened(planId: string) {
  const api = usePlansApi();
  return useQuery({
    queryKey: ['plan', planId],
    queryFn: async ({ signal }): Promise<Opened> => {
      const [detail, left] = await Promise.all([api.plan(planId, signal), createUnsentStore(planId).read()]);
      return { detail, left };
    },
  });
}

function WithThings({ detail, left, mayUpdate }: Opened & { mayUpdate: boolean }) {
  const lines = useLinesOfPlan(detail.id);
  // What the editor begins with; later readings only tell name, versions and state.
  const [first] = useState({ detail, left });
  return (
    <LinesProvider value={lines}>
      <PlanWorkspace first={first.detail} left={first.left} detail={detail} mayUpdate={mayUpdate} />
    </LinesProvider>
  );
}
