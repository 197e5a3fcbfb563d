import { z } from 'zod';
import {
  callHistoryQuerySchema,
  callHistorySchema,
  connectionTestRequestSchema,
  connectionTestSchema,
  peopleSchema,
  phoneRegistrationSchema,
  phoneSettingsSchema,
  type Person,
} from '../../../protocol/telephony/phone.ts';
import { mergeCallsSchema } from '../../../protocol/telephony/conference.ts';
import { registrationTokenSeconds, requirePermission, type Identity, type Subscriber } from '../../identity/index.ts';
import { ServiceError } from '../../platform/service-error.ts';
import type { Telephony } from '../../telephony/index.ts';
import type { SignedInCall } from './call.ts';
import { idParams, type Router } from './router.ts';

export interface TelephonyRoutesOptions {
  readonly telephony: Pick<Telephony, 'history' | 'settings' | 'presence' | 'connectionTests' | 'merges'>;
  readonly identity: Pick<Identity, 'subscribers' | 'sipCredentials'>;
}

const tag = 'Phone';
const maxPeople = 50;
const peopleQuerySchema = z.object({ query: z.string().trim().max(100).default('') });

/** The softphone: whom one can call, registering, history, settings, the connection test. */
export function addTelephonyRoutes(router: Router, options: TelephonyRoutesOptions): void {
  addPeopleRoutes(router, options);
  addRegistrationRoutes(router, options);
  addHistoryRoutes(router, options);
  addMergeRoutes(router, options);
  addConnectionTestRoutes(router, options);
}

function addPeopleRoutes(router: Router, { identity, telephony }: TelephonyRoutesOptions): void {
  const personOf = (subscriber: Subscriber): Person => ({
    userId: subscriber.userId,
    displayName: subscriber.displayName,
    loginName: subscriber.loginName,
    extensions: subscriber.extensions.map((extension) => extension.number),
    presence: telephony.presence.presenceOf(subscriber.tenantId, subscriber.userId),
  });
  router.signedIn(
    { method: 'get', path: '/api/people', tag, summary: 'Whom I can call', query: peopleQuerySchema, answer: peopleSchema },
    async ({ query }, { actor }) => {
      requirePermission(actor, 'people.read');
      const found = await identity.subscribers.search(actor.tenantId, query.query, maxPeople + 1);
      return {
        items: found
          .filter((person) => person.userId !== actor.userId)
          .slice(0, maxPeople)
          .map(personOf),
      };
    },
  );
}

function addRegistrationRoutes(router: Router, { identity, telephony }: TelephonyRoutesOptions): void {
  router.signedIn(
    {
      method: 'post',
      path: '/api/phone/registration',
      tag,
      summary: 'What my softphone needs to register',
      answer: phoneRegistrationSchema,
    },
    async (_input, { actor }) => {
      requirePermission(actor, 'phone.use');
      const person = await identity.subscribers.byUser(actor.tenantId, actor.userId);
      if (!person) throw new ServiceError('not-found');
      return {
        token: identity.sipCredentials.issueToken({ tenantId: actor.tenantId, userId: actor.userId, webSessionId: actor.sessionId }),
        tokenExpiresInSeconds: registrationTokenSeconds,
        address: person.address,
        displayName: person.displayName,
        path: '/sip' as const,
      };
    },
  );
  router.signedIn(
    { method: 'get', path: '/api/phone/settings', tag, summary: 'My phone settings', answer: phoneSettingsSchema },
    async (_input, { actor }) => telephony.settings.get(actor.tenantId, actor.userId),
  );
  router.signedIn(
    {
      method: 'put',
      path: '/api/phone/settings',
      tag,
      summary: 'Set my phone settings',
      body: phoneSettingsSchema,
      answer: phoneSettingsSchema,
    },
    async ({ body }, { actor }) => {
      await telephony.settings.set(actor.tenantId, actor.userId, body);
      return body;
    },
  );
}

function addHistoryRoutes(router: Router, { telephony }: TelephonyRoutesOptions): void {
  router.signedIn(
    { method: 'get', path: '/api/calls', tag, summary: 'My calls, newest first', query: callHistoryQuerySchema, answer: callHistorySchema },
    async ({ query }, { actor }) => {
      requirePermission(actor, 'calls.read-own');
      return telephony.history.list(actor, query);
    },
  );
  router.signedIn({ method: 'post', path: '/api/calls/seen', tag, summary: 'I saw my missed calls' }, async (_input, { actor }) =>
    telephony.history.markSeen(actor),
  );
}

function addMergeRoutes(router: Router, { telephony }: TelephonyRoutesOptions): void {
  router.signedIn(
    {
      method: 'post',
      path: '/api/calls/merge',
      tag,
      summary: 'All who are in these calls of mine hear each other',
      body: mergeCallsSchema,
    },
    async ({ body }, { actor }) => telephony.merges.merge(actor, body.callIds),
  );
}

function addConnectionTestRoutes(router: Router, { telephony }: TelephonyRoutesOptions): void {
  router.signedIn(
    {
      method: 'post',
      path: '/api/connection-test',
      tag,
      summary: 'Open an echo over one network path',
      body: connectionTestRequestSchema,
      answer: connectionTestSchema,
      status: 201,
    },
    async ({ body }, call) => telephony.connectionTests.open(ownerOf(call), body.offer, body.path),
  );
  router.signedIn(
    { method: 'delete', path: '/api/connection-test/{id}', tag, summary: 'End my connection test', params: idParams },
    async ({ params }, call) => telephony.connectionTests.close(ownerOf(call), params.id),
  );
}

function ownerOf({ actor }: SignedInCall): { readonly tenantId: string; readonly userId: string } {
  return { tenantId: actor.tenantId, userId: actor.userId };
}
