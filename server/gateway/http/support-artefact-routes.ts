import { z } from 'zod';
import {
  artefactListSchema,
  artefactPartNumberSchema,
  artefactPartSchema,
  artefactSchema,
  artefactUploadQuerySchema,
  maxArtefactPartBytes,
} from '../../../protocol/support/records.ts';
import type { ArtefactService } from '../../support/index.ts';
import { fileOfReader, type FileAnswer } from './file-answer.ts';
import { idParams, type Router } from './router.ts';

const tag = 'Support';
const path = '/api/support/sessions/{id}/artefacts';
const one = `${path}/{artefactId}`;
const artefactParams = idParams.extend({ artefactId: z.uuid() });
const onePart = `${one}/parts/{number}`;
const partParams = artefactParams.extend({ number: artefactPartNumberSchema });
type Artefacts = Pick<ArtefactService, 'list' | 'keep' | 'keepPart' | 'open' | 'openPart' | 'remove'>;

/** Sealed files that experts keep of a session. */
export function addSupportArtefactRoutes(router: Router, artefacts: Artefacts): void {
  addPartRoutes(router, artefacts);
  router.signedIn(
    { method: 'get', path, tag, summary: 'What was kept of a session', params: idParams, answer: artefactListSchema },
    async ({ params }, { actor }) => ({ items: [...(await artefacts.list(actor, params.id))] }),
  );
  router.signedInUpload(
    {
      method: 'post',
      path,
      tag,
      summary: 'Keep a sealed file of a session',
      params: idParams,
      query: artefactUploadQuerySchema,
      answer: artefactSchema,
      status: 201,
      maxBodyBytes: maxArtefactPartBytes,
    },
    async ({ params, query }, { actor }, upload) => artefacts.keep(actor, params.id, { ...query, content: upload.parts() }),
  );
  router.signedInFile(
    {
      method: 'get',
      path: one,
      tag,
      summary: 'A sealed file of a session',
      params: artefactParams,
      contentType: 'application/octet-stream',
    },
    async ({ params }, { actor }): Promise<FileAnswer> => {
      const { artefact, reader } = await artefacts.open(actor, { sessionId: params.id, id: params.artefactId });
      return { ...fileOfReader(reader), downloadName: artefact.name };
    },
  );
  router.signedIn(
    { method: 'delete', path: one, tag, summary: 'Delete a sealed file of a session', params: artefactParams },
    async ({ params }, { actor }) => artefacts.remove(actor, { sessionId: params.id, id: params.artefactId }),
  );
}

function addPartRoutes(router: Router, artefacts: Pick<Artefacts, 'keepPart' | 'openPart'>): void {
  router.signedInUpload(
    {
      method: 'put',
      path: onePart,
      tag,
      summary: 'Keep what follows in a sealed file of a session',
      params: partParams,
      answer: artefactPartSchema,
      maxBodyBytes: maxArtefactPartBytes,
    },
    async ({ params }, { actor }, upload) =>
      artefacts.keepPart(
        actor,
        { sessionId: params.id, id: params.artefactId },
        {
          number: params.number,
          content: upload.parts(),
        },
      ),
  );
  router.signedInFile(
    {
      method: 'get',
      path: onePart,
      tag,
      summary: 'What follows in a sealed file of a session',
      params: partParams,
      contentType: 'application/octet-stream',
    },
    async ({ params }, { actor }): Promise<FileAnswer> =>
      fileOfReader(await artefacts.openPart(actor, { sessionId: params.id, id: params.artefactId }, params.number)),
  );
}
