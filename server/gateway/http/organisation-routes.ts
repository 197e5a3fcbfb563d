import { endTenantSchema, organisationSchema } from '../../../protocol/identity/tenant-end.ts';
import type { Identity } from '../../identity/index.ts';
import type { Router } from './router.ts';

const tag = 'Organisation';
const path = '/api/organisation';

/** The organisation as a whole: whether its time goes on, its end, and taking that back. */
export function addOrganisationRoutes(router: Router, { ending }: Pick<Identity, 'ending'>): void {
  router.signedIn(
    { method: 'get', path, tag, summary: 'The organisation, and when what of it is deleted if it ended', answer: organisationSchema },
    async (_input, { actor }) => ending.get(actor),
  );
  router.signedIn(
    { method: 'post', path: `${path}/end`, tag, summary: 'End the organisation', body: endTenantSchema, answer: organisationSchema },
    async ({ body }, { actor }) => ending.end(actor, body),
  );
  router.signedIn(
    {
      method: 'delete',
      path: `${path}/end`,
      tag,
      summary: 'Take the end of the organisation back',
      answer: organisationSchema,
      worksAfterEnd: true,
    },
    async (_input, { actor }) => ending.takeBack(actor),
  );
}
