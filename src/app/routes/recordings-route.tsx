import { lazy } from 'react';
import { useCan, useMe } from '../../features/identity/index.ts';
import { QueryScope } from '../../platform/queries/query-scope.tsx';
import { useLocation, useNavigate } from '../../platform/router/router-context.tsx';
import { Permitted } from './permitted.tsx';

const RecordingsPage = lazy(() =>
  import('../../features/media/pages/recordings-page.tsx').then((module) => ({ default: module.RecordingsPage })),
);

/** `/recordings`; what is looked for and what is open stand in the address. */
export function RecordingsRoute() {
  const { path, search } = useLocation();
  const navigate = useNavigate();
  const me = useMe();
  const mayReadAll = useCan('recordings.read-all');
  const mayHold = useCan('recordings.hold');
  return (
    <Permitted permission="recordings.read-own">
      <QueryScope>
        <RecordingsPage
          addressSearch={search}
          onAddressSearchChange={(next) => navigate(next === '' ? path : `${path}?${next}`, { isReplacing: true })}
          rights={{ userId: me?.userId ?? '', mayReadAll, mayHold }}
        />
      </QueryScope>
    </Permitted>
  );
}
