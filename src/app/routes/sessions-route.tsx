import { SessionsPage } from '../../features/identity/pages/sessions-page.tsx';
import { QueryScope } from '../../platform/queries/query-scope.tsx';

/** `/account/sessions` */
export function SessionsRoute() {
  return (
    <QueryScope>
      <SessionsPage />
    </QueryScope>
  );
}
