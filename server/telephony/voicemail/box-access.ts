import { can } from '../../../protocol/identity/permissions.ts';
import { requirePermission, type Actor } from '../../identity/index.ts';
import { ServiceError } from '../../platform/service-error.ts';
import type { Box, VoicemailStore } from './voicemail-store.ts';

/** A box that the actor listens to; any other does not exist for them. @throws {ServiceError} `not-found` */
export async function requireOwnBox(store: Pick<VoicemailStore, 'boxesFor'>, actor: Actor, boxId: string): Promise<Box> {
  requirePermission(actor, 'voicemail.use');
  const box = (await store.boxesFor(actor.tenantId, actor.userId)).find((own) => own.id === boxId);
  if (!box) throw new ServiceError('not-found');
  return box;
}

/** A box whose settings and greetings the actor may see and change: one that they listen to, or as an admin a shared one. */
export async function requireBoxToSet(store: Pick<VoicemailStore, 'boxesFor' | 'box'>, actor: Actor, boxId: string): Promise<Box> {
  requirePermission(actor, 'voicemail.use');
  const box = can(actor.role, 'shared-boxes.update') ? await store.box(actor.tenantId, boxId) : undefined;
  return box && box.userId === undefined ? box : requireOwnBox(store, actor, boxId);
}
