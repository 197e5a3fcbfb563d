import { can } from '../../protocol/identity/permissions.ts';
import { requirePermission, type Actor } from '../identity/index.ts';
import { ServiceError } from '../platform/service-error.ts';
import type { SessionStore, SupportSession } from './sessions/session-store.ts';

/**
 * The session, for those who may read it: its owner, whoever had a seat in it, and who may read all. For everybody else it is not there.
 * @throws {ServiceError} `forbidden` without the right to give support, `not-found`
 */
export async function readableSession(sessions: Pick<SessionStore, 'find' | 'isOf'>, actor: Actor, id: string): Promise<SupportSession> {
  requirePermission(actor, 'support.serve');
  const session = await sessions.find(actor.tenantId, id);
  if (!session || !(await isReadable(sessions, actor, id))) throw new ServiceError('not-found');
  return session;
}

/** Whether somebody may read it, if it is there. */
export async function isReadable(sessions: Pick<SessionStore, 'isOf'>, actor: Actor, id: string): Promise<boolean> {
  return can(actor.role, 'support.read-all') || sessions.isOf(actor.tenantId, id, actor.userId);
}
