import { ringGroupFieldsSchema, ringGroupListSchema, ringGroupSchema, updateRingGroupSchema } from '../../../protocol/telephony/groups.ts';
import {
  agentDeskSchema,
  agentWishSchema,
  queueFieldsSchema,
  queueListSchema,
  queueSchema,
  queueSignInSchema,
  updateQueueSchema,
} from '../../../protocol/telephony/queues.ts';
import { requirePermission } from '../../identity/index.ts';
import type { Groups, Telephony } from '../../telephony/index.ts';
import { idParams, type Router } from './router.ts';

export interface GroupRoutesOptions {
  readonly telephony: Pick<Telephony, 'groups'>;
}

/** Queues hold up to 1,000 members with their skills. */
const maxQueueBytes = 512 * 1_024;

/** Ring groups and queues: an admin's work on them, and an agent's desk. */
export function addGroupRoutes(router: Router, { telephony }: GroupRoutesOptions): void {
  addRingGroupRoutes(router, telephony.groups);
  addQueueRoutes(router, telephony.groups);
  addAgentRoutes(router, telephony.groups);
}

function addRingGroupRoutes(router: Router, { ringGroups }: Groups): void {
  const tag = 'Ring groups';
  const path = '/api/admin/ring-groups';
  const one = `${path}/{id}`;
  router.signedIn({ method: 'get', path, tag, summary: 'List ring groups', answer: ringGroupListSchema }, async (_input, { actor }) => ({
    items: [...(await ringGroups.list(actor))],
  }));
  router.signedIn(
    { method: 'post', path, tag, summary: 'Add a ring group', body: ringGroupFieldsSchema, answer: ringGroupSchema, status: 201 },
    async ({ body }, { actor }) => ringGroups.create(actor, body),
  );
  router.signedIn(
    {
      method: 'put',
      path: one,
      tag,
      summary: 'Change a ring group',
      params: idParams,
      body: updateRingGroupSchema,
      answer: ringGroupSchema,
    },
    async ({ params, body }, { actor }) => ringGroups.update(actor, { ...body, id: params.id }),
  );
  router.signedIn(
    { method: 'delete', path: one, tag, summary: 'Delete a ring group that nothing uses', params: idParams },
    async ({ params }, { actor }) => ringGroups.delete(actor, params.id),
  );
}

function addQueueRoutes(router: Router, { queueAdmin }: Groups): void {
  const tag = 'Queues';
  const path = '/api/admin/queues';
  const one = `${path}/{id}`;
  const maxBodyBytes = maxQueueBytes;
  router.signedIn({ method: 'get', path, tag, summary: 'List queues', answer: queueListSchema }, async (_input, { actor }) => ({
    items: [...(await queueAdmin.list(actor))],
  }));
  router.signedIn(
    { method: 'post', path, tag, summary: 'Add a queue', body: queueFieldsSchema, answer: queueSchema, status: 201, maxBodyBytes },
    async ({ body }, { actor }) => queueAdmin.create(actor, body),
  );
  router.signedIn(
    {
      method: 'put',
      path: one,
      tag,
      summary: 'Change a queue',
      params: idParams,
      body: updateQueueSchema,
      answer: queueSchema,
      maxBodyBytes,
    },
    async ({ params, body }, { actor }) => queueAdmin.update(actor, { ...body, id: params.id }),
  );
  router.signedIn(
    { method: 'delete', path: one, tag, summary: 'Delete a queue that nothing uses', params: idParams },
    async ({ params }, { actor }) => queueAdmin.delete(actor, params.id),
  );
}

function addAgentRoutes(router: Router, { queues }: Groups): void {
  const tag = 'Agents';
  router.signedIn(
    { method: 'get', path: '/api/agent', tag, summary: 'My desk as an agent; 404 when I am in no queue', answer: agentDeskSchema },
    async (_input, { actor }) => {
      requirePermission(actor, 'queue.serve');
      return queues.desk(actor.tenantId, actor.userId);
    },
  );
  router.signedIn(
    { method: 'put', path: '/api/agent/state', tag, summary: 'Be ready, or pause', body: agentWishSchema, answer: agentDeskSchema },
    async ({ body }, { actor }) => {
      requirePermission(actor, 'queue.serve');
      return queues.wish(actor.tenantId, actor.userId, body);
    },
  );
  router.signedIn(
    {
      method: 'put',
      path: '/api/agent/queues/{id}',
      tag,
      summary: 'Sign in to a queue of mine, or out of it',
      params: idParams,
      body: queueSignInSchema,
      answer: agentDeskSchema,
    },
    async ({ params, body }, { actor }) => {
      requirePermission(actor, 'queue.serve');
      return queues.signIn(actor.tenantId, actor.userId, { queueId: params.id, isSignedIn: body.isSignedIn });
    },
  );
}
