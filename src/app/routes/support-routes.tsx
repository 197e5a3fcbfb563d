import { lazy, useState } from 'react';
import { useCan, useMe } from '../../features/identity/index.ts';
import { listSearchOf, searchTextOf } from '../../platform/lists/list-search.ts';
import { QueryScope } from '../../platform/queries/query-scope.tsx';
import { useLocation, useNavigate } from '../../platform/router/router-context.tsx';
import { secretOf } from './join-secret.ts';
import { useSupportRecords } from '../use-support-records.tsx';
import { Permitted } from './permitted.tsx';

const SessionsPage = lazy(() =>
  import('../../features/support/pages/sessions-page.tsx').then((module) => ({ default: module.SessionsPage })),
);
const ConsolePage = lazy(() => import('../../features/support/pages/console-page.tsx').then((module) => ({ default: module.ConsolePage })));
const RelayViewPage = lazy(() =>
  import('../../features/support/pages/relay-view-page.tsx').then((module) => ({ default: module.RelayViewPage })),
);
const RetentionPage = lazy(() =>
  import('../../features/support/pages/retention-page.tsx').then((module) => ({ default: module.RetentionPage })),
);
const ReportPage = lazy(() => import('../../features/support/pages/report-page.tsx').then((module) => ({ default: module.ReportPage })));

/** `/support`; what is looked for stands in the address. */
export function SupportRoute() {
  const { path, search } = useLocation();
  const navigate = useNavigate();
  const me = useMe();
  const mayReadAll = useCan('support.read-all');
  const mayManage = useCan('support.manage');
  const records = useSupportRecords();
  return (
    <Permitted permission="support.serve">
      <QueryScope>
        <SessionsPage
          search={listSearchOf(search)}
          onSearchChange={(next) => {
            const text = searchTextOf(next);
            navigate(text === '' ? path : `${path}?${text}`, { isReplacing: true });
          }}
          mayReadAll={mayReadAll}
          mayManage={mayManage}
          onReport={() => navigate('/support/report')}
          records={records}
          userId={me?.userId ?? ''}
          name={me?.displayName ?? ''}
          onOpen={(id) => navigate(`/support/${id}`)}
          onAgain={(id, formerId) => navigate(againPath(id, formerId))}
          onRelayView={(id) => navigate(`/support/${id}/relay`)}
        />
      </QueryScope>
    </Permitted>
  );
}

/** `/support/report`; the days stand in the address. */
export function SupportReportRoute() {
  const { path, search } = useLocation();
  const navigate = useNavigate();
  return (
    <Permitted permission="support.serve">
      <QueryScope>
        <ReportPage
          search={listSearchOf(search)}
          onSearchChange={(next) => navigate(`${path}?${searchTextOf(next)}`, { isReplacing: true })}
          onBack={() => navigate('/support')}
        />
      </QueryScope>
    </Permitted>
  );
}

/** `/admin/retention`; which list, and what of it, stands in the address. */
export function RetentionRoute() {
  const { path, search } = useLocation();
  const navigate = useNavigate();
  const records = useSupportRecords();
  return (
    <Permitted permission="support.manage">
      <RetentionPage
        search={listSearchOf(search)}
        onSearchChange={(next) => {
          const text = searchTextOf(next);
          navigate(text === '' ? path : `${path}?${text}`, { isReplacing: true });
        }}
        records={records}
      />
    </Permitted>
  );
}

/** `/support/ID/relay`: for those who manage support. */
export function RelayViewRoute() {
  const { path } = useLocation();
  const navigate = useNavigate();
  return (
    <Permitted permission="support.manage">
      <QueryScope>
        <RelayViewPage sessionId={path.split('/')[2] ?? ''} onBack={() => navigate('/support')} />
      </QueryScope>
    </Permitted>
  );
}

/** A session that goes on from another one; which one stands in the address, also when it is loaded again. */
function againPath(id: string, formerId: string): string {
  return `/support/${id}?${new URLSearchParams({ after: formerId }).toString()}`;
}

/** `/support/ID` */
export function ConsoleRoute() {
  const { path, search } = useLocation();
  const id = path.split('/')[2] ?? '';
  const navigate = useNavigate();
  const me = useMe();
  const records = useSupportRecords();
  return (
    <Permitted permission="support.serve">
      <QueryScope>
        {me && (
          <ConsolePage
            to={{ sessionId: id }}
            formerId={new URLSearchParams(search).get('after') ?? undefined}
            name={me.displayName}
            userId={me.userId}
            records={records}
            onLeave={() => navigate('/support')}
            onOpen={(other) => navigate(`/support/${other}`)}
            onAgain={(other, formerId) => navigate(againPath(other, formerId))}
          />
        )}
      </QueryScope>
    </Permitted>
  );
}

/** `/support/join/ROUTING#SECRET`: a colleague invites. */
export function JoinConsoleRoute() {
  const { path } = useLocation();
  const routing = path.split('/')[3] ?? '';
  const [secret] = useState(() => secretOf(routing));
  const navigate = useNavigate();
  const me = useMe();
  const records = useSupportRecords();
  return (
    <Permitted permission="support.serve">
      <QueryScope>
        {me && (
          <ConsolePage
            to={{ routing, secret }}
            name={me.displayName}
            userId={me.userId}
            records={records}
            onLeave={() => navigate('/support')}
            onOpen={(other) => navigate(`/support/${other}`)}
            onAgain={(other, formerId) => navigate(againPath(other, formerId))}
          />
        )}
      </QueryScope>
    </Permitted>
  );
}
