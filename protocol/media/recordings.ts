import { z } from 'zod';
import { sealedNotesSchema, sealedTrackSchema } from './sealing.ts';

/** Whether a person's or a queue's calls are recorded. `never` wins over everything else that a call meets. */
export const recordingPolicies = ['on-demand', 'always', 'never'] as const;
export const recordingPolicySchema = z.enum(recordingPolicies);
export type RecordingPolicy = z.infer<typeof recordingPolicySchema>;
/** GET/PUT /api/admin/recording-policies/{kind}/{id} */
export const policySubjectSchema = z.enum(['user', 'queue']);
export type PolicySubject = z.infer<typeof policySubjectSchema>;
export const recordingPolicyBodySchema = z.object({ policy: recordingPolicySchema });

/**
 * Of a call that is being recorded, as both softphones show it:
 *
 *   off ──start──► on ◄──pause/resume──► paused ──stop──► off
 */
export const recordingStatusSchema = z.enum(['on', 'paused']);
export type RecordingStatus = z.infer<typeof recordingStatusSchema>;

/** POST /api/calls/{id}/recording: by somebody in the call. Answers with what the call is now. */
export const recordingActionSchema = z.object({ action: z.enum(['start', 'stop', 'pause', 'resume']) });
export type RecordingAction = z.infer<typeof recordingActionSchema>['action'];
export const liveRecordingSchema = z.object({
  status: z.enum(['off', 'on', 'paused']),
  /** False when a policy asks for it: then it may be paused, not stopped. */
  canStop: z.boolean(),
  /** False when the policy of one of the two people says never. */
  canStart: z.boolean(),
});
export type LiveRecording = z.infer<typeof liveRecordingSchema>;

/** Who or what wanted it: somebody in the call, a person's or queue's policy, a dial plan. */
export const recordingReasons = ['on-demand', 'person', 'queue', 'plan'] as const;
export const recordingReasonSchema = z.enum(recordingReasons);
export type RecordingReason = z.infer<typeof recordingReasonSchema>;

export const recordingPartySchema = z.object({ userId: z.string().nullable(), displayName: z.string(), number: z.string() });
export const recordingSides = ['caller', 'callee'] as const;
export const recordingSideSchema = z.enum(recordingSides);
export type RecordingSide = z.infer<typeof recordingSideSchema>;

/** What one party said. Both tracks are on one clock: 0 ms is the same moment in both. */
export const recordingTrackSchema = z.object({
  side: recordingSideSchema,
  durationMs: z.number().int(),
  /** False: the rest was lost, to a full disk or a server that was killed. */
  isWhole: z.boolean(),
  /** Ten peaks and levels a second, 0 to 1; null while they are not known yet. Of a sealed track the server knows none, ever. */
  envelope: z.object({ perSecond: z.number(), peak: z.array(z.number()), rms: z.array(z.number()) }).nullable(),
  /** What an approved browser needs to open it; null when the server opens it. */
  sealed: sealedTrackSchema.nullable(),
});

/** A legal hold: while it is there, nothing deletes the recording. Two people end it: one asks, another one agrees. */
export const recordingHoldSchema = z.object({
  reason: z.string(),
  by: z.string(),
  /** Null when the person is gone. */
  byName: z.string().nullable(),
  since: z.iso.datetime(),
  releaseAskedBy: z.string().nullable(),
  releaseAskedByName: z.string().nullable(),
});

/** An item of the list; times are UTC. */
export const recordingSummarySchema = z.object({
  id: z.string(),
  callId: z.string(),
  startedAt: z.iso.datetime(),
  durationMs: z.number().int(),
  /** `cut`: a part is missing at the end. */
  state: z.enum(['recording', 'whole', 'cut']),
  reason: recordingReasonSchema,
  startedBy: z.string().nullable(),
  caller: recordingPartySchema,
  callee: recordingPartySchema,
  notes: z.string(),
  tags: z.array(z.string()),
  isHeld: z.boolean(),
  /** Only the tenant's approved browsers can open it: the server has no key. */
  isSealed: z.boolean(),
  /** Notes and tags of a sealed recording; `notes` and `tags` are empty then. Null while there are none. */
  sealedNotes: sealedNotesSchema.nullable(),
  /** When it will be deleted, unless it is held. */
  keptUntil: z.iso.datetime(),
  version: z.number().int(),
});
export type RecordingSummary = z.infer<typeof recordingSummarySchema>;

/** GET /api/recordings/{id} */
export const recordingSchema = recordingSummarySchema.extend({
  tracks: z.array(recordingTrackSchema),
  /** What was left out by a pause. */
  gaps: z.array(z.object({ fromMs: z.number().int(), toMs: z.number().int() })),
  hold: recordingHoldSchema.nullable(),
});
export type RecordingDetails = z.infer<typeof recordingSchema>;

/** GET /api/recordings: newest first unless `order` says otherwise. `query` looks through notes, tags, names and numbers. */
export const recordingQuerySchema = z.object({
  scope: z.enum(['own', 'all']).default('own'),
  query: z.string().trim().max(100).default(''),
  tag: z.string().max(40).optional(),
  /** Recordings with this person in them. */
  userId: z.uuid().optional(),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
  /** Only what is held, or only what is not. */
  hold: z.enum(['held', 'free']).optional(),
  order: z.enum(['newest', 'oldest']).default('newest'),
  /** Only what has sealed notes: a browser looks through them itself. */
  only: z.enum(['sealed-notes']).optional(),
  /** Where the last page ended, in the same order. */
  before: z.string().max(80).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});
export type RecordingQuery = z.infer<typeof recordingQuerySchema>;
export const recordingPageSchema = z.object({ items: z.array(recordingSummarySchema), nextBefore: z.string().nullable() });

/** PATCH /api/recordings/{id}. A sealed recording takes `sealedNotes` only, any other one never. */
export const recordingTagSchema = z.string().trim().min(1).max(40);
export const updateRecordingSchema = z.object({
  notes: z.string().max(4000).optional(),
  tags: z.array(recordingTagSchema).max(20).optional(),
  sealedNotes: sealedNotesSchema.optional(),
  version: z.number().int(),
});
export type UpdateRecording = z.infer<typeof updateRecordingSchema>;

/** PUT /api/recordings/{id}/hold */
export const holdRequestSchema = z.object({ reason: z.string().trim().min(1).max(500) });

/** GET /api/recordings/{id}/tracks/{side}?purpose=: Ogg Opus, any range of it. An export is saved, and written down as such. */
export const trackParamsSchema = z.object({ id: z.uuid(), side: recordingSideSchema });
export const trackQuerySchema = z.object({ purpose: z.enum(['listen', 'export']).default('listen') });

/** GET /api/recordings/{id}/tracks/{side}/sealed?purpose=: the bytes of a sealed track as they are stored, any range of them. */

/** GET /api/recordings/{id}/access: who listened or exported, newest first. */
export const recordingAccessSchema = z.object({
  items: z.array(
    z.object({
      userId: z.string(),
      /** Null when the person is gone. */
      name: z.string().nullable(),
      purpose: z.enum(['listen', 'export']),
      at: z.iso.datetime(),
    }),
  ),
});
export type RecordingAccess = z.infer<typeof recordingAccessSchema>;
