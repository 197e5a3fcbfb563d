import { lazy, type ReactNode } from 'react';
import { useCan } from '../../features/identity/index.ts';
import { QueryScope } from '../../platform/queries/query-scope.tsx';
import { useLocation, useNavigate } from '../../platform/router/router-context.tsx';
import { Permitted } from './permitted.tsx';

const PlansPage = lazy(() => import('../../features/dialplan/pages/plans-page.tsx').then((module) => ({ default: module.PlansPage })));
const PlanPage = lazy(() => import('../../features/dialplan/pages/plan-page.tsx').then((module) => ({ default: module.PlanPage })));

function InPlans({ children }: { children: ReactNode }) {
  return (
    <Permitted permission="plans.read">
      <QueryScope>{children}</QueryScope>
    </Permitted>
  );
}

function usePlanRights() {
  return { mayUpdate: useCan('plans.update'), mayPublish: useCan('plans.publish') };
}

/** `/plans`; the filter stands in the address. */
export function PlansRoute() {
  const { search } = useLocation();
  const navigate = useNavigate();
  const rights = usePlanRights();
  const query = new URLSearchParams(search).get('query') ?? '';
  const change = (next: string): void =>
    navigate(next === '' ? '/plans' : `/plans?${new URLSearchParams({ query: next }).toString()}`, { isReplacing: true });
  return (
    <InPlans>
      <PlansPage query={query} onQueryChange={change} rights={rights} />
    </InPlans>
  );
}

/** `/plans/ID` */
export function PlanRoute() {
  const { path } = useLocation();
  const rights = usePlanRights();
  const planId = decodeURIComponent(path.split('/')[2] ?? '');
  return (
    <InPlans>
      <PlanPage key={planId} planId={planId} rights={rights} />
    </InPlans>
  );
}
