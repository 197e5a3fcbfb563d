import { z } from 'zod';
import {
  holdRequestSchema,
  liveRecordingSchema,
  policySubjectSchema,
  recordingAccessSchema,
  recordingActionSchema,
  recordingPageSchema,
  recordingPolicyBodySchema,
  recordingQuerySchema,
  recordingSchema,
  trackParamsSchema,
  trackQuerySchema,
  updateRecordingSchema,
} from '../../../protocol/media/recordings.ts';
import { requirePermission } from '../../identity/index.ts';
import type { Recordings } from '../../telephony/index.ts';
import type { FileAnswer } from './file-answer.ts';
import { idParams, type Router } from './router.ts';

const tag = 'Recordings';
const policyParams = z.object({ kind: policySubjectSchema, id: z.uuid() });
/** A note of 4,000 characters, escaped; sealed ones are larger. */
const maxNoteBytes = 131_072;

/** Recorded calls, and recording a call. */
export function addRecordingRoutes(router: Router, recordings: Pick<Recordings, 'live' | 'service'>): void {
  addLiveRoutes(router, recordings);
  addListRoutes(router, recordings);
  addTrackRoutes(router, recordings);
  addHoldRoutes(router, recordings);
  addPolicyRoutes(router, recordings);
}

function addLiveRoutes(router: Router, recordings: Pick<Recordings, 'live'>): void {
  const path = '/api/calls/{id}/recording';
  router.signedIn(
    { method: 'get', path, tag, summary: 'Whether my call is being recorded', params: idParams, answer: liveRecordingSchema },
    async ({ params }, { actor }) => {
      requirePermission(actor, 'phone.use');
      return recordings.live.status(actor, params.id);
    },
  );
  router.signedIn(
    {
      method: 'post',
      path,
      tag,
      summary: 'Start, stop, pause or resume the recording of my call',
      params: idParams,
      body: recordingActionSchema,
      answer: liveRecordingSchema,
    },
    async ({ params, body }, { actor }) => {
      requirePermission(actor, 'phone.use');
      return recordings.live.act(actor, params.id, body.action);
    },
  );
}

function addListRoutes(router: Router, recordings: Pick<Recordings, 'service'>): void {
  router.signedIn(
    {
      method: 'get',
      path: '/api/recordings',
      tag,
      summary: 'Recorded calls, newest first',
      query: recordingQuerySchema,
      answer: recordingPageSchema,
    },
    async ({ query }, { actor }) => recordings.service.list(actor, query),
  );
  router.signedIn(
    { method: 'get', path: '/api/recordings/{id}', tag, summary: 'One recorded call', params: idParams, answer: recordingSchema },
    async ({ params }, { actor }) => recordings.service.get(actor, params.id),
  );
  router.signedIn(
    {
      method: 'patch',
      path: '/api/recordings/{id}',
      tag,
      summary: 'Write notes and tags on a recorded call',
      params: idParams,
      body: updateRecordingSchema,
      answer: recordingSchema,
      maxBodyBytes: maxNoteBytes,
    },
    async ({ params, body }, { actor }) => recordings.service.annotate(actor, params.id, body),
  );
}

/** The audio, and who had it. */
function addTrackRoutes(router: Router, recordings: Pick<Recordings, 'service'>): void {
  router.signedInFile(
    {
      method: 'get',
      path: '/api/recordings/{id}/tracks/{side}',
      tag,
      summary: 'What one party said, as Ogg Opus',
      params: trackParamsSchema,
      query: trackQuerySchema,
      contentType: 'audio/ogg',
    },
    async ({ params, query }, { actor }): Promise<FileAnswer> => {
      const { reader, startedAtMs } = await recordings.service.openTrack(actor, params.id, { side: params.side, purpose: query.purpose });
      const name = `${new Date(startedAtMs).toISOString().slice(0, 16).replaceAll(':', '-')} ${params.side}.opus`;
      return {
        bytes: reader.facts.bytes,
        tag: `${reader.facts.id}-${String(reader.facts.bytes)}`,
        stream: (start, end) => reader.stream(start, end),
        close: () => reader.close(),
        ...(query.purpose === 'export' ? { downloadName: name } : {}),
      };
    },
  );
  router.signedInFile(
    {
      method: 'get',
      path: '/api/recordings/{id}/tracks/{side}/sealed',
      tag,
      summary: 'What one party said, sealed, for a browser that can open it',
      params: trackParamsSchema,
      query: trackQuerySchema,
      contentType: 'application/octet-stream',
    },
    async ({ params, query }, { actor }): Promise<FileAnswer> => {
      const request = { side: params.side, purpose: query.purpose };
      const object = await recordings.service.openSealedTrack(actor, params.id, request);
      return {
        bytes: object.storedBytes,
        tag: `${object.id}-${String(object.storedBytes)}`,
        stream: (start, end) => object.stream(start, end),
        close: async () => undefined,
      };
    },
  );
  router.signedIn(
    {
      method: 'get',
      path: '/api/recordings/{id}/access',
      tag,
      summary: 'Who listened to a recorded call',
      params: idParams,
      answer: recordingAccessSchema,
    },
    async ({ params }, { actor }) => recordings.service.accesses(actor, params.id),
  );
}

function addHoldRoutes(router: Router, recordings: Pick<Recordings, 'service'>): void {
  const path = '/api/recordings/{id}/hold';
  router.signedIn(
    {
      method: 'put',
      path,
      tag,
      summary: 'Keep a recorded call whatever its age',
      params: idParams,
      body: holdRequestSchema,
      worksAfterEnd: true,
      answer: recordingSchema,
    },
    async ({ params, body }, { actor }) => recordings.service.hold(actor, params.id, body.reason),
  );
  router.signedIn(
    {
      method: 'delete',
      path,
      tag,
      summary: 'Ask for the end of a hold, or agree to it',
      params: idParams,
      answer: recordingSchema,
      worksAfterEnd: true,
    },
    async ({ params }, { actor }) => recordings.service.release(actor, params.id),
  );
}

function addPolicyRoutes(router: Router, recordings: Pick<Recordings, 'service'>): void {
  const path = '/api/admin/recording-policies/{kind}/{id}';
  router.signedIn(
    {
      method: 'get',
      path,
      tag,
      summary: 'Whether a person’s or a queue’s calls are recorded',
      params: policyParams,
      answer: recordingPolicyBodySchema,
    },
    async ({ params }, { actor }) => ({ policy: await recordings.service.policy(actor, params.kind, params.id) }),
  );
  router.signedIn(
    {
      method: 'put',
      path,
      tag,
      summary: 'Set whether a person’s or a queue’s calls are recorded',
      params: policyParams,
      body: recordingPolicyBodySchema,
      answer: recordingPolicyBodySchema,
    },
    async ({ params, body }, { actor }) => {
      await recordings.service.setPolicy(actor, params, body.policy);
      return body;
    },
  );
}
