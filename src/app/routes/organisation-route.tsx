import { OrganisationPage } from '../../features/identity/pages/organisation/organisation-page.tsx';
import { Permitted } from './permitted.tsx';

/** `/admin/organisation` */
export function OrganisationRoute() {
  return (
    <Permitted permission="tenant.stay">
      <OrganisationPage />
    </Permitted>
  );
}
