import {
  heldPageSchema,
  holdQuerySchema,
  receiptPageSchema,
  receiptQuerySchema,
  sessionHoldRequestSchema,
  sessionKeepingSchema,
  supportRetentionSchema,
} from '../../../protocol/support/retention.ts';
import type { SupportKeeping } from '../../support/index.ts';
import { idParams, type Router } from './router.ts';

const tag = 'Support';
const one = '/api/support/sessions/{id}';

type Parts = Pick<SupportKeeping, 'retention' | 'holds'>;

/** How long content of support sessions stays, who keeps it from being deleted, and the receipts of what is gone. */
export function addSupportRetentionRoutes(router: Router, parts: Parts): void {
  addKeepingRoutes(router, parts);
  addTenantRoutes(router, parts);
}

function addKeepingRoutes(router: Router, { retention, holds }: Parts): void {
  router.signedIn(
    {
      method: 'get',
      path: `${one}/keeping`,
      tag,
      summary: 'When the content of a support session is deleted, and what can be downloaded before',
      params: idParams,
      answer: sessionKeepingSchema,
    },
    async ({ params }, { actor }) => retention.keeping(actor, params.id),
  );
  router.signedIn(
    {
      method: 'put',
      path: `${one}/hold`,
      tag,
      summary: 'Keep the content of a support session from being deleted',
      params: idParams,
      body: sessionHoldRequestSchema,
      worksAfterEnd: true,
      answer: sessionKeepingSchema,
    },
    async ({ params, body }, { actor }) => {
      await holds.hold(actor, params.id, body.reason);
      return retention.keeping(actor, params.id);
    },
  );
  router.signedIn(
    {
      method: 'delete',
      path: `${one}/hold`,
      tag,
      summary: 'Ask for the end of a hold, or agree to it',
      params: idParams,
      worksAfterEnd: true,
      answer: sessionKeepingSchema,
    },
    async ({ params }, { actor }) => {
      await holds.release(actor, params.id);
      return retention.keeping(actor, params.id);
    },
  );
}

function addTenantRoutes(router: Router, { retention, holds }: Parts): void {
  router.signedIn(
    {
      method: 'get',
      path: '/api/support/receipts',
      tag,
      summary: 'Receipts of deleted content',
      query: receiptQuerySchema,
      answer: receiptPageSchema,
    },
    async ({ query }, { actor }) => {
      const { items, total } = await retention.receipts(actor, query);
      return { items: [...items], total };
    },
  );
  router.signedIn(
    {
      method: 'get',
      path: '/api/support/holds',
      tag,
      summary: 'Support sessions that are kept from being deleted',
      query: holdQuerySchema,
      answer: heldPageSchema,
    },
    async ({ query }, { actor }) => {
      const { items, total } = await holds.list(actor, query);
      return { items: [...items], total };
    },
  );
  const path = '/api/support/retention';
  router.signedIn(
    { method: 'get', path, tag, summary: 'How long content of screen sessions is kept', answer: supportRetentionSchema },
    async (_input, { actor }) => retention.settings(actor),
  );
  router.signedIn(
    {
      method: 'put',
      path,
      tag,
      summary: 'Set how long content of screen sessions is kept',
      body: supportRetentionSchema,
      answer: supportRetentionSchema,
    },
    async ({ body }, { actor }) => retention.putSettings(actor, body),
  );
}
