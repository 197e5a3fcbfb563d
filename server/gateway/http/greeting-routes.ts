import { maxPromptBytes, voicesSchema } from '../../../protocol/media/prompts.ts';
import {
  greetingSchedulesSchema,
  greetingSchema,
  greetingsSchema,
  speakGreetingSchema,
  uploadGreetingQuerySchema,
  type Greeting,
} from '../../../protocol/telephony/greetings.ts';
import type { Voicemail } from '../../telephony/index.ts';
import { fileOfReader } from './file-answer.ts';
import { idParams, type Router } from './router.ts';

type Greetings = Voicemail['greetings'];
type Stored = Awaited<ReturnType<Greetings['add']>>;

const tag = 'Voicemail';
const root = '/api/voicemail';
const ofBox = `${root}/boxes/{id}/greetings`;
const one = `${root}/greetings/{id}`;
const contentType = 'audio/ogg';

/** What callers hear in a box: its greetings, and the schedules that it can greet by. */
export function addGreetingRoutes(router: Router, { greetings }: Pick<Voicemail, 'greetings'>): void {
  addGreetingReads(router, greetings);
  addGreetingChanges(router, greetings);
}

function addGreetingReads(router: Router, greetings: Greetings): void {
  router.signedIn(
    { method: 'get', path: ofBox, tag, summary: 'Greetings of a box', params: idParams, answer: greetingsSchema },
    async ({ params }, { actor }) => ({ items: [...(await greetings.list(actor, params.id))] }),
  );
  router.signedInFile(
    { method: 'get', path: `${one}/audio`, tag, summary: 'Hear a greeting', params: idParams, contentType },
    async ({ params }, { actor }) => fileOfReader(await greetings.audio(actor, params.id)),
  );
  router.signedIn(
    { method: 'get', path: `${root}/schedules`, tag, summary: 'Schedules that boxes can greet by', answer: greetingSchedulesSchema },
    async (_input, { actor }) => ({ items: [...(await greetings.schedules(actor))] }),
  );
  router.signedIn(
    { method: 'get', path: `${root}/voices`, tag, summary: 'Voices that read greetings aloud', answer: voicesSchema },
    async (_input, { actor }) => ({ items: [...greetings.voices(actor)] }),
  );
}

function addGreetingChanges(router: Router, greetings: Greetings): void {
  router.signedInUpload(
    {
      method: 'post',
      path: ofBox,
      tag,
      summary: 'Add a greeting from an audio file',
      params: idParams,
      query: uploadGreetingQuerySchema,
      answer: greetingSchema,
      status: 201,
      maxBodyBytes: maxPromptBytes,
    },
    async ({ params, query }, { actor }, upload) =>
      madeOf(await greetings.add(actor, params.id, { ...query, read: () => upload.read(), signal: upload.signal })),
  );
  router.signedIn(
    {
      method: 'post',
      path: `${ofBox}/spoken`,
      tag,
      summary: 'Add a greeting that is read aloud',
      params: idParams,
      body: speakGreetingSchema,
      answer: greetingSchema,
      status: 201,
    },
    async ({ params, body }, { actor }) => madeOf(await greetings.addSpoken(actor, params.id, body)),
  );
  router.signedIn({ method: 'delete', path: one, tag, summary: 'Delete a greeting', params: idParams }, async ({ params }, { actor }) =>
    greetings.delete(actor, params.id),
  );
}

/** Nothing plays it yet. */
function madeOf({ id, name, kind, durationMs }: Stored): Greeting {
  return { id, name, kind, durationMs, usedBy: [] };
}
