import { emergencyAlertListSchema, emergencyFactsSchema, emergencyReportSchema } from '../../../protocol/telephony/emergency.ts';
import { requirePermission } from '../../identity/index.ts';
import type { EmergencyService } from '../../telephony/index.ts';
import { idParams, type Router } from './router.ts';

/** What the dialler shows before an emergency call, and the alerts that admins take care of. */
export function addEmergencyRoutes(router: Router, { emergency }: { readonly emergency: EmergencyService }): void {
  router.signedIn(
    {
      method: 'get',
      path: '/api/phone/emergency',
      tag: 'Phone',
      summary: 'Emergency numbers and where I am',
      answer: emergencyFactsSchema,
    },
    async (_input, { actor }) => {
      requirePermission(actor, 'phone.use');
      return emergency.factsFor(actor);
    },
  );
  router.signedIn(
    { method: 'post', path: '/api/phone/emergency', tag: 'Phone', summary: 'I call for help', body: emergencyReportSchema },
    async ({ body }, { actor }) => emergency.report(actor, body),
  );
  router.signedIn(
    {
      method: 'get',
      path: '/api/emergency-alerts',
      tag: 'Emergency',
      summary: 'Emergency calls that nobody took care of yet',
      answer: emergencyAlertListSchema,
    },
    async (_input, { actor }) => ({ items: [...(await emergency.open(actor))] }),
  );
  router.signedIn(
    {
      method: 'post',
      path: '/api/emergency-alerts/{id}/acknowledge',
      tag: 'Emergency',
      summary: 'Say that I take care of it',
      params: idParams,
    },
    async ({ params }, { actor }) => emergency.acknowledge(actor, params.id),
  );
}
