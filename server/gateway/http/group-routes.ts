import { newRingGroupSchema, ringGroupListSchema, ringGroupSchema, updateRingGroupSchema } from '../../../protocol/telephony/groups.ts';
import {
  agentDeskSchema,
  agentWishSchema,
  ownDeskSchema,
  newQueueSchema,
  queueListSchema,
  queueSchema,
  queueSignInSchema,
  updateQueueSchema,
} from '../../../protocol/telephony/queues.ts';
import { callbackListSchema } from '../../../protocol/telephony/callbacks.ts';
import { requirePermission, type Identity } from '../../identity/index.ts';
import type { Groups, Telephony } from '../../telephony/index.ts';
import { memberNamesOf } from './member-names.ts';
import { idParams, type Router } from './router.ts';

export interface GroupRoutesOptions {
  readonly telephony: Pick<Telephony, 'groups'>;
  readonly identity: Pick<Identity, 'subscribers'>;
}

interface Membered {
  readonly members: readonly { readonly userId: string }[];
}

function membersOf(items: readonly Membered[]): readonly string[] {
  return items.flatMap((item) => item.members.map((member) => member.userId));
}

/** Queues hold up to 1,000 members with their skills. */
const maxQueueBytes = 512 * 1_024;

/** Ring groups and queues: an admin's work on them, and an agent's desk. */
export function addGroupRoutes(router: Router, { telephony, identity }: GroupRoutesOptions): void {
  addRingGroupRoutes(router, telephony.groups, identity);
  addQueueRoutes(router, telephony.groups, identity);
  addAgentRoutes(router, telephony.groups);
  addCallbackRoutes(router, telephony.groups);
}

function addRingGroupRoutes(router: Router, { ringGroups }: Groups, identity: GroupRoutesOptions['identity']): void {
  const tag = 'Ring groups';
  const path = '/api/admin/ring-groups';
  const one = `${path}/{id}`;
  router.signedIn({ method: 'get', path, tag, summary: 'List ring groups', answer: ringGroupListSchema }, async (_input, { actor }) => {
    const items = [...(await ringGroups.list(actor))];
    return { items, people: await memberNamesOf(identity, actor.tenantId, membersOf(items)) };
  });
  router.signedIn(
    { method: 'post', path, tag, summary: 'Add a ring group', body: newRingGroupSchema, answer: ringGroupSchema, status: 201 },
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

function addQueueRoutes(router: Router, { queueAdmin }: Groups, identity: GroupRoutesOptions['identity']): void {
  const tag = 'Queues';
  const path = '/api/admin/queues';
  const one = `${path}/{id}`;
  const maxBodyBytes = maxQueueBytes;
  router.signedIn({ method: 'get', path, tag, summary: 'List queues', answer: queueListSchema }, async (_input, { actor }) => {
    const items = [...(await queueAdmin.list(actor))];
    return { items, people: await memberNamesOf(identity, actor.tenantId, membersOf(items)) };
  });
  router.signedIn(
    { method: 'post', path, tag, summary: 'Add a queue', body: newQueueSchema, answer: queueSchema, status: 201, maxBodyBytes },
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
    { method: 'get', path: '/api/agent', tag, summary: 'My desk as an agent, if I am in a queue', answer: ownDeskSchema },
    async (_input, { actor }) => {
      requirePermission(actor, 'queue.serve');
      return { desk: (await queues.desk(actor.tenantId, actor.userId)) ?? null };
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

function addCallbackRoutes(router: Router, { callbacks }: Groups): void {
  const tag = 'Agents';
  router.signedIn(
    { method: 'get', path: '/api/callbacks', tag, summary: 'Callers who are to be called back', answer: callbackListSchema },
    async (_input, { actor }) => callbacks.list(actor),
  );
  router.signedIn(
    { method: 'delete', path: '/api/callbacks/{id}', tag, summary: 'Call somebody back no more', params: idParams },
    async ({ params }, { actor }) => callbacks.cancel(actor, params.id),
  );
}
