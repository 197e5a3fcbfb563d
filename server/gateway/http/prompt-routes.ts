import {
  maxPromptBytes,
  promptPageSchema,
  promptSchema,
  promptUsersSchema,
  replaceAudioQuerySchema,
  replaceSpeechSchema,
  speakPromptSchema,
  speechSchema,
  updatePromptSchema,
  uploadPromptQuerySchema,
  voicesSchema,
  type Prompt,
} from '../../../protocol/media/prompts.ts';
import { listQuerySchema } from '../../../protocol/wire/page.ts';
import type { Prompts, StoredPrompt } from '../../media/index.ts';
import { fileOf } from './file-answer.ts';
import { idParams, type Router, type Upload } from './router.ts';

type Service = Prompts['service'];

const tag = 'Prompts';
const path = '/api/admin/prompts';
const one = `${path}/{id}`;
const contentType = 'audio/ogg';
const maxBodyBytes = maxPromptBytes;

/** An admin's work on prompts. */
export function addPromptRoutes(router: Router, { service }: Pick<Prompts, 'service'>): void {
  addListRoutes(router, service);
  addSpeechRoutes(router, service);
  addUploadRoutes(router, service);
  addPromptRoute(router, service);
}

function addListRoutes(router: Router, service: Service): void {
  router.signedIn(
    { method: 'get', path, tag, summary: 'List prompts', query: listQuerySchema, answer: promptPageSchema },
    async ({ query }, { actor }) => {
      const { items, total } = await service.list(actor, query);
      return { items: items.map(promptOf), total };
    },
  );
  router.signedIn(
    { method: 'get', path: `${path}/voices`, tag, summary: 'Voices that read texts aloud', answer: voicesSchema },
    async (_input, { actor }) => ({ items: [...service.voices(actor)] }),
  );
}

function addSpeechRoutes(router: Router, service: Service): void {
  router.signedIn(
    {
      method: 'post',
      path: `${path}/spoken`,
      tag,
      summary: 'Add a prompt that is read aloud',
      body: speakPromptSchema,
      answer: promptSchema,
      status: 201,
    },
    async ({ body: { name, ...speech } }, { actor }) => promptOf(await service.createSpoken(actor, name, speech)),
  );
  router.signedIn(
    {
      method: 'put',
      path: `${one}/speech`,
      tag,
      summary: 'Read another text aloud',
      params: idParams,
      body: replaceSpeechSchema,
      answer: promptSchema,
    },
    async ({ params, body: { version, ...speech } }, { actor }) =>
      promptOf(await service.replaceBySpeech(actor, { id: params.id, version }, speech)),
  );
  router.signedInFile(
    { method: 'post', path: `${path}/preview`, tag, summary: 'Hear a text before it is kept', body: speechSchema, contentType },
    async ({ body }, { actor }) => fileOf(await service.preview(actor, body), 'preview'),
  );
}

function addUploadRoutes(router: Router, service: Service): void {
  router.signedInUpload(
    {
      method: 'post',
      path,
      tag,
      summary: 'Add a prompt from an audio file',
      query: uploadPromptQuerySchema,
      answer: promptSchema,
      status: 201,
      maxBodyBytes,
    },
    async ({ query: { name, language = null, kind } }, { actor }, upload) =>
      promptOf(await service.createFromRecording(actor, { name, language }, recordingOf(kind, upload))),
  );
  router.signedInUpload(
    {
      method: 'put',
      path: `${one}/audio`,
      tag,
      summary: 'Put another audio file in its place',
      params: idParams,
      query: replaceAudioQuerySchema,
      answer: promptSchema,
      maxBodyBytes,
    },
    async ({ params, query: { version, kind } }, { actor }, upload) =>
      promptOf(await service.replaceByRecording(actor, { id: params.id, version }, recordingOf(kind, upload))),
  );
}

function addPromptRoute(router: Router, service: Service): void {
  router.signedIn(
    { method: 'get', path: one, tag, summary: 'One prompt', params: idParams, answer: promptSchema },
    async ({ params }, { actor }) => promptOf(await service.get(actor, params.id)),
  );
  router.signedIn(
    { method: 'patch', path: one, tag, summary: 'Rename a prompt', params: idParams, body: updatePromptSchema, answer: promptSchema },
    async ({ params, body }, { actor }) => promptOf(await service.update(actor, params.id, body)),
  );
  router.signedIn(
    { method: 'delete', path: one, tag, summary: 'Delete a prompt that nothing uses', params: idParams },
    async ({ params }, { actor }) => service.delete(actor, params.id),
  );
  router.signedIn(
    { method: 'get', path: `${one}/users`, tag, summary: 'What plays it', params: idParams, answer: promptUsersSchema },
    async ({ params }, { actor }) => ({ items: [...(await service.users(actor, params.id))] }),
  );
  router.signedInFile(
    { method: 'get', path: `${one}/audio`, tag, summary: 'Hear a prompt', params: idParams, contentType },
    async ({ params }, { actor }) => {
      const { prompt, reader } = await service.audio(actor, params.id);
      return {
        bytes: reader.facts.bytes,
        tag: prompt.objectId,
        stream: (start, end) => reader.stream(start, end),
        close: () => reader.close(),
      };
    },
  );
}

function recordingOf(kind: 'uploaded' | 'recorded', upload: Upload) {
  return { kind, read: () => upload.read(), signal: upload.signal };
}

function promptOf({ objectId: _objectId, updatedAt, ...prompt }: StoredPrompt): Prompt {
  return { ...prompt, updatedAt: updatedAt.toISOString() };
}
