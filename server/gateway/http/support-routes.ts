import { z } from 'zod';
import { routingIdSchema } from '../../../protocol/support/relay-requests.ts';
import { rateEndedSchema } from '../../../protocol/support/relay-requests.ts';
import {
  assignSessionSchema,
  createSessionSchema,
  inviteStatusSchema,
  putOutcomeSchema,
  relayViewQuerySchema,
  relayViewSchema,
  sessionDetailSchema,
  sessionPageSchema,
  sessionQuerySchema,
} from '../../../protocol/support/session.ts';
import { seenSampleSchema } from '../../../protocol/support/seen.ts';
import type { Support } from '../../support/index.ts';
import { idParams, type Router } from './router.ts';
import { addSupportRetentionRoutes } from './support-retention-routes.ts';

const tag = 'Support';
const one = '/api/support/sessions/{id}';
/** Sealed notes of 64 KiB with their envelope. */
const maxOutcomeBytes = 98_304;

/** Support sessions as staff manage them, and who invites, as a customer may ask. */
export function addSupportRoutes(router: Router, support: Pick<Support, 'sessions' | 'seen' | 'invites' | 'ratings' | 'keeping'>): void {
  addSupportRetentionRoutes(router, support.keeping);
  addSessionRoutes(router, support);
  addSessionChanges(router, support);
  router.open(
    {
      method: 'get',
      path: '/api/support/invites/{routingId}',
      tag,
      summary: 'Who invites to a support session, and whether the invite still serves',
      params: z.object({ routingId: routingIdSchema }),
      answer: inviteStatusSchema,
    },
    async ({ params }, { address }) => support.invites.status(params.routingId, address),
  );
  router.open(
    {
      method: 'post',
      path: '/api/support/rating',
      tag,
      summary: 'A customer says how content they were, after the session',
      body: rateEndedSchema,
    },
    async ({ body }, { address }) => support.ratings.rate(body, address),
  );
}

function addSessionRoutes(router: Router, { sessions, seen }: Pick<Support, 'sessions' | 'seen'>): void {
  router.signedIn(
    {
      method: 'post',
      path: '/api/support/sessions',
      tag,
      summary: 'Begin a support session',
      body: createSessionSchema,
      answer: sessionDetailSchema,
      status: 201,
    },
    async ({ body }, { actor }) => sessions.create(actor, body),
  );
  router.signedIn(
    {
      method: 'get',
      path: '/api/support/sessions',
      tag,
      summary: 'Support sessions',
      query: sessionQuerySchema,
      answer: sessionPageSchema,
    },
    async ({ query }, { actor }) => {
      const { items, total } = await sessions.list(actor, query);
      return { items: [...items], total };
    },
  );
  router.signedIn(
    { method: 'get', path: one, tag, summary: 'One support session', params: idParams, answer: sessionDetailSchema },
    async ({ params }, { actor }) => sessions.get(actor, params.id),
  );
  router.signedIn(
    {
      method: 'get',
      path: `${one}/relay-view`,
      tag,
      summary: 'What the server sees of a support session: ciphertext',
      params: idParams,
      query: relayViewQuerySchema,
      answer: relayViewSchema,
    },
    async ({ params, query }, { actor }) => sessions.relayView(actor, params.id, query.after),
  );
  router.signedIn(
    {
      method: 'post',
      path: `${one}/sample`,
      tag,
      summary: 'What passes through the server of a support session right now: sealed packets, messages and pieces of files',
      params: idParams,
      answer: seenSampleSchema,
    },
    async ({ params }, { actor }) => seen.sample(actor, params.id),
  );
}

function addSessionChanges(router: Router, { sessions }: Pick<Support, 'sessions'>): void {
  router.signedIn(
    {
      method: 'post',
      path: `${one}/assign`,
      tag,
      summary: 'Give a support session to somebody, or take it',
      params: idParams,
      body: assignSessionSchema,
      answer: sessionDetailSchema,
    },
    async ({ params, body }, { actor }) => sessions.assign(actor, params.id, body),
  );
  router.signedIn(
    { method: 'post', path: `${one}/end`, tag, summary: 'End a support session', params: idParams, answer: sessionDetailSchema },
    async ({ params }, { actor }) => sessions.end(actor, params.id),
  );
  router.signedIn(
    {
      method: 'put',
      path: `${one}/outcome`,
      tag,
      summary: 'Say how a support session went',
      params: idParams,
      body: putOutcomeSchema,
      answer: sessionDetailSchema,
      maxBodyBytes: maxOutcomeBytes,
    },
    async ({ params, body }, { actor }) => sessions.putOutcome(actor, params.id, body),
  );
}
