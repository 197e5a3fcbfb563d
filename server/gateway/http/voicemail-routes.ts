import {
  forwardVoicemailSchema,
  setVoicemailPinSchema,
  updateVoicemailBoxSchema,
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
import { fileOfReader } from './file-answer.ts';
import { addGreetingRoutes } from './greeting-routes.ts';
import { idParams, type Router } from './router.ts';

type Mailboxes = Voicemail['mailboxes'];
type OwnBox = Awaited<ReturnType<Mailboxes['boxes']>>[number];
type Message = Awaited<ReturnType<Mailboxes['setHeard']>>;

const tag = 'Voicemail';
const root = '/api/voicemail';
const message = `${root}/messages/{id}`;
const contentType = 'audio/ogg';

/** A person's voicemail: their own box and those that they share. */
export function addVoicemailRoutes(router: Router, voicemail: Pick<Voicemail, 'mailboxes' | 'greetings' | 'pins'>): void {
  const { mailboxes, pins } = voicemail;
  addBoxRoutes(router, voicemail);
  addPinRoute(router, pins);
  addGreetingRoutes(router, voicemail);
  addMessageRoutes(router, mailboxes);
  addMessageChanges(router, mailboxes);
}

function addBoxRoutes(router: Router, { mailboxes, greetings }: Pick<Voicemail, 'mailboxes' | 'greetings'>): void {
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
    async ({ params, body }, { actor }) => boxOf(await greetings.updateBox(actor, params.id, body)),
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

function boxOf({ box, isMailPossible, newCount }: OwnBox): VoicemailBox {
  const { id, name, isOn, maxMessageSeconds, emailNotice, greetings, hasPin, version } = box;
  const isShared = box.userId === undefined;
  return { id, name, isShared, newCount, isOn, maxMessageSeconds, emailNotice, isMailPossible, greetings, hasPin, version };
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
