import { putNotesSchema, sealedNotesSchema } from '../../../protocol/support/records.ts';
import type { NoteService } from '../../support/index.ts';
import { idParams, type Router } from './router.ts';

const tag = 'Support';
const path = '/api/support/sessions/{id}/notes';
/** Sealed notes of 64 KiB with their envelope. */
const maxNotesBytes = 98_304;

/** Sealed notes on a session. */
export function addSupportNoteRoutes(router: Router, notes: Pick<NoteService, 'get' | 'put'>): void {
  router.signedIn(
    { method: 'get', path, tag, summary: 'Sealed notes on a session', params: idParams, answer: sealedNotesSchema },
    async ({ params }, { actor }) => notes.get(actor, params.id),
  );
  router.signedIn(
    {
      method: 'put',
      path,
      tag,
      summary: 'Keep sealed notes on a session',
      params: idParams,
      body: putNotesSchema,
      answer: sealedNotesSchema,
      maxBodyBytes: maxNotesBytes,
    },
    async ({ params, body }, { actor }) => notes.put(actor, params.id, body),
  );
}
