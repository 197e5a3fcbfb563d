import { z } from 'zod';
import { changePasswordSchema, meSchema, signInSchema, updateMeSchema, webSessionListSchema } from '../../../protocol/identity/session.ts';
import { setupRequestSchema, setupStateSchema } from '../../../protocol/identity/setup.ts';
import { meOf, webSessionOf, type Identity } from '../../identity/index.ts';
import { ServiceError } from '../../platform/service-error.ts';
import type { Call } from './call.ts';
import { idParams, type Router } from './router.ts';

const tag = 'Session';
const sessionCookieSeconds = 30 * 24 * 3600;
const familiarCookieSeconds = 180 * 24 * 3600;

/** Signing in and out, one's own sessions and password, the first admin. */
export function addSessionRoutes(router: Router, identity: Identity): void {
  router.open(
    { method: 'post', path: '/api/session', tag, summary: 'Sign in', body: signInSchema, answer: meSchema, status: 201 },
    async ({ body }, call) => {
      const signedIn = await identity.signIn.signIn({
        ...body,
        client: { address: call.address, userAgent: call.userAgent },
        familiarCookie: call.cookie('deskline-familiar'),
      });
      await endPresent(identity, call);
      call.setCookie('deskline', signedIn.token, { maxAgeSeconds: sessionCookieSeconds });
      call.setCookie('deskline-familiar', signedIn.familiarCookie, { maxAgeSeconds: familiarCookieSeconds });
      const live = await identity.sessions.authenticate(signedIn.token);
      if (!live) throw new ServiceError('not-signed-in');
      return meOf(live, signedIn.token);
    },
  );
  router.signedInEvenDue({ method: 'get', path: '/api/session', tag, summary: 'Who am I', answer: meSchema }, async (_input, call) =>
    meOf(call.live, call.token),
  );
  router.signedInEvenDue(
    { method: 'delete', path: '/api/session', tag, summary: 'Sign out', worksAfterEnd: true },
    async (_input, call) => {
      await identity.sessions.revoke(call.actor, call.actor.sessionId);
      call.clearCookie('deskline');
    },
  );
  router.signedIn(
    { method: 'patch', path: '/api/session', tag, summary: 'Change my own settings', body: updateMeSchema, worksAfterEnd: true },
    async ({ body }, call) => {
      await identity.users.setOwnLanguage(call.actor, body.language);
    },
  );
  router.signedInEvenDue(
    { method: 'post', path: '/api/password', tag, summary: 'Change my password', body: changePasswordSchema, worksAfterEnd: true },
    async ({ body }, call) => {
      await identity.passwords.change(call.actor, body);
    },
  );
  router.signedIn(
    { method: 'get', path: '/api/sessions', tag, summary: 'Where I am signed in', answer: webSessionListSchema },
    async (_input, call) => {
      const sessions = await identity.sessions.list(call.actor);
      return { items: sessions.map((session) => webSessionOf(session, call.actor.sessionId)) };
    },
  );
  router.signedIn(
    { method: 'delete', path: '/api/sessions/{id}', tag, summary: 'End one of my sessions', params: idParams, worksAfterEnd: true },
    async ({ params }, call) => {
      await identity.sessions.revoke(call.actor, params.id);
    },
  );
}

/** The first admin of an installation without demo. */
export function addSetupRoutes(router: Router, identity: Identity): void {
  router.open(
    {
      method: 'get',
      path: '/api/setup',
      tag: 'Setup',
      summary: 'Whether the first admin is missing',
      query: z.object({}),
      answer: setupStateSchema,
    },
    async () => ({ isOpen: await identity.setup.isOpen() }),
  );
  router.open(
    { method: 'post', path: '/api/setup', tag: 'Setup', summary: 'Make the first tenant and admin', body: setupRequestSchema },
    async ({ body }) => identity.setup.complete(body),
  );
}

/** Signing in again replaces the session that the browser had. */
async function endPresent(identity: Identity, call: Call): Promise<void> {
  const token = call.cookie('deskline');
  const live = token === undefined ? undefined : await identity.sessions.authenticate(token);
  if (live) await identity.sessions.end(live.tenant.id, live.session.id, 'signed-out');
}
