import { lazy } from 'react';
import { useCan, useMe } from '../../features/identity/index.ts';
import { QueryScope } from '../../platform/queries/query-scope.tsx';
import { useLocation, useNavigate } from '../../platform/router/router-context.tsx';
import { Permitted } from './permitted.tsx';

const RecordingsPage = lazy(() =>
  import('../../features/media/pages/recordings-page.tsx').then((module) => ({ default: module.RecordingsPage })),
);

const SealingPage = lazy(() => import('../../features/media/pages/sealing-page.tsx').then((module) => ({ default: module.SealingPage })));

function useSealingRights(): { tenantId: string; userId: string; maySeal: boolean } {
  const me = useMe();
  return { tenantId: me?.tenant.id ?? '', userId: me?.userId ?? '', maySeal: useCan('recordings.seal') };
}

/** `/admin/sealing` */
export function SealingRoute() {
  const rights = useSealingRights();
  return (
    <Permitted permission="recordings.seal">
      <SealingPage rights={rights} />
    </Permitted>
  );
}

/** `/recordings`; what is looked for and what is open stand in the address. */
export function RecordingsRoute() {
  const { path, search } = useLocation();
  const navigate = useNavigate();
  const me = useMe();
  const mayReadAll = useCan('recordings.read-all');
  const mayHold = useCan('recordings.hold');
  const sealing = useSealingRights();
  return (
    <Permitted permission="recordings.read-own">
      <QueryScope>
        <RecordingsPage
          addressSearch={search}
          onAddressSearchChange={(next) => navigate(next === '' ? path : `${path}?${next}`, { isReplacing: true })}
          rights={{ userId: me?.userId ?? '', mayReadAll, mayHold }}
          sealing={sealing}
        />
      </QueryScope>
    </Permitted>
  );
}
