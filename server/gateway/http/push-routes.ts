import { pushOverviewSchema, putPushSubscriptionSchema } from '../../../protocol/identity/push.ts';
import type { Notices } from '../../identity/index.ts';
import { idParams, type Router } from './router.ts';

const tag = 'Notices';

/** Which of one's own browsers are told while no page is open. */
export function addPushRoutes(router: Router, { subscriptions }: Pick<Notices, 'subscriptions'>): void {
  router.signedIn(
    { method: 'get', path: '/api/push', tag, summary: 'My browsers that are told, and the key for one more', answer: pushOverviewSchema },
    async (_input, { actor }) => subscriptions.overview(actor),
  );
  router.signedIn(
    {
      method: 'put',
      path: '/api/push/subscription',
      tag,
      summary: 'Tell this browser, and of what',
      body: putPushSubscriptionSchema,
      answer: pushOverviewSchema,
    },
    async ({ body }, { actor, userAgent }) => subscriptions.put(actor, body, userAgent),
  );
  router.signedIn(
    { method: 'delete', path: '/api/push/subscriptions/{id}', tag, summary: 'Tell one of my browsers no more', params: idParams },
    async ({ params }, { actor }) => subscriptions.remove(actor, params.id),
  );
}
