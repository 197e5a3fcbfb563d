import { NoticesPage } from '../../features/identity/pages/notices/notices-page.tsx';
import { QueryScope } from '../../platform/queries/query-scope.tsx';

/** `/account/notices` */
export function NoticesRoute() {
  return (
    <QueryScope>
      <NoticesPage />
    </QueryScope>
  );
}
