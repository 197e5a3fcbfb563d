import {
  newSharedBoxSchema,
  sharedBoxListSchema,
  sharedBoxSchema,
  updateSharedBoxSchema,
} from '../../../protocol/telephony/shared-boxes.ts';
import type { Identity } from '../../identity/index.ts';
import type { Voicemail } from '../../telephony/index.ts';
import { memberNamesOf } from './member-names.ts';
import { idParams, type Router } from './router.ts';

export interface SharedBoxRoutesOptions {
  readonly voicemail: Pick<Voicemail, 'sharedBoxes'>;
  readonly identity: Pick<Identity, 'subscribers'>;
}

/** An admin's work on voicemail boxes that several people listen to. */
export function addSharedBoxRoutes(router: Router, { voicemail: { sharedBoxes }, identity }: SharedBoxRoutesOptions): void {
  const tag = 'Shared voicemail';
  const path = '/api/admin/voicemail-boxes';
  const one = `${path}/{id}`;
  router.signedIn({ method: 'get', path, tag, summary: 'List shared boxes', answer: sharedBoxListSchema }, async (_input, { actor }) => {
    const items = [...(await sharedBoxes.list(actor))];
    const userIds = items.flatMap(({ members }) => members);
    const { isMailPossible } = sharedBoxes;
    return { items, isMailPossible, people: await memberNamesOf(identity, actor.tenantId, userIds) };
  });
  router.signedIn(
    { method: 'post', path, tag, summary: 'Add a shared box', body: newSharedBoxSchema, answer: sharedBoxSchema, status: 201 },
    async ({ body }, { actor }) => sharedBoxes.create(actor, body),
  );
  router.signedIn(
    {
      method: 'put',
      path: one,
      tag,
      summary: 'Change a shared box',
      params: idParams,
      body: updateSharedBoxSchema,
      answer: sharedBoxSchema,
    },
    async ({ params, body }, { actor }) => sharedBoxes.update(actor, { ...body, id: params.id }),
  );
  router.signedIn(
    { method: 'delete', path: one, tag, summary: 'Delete a shared box that nothing leads to, with all that is in it', params: idParams },
    async ({ params }, { actor }) => sharedBoxes.delete(actor, params.id),
  );
}
