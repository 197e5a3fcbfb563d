import { maxPromptBytes } from '../../../protocol/media/prompts.ts';
import {
  createSharedBoxSchema,
  forwardVoicemailSchema,
  greetingSchema,
  greetingsSchema,
  sharedBoxesSchema,
  setVoicemailPinSchema,
  sharedBoxSchema,
  updateVoicemailBoxSchema,
  uploadGreetingQuerySchema,
  voicemailBoxesSchema,
  voicemailBoxSchema,
  voicemailHeardSchema,
  voicemailMessageSchema,
  voicemailPageSchema,
  voicemailQuerySchema,
  waveformSchema,
  type VoicemailBox,
  type VoicemailMessage,
} from '../../../protocol/telephony/voicemail.ts';
import type { Voicemail } from '../../telephony/index.ts';
import type { FileAnswer } from './file-answer.ts';
import { idParams, type Router } from './router.ts';

type Mailboxes = Voicemail['mailboxes'];
type OwnBox = Awaited<ReturnType<Mailboxes['boxes']>>[number];
type Message = Awaited<ReturnType<Mailboxes['setHeard']>>;
type Audio = Awaited<ReturnType<Mailboxes['audio']>>['reader'];

const tag = 'Voicemail';
const root = '/api/voicemail';
const message = `${root}/messages/{id}`;
const contentType = 'audio/ogg';

/** A person's voicemail: their own box and those that they share. */
export function addVoicemailRoutes(router: Router, { mailboxes, pins }: Pick<Voicemail, 'mailboxes' | 'pins'>): void {
  addBoxRoutes(router, mailboxes);
  addPinRoute(router, pins);
  addGreetingRoutes(router, mailboxes);
  addMessageRoutes(router, mailboxes);
  addMessageChanges(router, mailboxes);
  addSharedBoxRoutes(router, mailboxes);
}

function addSharedBoxRoutes(router: Router, mailboxes: Mailboxes): void {
  const path = '/api/admin/voicemail-boxes';
  router.signedIn({ method: 'get', path, tag, summary: 'Boxes of teams', answer: sharedBoxesSchema }, async (_input, { actor }) => ({
    items: [...(await mailboxes.sharedBoxes(actor))],
  }));
  router.signedIn(
    { method: 'post', path, tag, summary: 'Add a box of a team', body: createSharedBoxSchema, answer: sharedBoxSchema, status: 201 },
    async ({ body }, { actor }) => mailboxes.createShared(actor, body.name, body.members),
  );
}

function addBoxRoutes(router: Router, mailboxes: Mailboxes): void {
  router.signedIn(
    { method: 'get', path: `${root}/boxes`, tag, summary: 'My boxes', answer: voicemailBoxesSchema },
    async (_input, { actor }) => ({ items: (await mailboxes.boxes(actor)).map(boxOf) }),
  );
  router.signedIn(
    {
      method: 'patch',
      path: `${root}/boxes/{id}`,
      tag,
      summary: 'Change a box of mine',
      params: idParams,
      body: updateVoicemailBoxSchema,
      answer: voicemailBoxSchema,
    },
    async ({ params, body }, { actor }) => boxOf(await mailboxes.updateBox(actor, params.id, body)),
  );
}

function addPinRoute(router: Router, pins: Voicemail['pins']): void {
  router.signedIn(
    {
      method: 'put',
      path: `${root}/boxes/{id}/pin`,
      tag,
      summary: 'Set the PIN for hearing messages by phone, or take it away',
      params: idParams,
      body: setVoicemailPinSchema,
    },
    async ({ params, body }, { actor }) => pins.set(actor, params.id, body.pin),
  );
}

function addGreetingRoutes(router: Router, mailboxes: Mailboxes): void {
  const path = `${root}/boxes/{id}/greetings`;
  const one = `${root}/greetings/{id}`;
  router.signedIn(
    { method: 'get', path, tag, summary: 'Greetings of a box', params: idParams, answer: greetingsSchema },
    async ({ params }, { actor }) => ({ items: [...(await mailboxes.greetings(actor, params.id))] }),
  );
  router.signedInUpload(
    {
      method: 'post',
      path,
      tag,
      summary: 'Add a greeting from an audio file',
      params: idParams,
      query: uploadGreetingQuerySchema,
      answer: greetingSchema,
      status: 201,
      maxBodyBytes: maxPromptBytes,
    },
    async ({ params, query }, { actor }, upload) =>
      mailboxes.addGreeting(actor, params.id, { ...query, read: () => upload.read(), signal: upload.signal }),
  );
  router.signedIn({ method: 'delete', path: one, tag, summary: 'Delete a greeting', params: idParams }, async ({ params }, { actor }) =>
    mailboxes.deleteGreeting(actor, params.id),
  );
  router.signedInFile(
    { method: 'get', path: `${one}/audio`, tag, summary: 'Hear a greeting', params: idParams, contentType },
    async ({ params }, { actor }) => fileOfReader(await mailboxes.greetingAudio(actor, params.id)),
  );
}

function addMessageRoutes(router: Router, mailboxes: Mailboxes): void {
  router.signedIn(
    { method: 'get', path: `${root}/messages`, tag, summary: 'My messages', query: voicemailQuerySchema, answer: voicemailPageSchema },
    async ({ query }, { actor }) => {
      const { items, total } = await mailboxes.messages(actor, query);
      return { items: items.map(messageOf), total };
    },
  );
  router.signedInFile(
    { method: 'get', path: `${message}/audio`, tag, summary: 'Hear a message', params: idParams, contentType },
    async ({ params }, { actor }) => fileOfReader((await mailboxes.audio(actor, params.id)).reader),
  );
  router.signedInFile(
    { method: 'get', path: `${message}/download`, tag, summary: 'Save a message as a file', params: idParams, contentType },
    async ({ params }, { actor }) => {
      const { message: found, reader } = await mailboxes.audio(actor, params.id);
      const at = found.receivedAt.toISOString().slice(0, 16).replace(':', '-');
      return { ...fileOfReader(reader), downloadName: `${found.caller.displayName || found.caller.number} ${at}.ogg` };
    },
  );
  router.signedIn(
    { method: 'get', path: `${message}/waveform`, tag, summary: 'How loud it is over time', params: idParams, answer: waveformSchema },
    async ({ params }, { actor }) => mailboxes.waveform(actor, params.id),
  );
}

function addMessageChanges(router: Router, mailboxes: Mailboxes): void {
  const answer = voicemailMessageSchema;
  router.signedIn(
    {
      method: 'put',
      path: `${message}/heard`,
      tag,
      summary: 'I heard it, or it is new',
      params: idParams,
      body: voicemailHeardSchema,
      answer,
    },
    async ({ params, body }, { actor }) => messageOf(await mailboxes.setHeard(actor, params.id, body.isHeard)),
  );
  router.signedIn(
    { method: 'delete', path: message, tag, summary: 'Delete a message; it can be restored for 30 days', params: idParams },
    async ({ params }, { actor }) => mailboxes.delete(actor, params.id),
  );
  router.signedIn(
    { method: 'post', path: `${message}/restore`, tag, summary: 'Restore a message', params: idParams, answer },
    async ({ params }, { actor }) => messageOf(await mailboxes.restore(actor, params.id)),
  );
  router.signedIn(
    { method: 'post', path: `${message}/forward`, tag, summary: 'Give a colleague a copy', params: idParams, body: forwardVoicemailSchema },
    async ({ params, body }, { actor }) => mailboxes.forward(actor, params.id, body.userId),
  );
}

function fileOfReader(reader: Audio): FileAnswer {
  return {
    bytes: reader.facts.bytes,
    tag: reader.facts.id,
    stream: (start, end) => reader.stream(start, end),
    close: () => reader.close(),
  };
}

function boxOf({ box, isMailPossible, newCount }: OwnBox): VoicemailBox {
  const { id, name, isOn, maxMessageSeconds, emailNotice, hasPin, version } = box;
  return {
    id,
    name,
    isShared: box.userId === undefined,
    newCount,
    isOn,
    maxMessageSeconds,
    emailNotice,
    isMailPossible,
    greetingId: box.greetingId ?? null,
    busyGreetingId: box.busyGreetingId ?? null,
    hasPin,
    version,
  };
}

function messageOf(found: Message): VoicemailMessage {
  const { id, boxId, boxName, caller, durationMs } = found;
  return {
    id,
    boxId,
    boxName,
    caller: { userId: caller.userId ?? null, displayName: caller.displayName, number: caller.number },
    receivedAt: found.receivedAt.toISOString(),
    durationMs,
    isCut: found.state === 'cut',
    heardBy: found.heardBy.map((person) => ({ ...person, at: person.at.toISOString() })),
    deletedAt: found.deletedAt?.toISOString() ?? null,
  };
}
