import { z } from 'zod';

/** Whose turn it is to mend what happened. */
export type Fault = 'caller' | 'admin' | 'server' | 'network';

interface ErrorRow {
  /** HTTP status that carries it. */
  readonly status: number;
  /** What happened, for a person who reads English (logs, API users); the interface has its own words per code. */
  readonly sentence: string;
  readonly fault: Fault;
}

/** Every error that the API answers with. One row per code; the interface has words for each in every language. */
export const errorTable = {
  'bad-request': { status: 400, sentence: 'The request is not well formed; see the fields.', fault: 'caller' },
  'invalid-fields': { status: 422, sentence: 'Some fields cannot be accepted; see each.', fault: 'caller' },
  'wrong-credentials': { status: 401, sentence: 'Email or password is wrong.', fault: 'caller' },
  'one-time-password-over': { status: 401, sentence: 'This one-time password has run out; ask for a new one.', fault: 'admin' },
  'tenant-ended': {
    status: 403,
    sentence: 'This organisation has ended: only its administrators sign in, and nothing of it changes.',
    fault: 'admin',
  },
  'end-is-final': {
    status: 409,
    sentence: 'Content of this organisation is being deleted: its end cannot be taken back.',
    fault: 'caller',
  },
  'not-signed-in': { status: 401, sentence: 'Sign in first.', fault: 'caller' },
  'password-change-required': { status: 403, sentence: 'Set a new password before you go on.', fault: 'caller' },
  forbidden: { status: 403, sentence: 'You lack the right to do this.', fault: 'admin' },
  'foreign-origin': { status: 403, sentence: 'The request came from another site or without its proof.', fault: 'caller' },
  'not-found': { status: 404, sentence: 'There is no such thing here.', fault: 'caller' },
  taken: { status: 409, sentence: 'Somebody or something already has this.', fault: 'caller' },
  'changed-meanwhile': { status: 409, sentence: 'Somebody else changed this since you opened it.', fault: 'caller' },
  'in-use': { status: 409, sentence: 'Something still uses this; see the fields.', fault: 'caller' },
  'limit-reached': { status: 409, sentence: 'There can be no more of these here; delete one first.', fault: 'caller' },
  'last-super-admin': { status: 409, sentence: 'The last super admin has to stay; appoint another one first.', fault: 'admin' },
  sealed: { status: 409, sentence: 'Only an approved browser can open this; the server has no key.', fault: 'caller' },
  'too-large': { status: 413, sentence: 'The request is too large.', fault: 'caller' },
  'unsupported-type': { status: 415, sentence: 'The body has to be application/json.', fault: 'caller' },
  'not-audio': { status: 422, sentence: 'This is no audio file that can be read: send WAV, MP3, Ogg, M4A, FLAC or WebM.', fault: 'caller' },
  'audio-empty': { status: 422, sentence: 'There is no sound in this file.', fault: 'caller' },
  'audio-silent': { status: 422, sentence: 'Nothing can be heard in this recording.', fault: 'caller' },
  'audio-broken': { status: 422, sentence: 'This audio file is damaged or cut short.', fault: 'caller' },
  'audio-too-long': { status: 422, sentence: 'The recording is longer than allowed.', fault: 'caller' },
  'too-many-attempts': { status: 429, sentence: 'Too many attempts; wait and try again.', fault: 'caller' },
  'session-over': { status: 409, sentence: 'This support session is over.', fault: 'caller' },
  'content-gone': { status: 410, sentence: 'What was kept of this session is gone.', fault: 'caller' },
  'on-hold': { status: 409, sentence: 'This is on legal hold: nothing of it may be deleted.', fault: 'caller' },
  'not-admitted': { status: 403, sentence: 'The customer has not let you in yet.', fault: 'caller' },
  'media-unavailable': { status: 503, sentence: 'The media server is not available.', fault: 'server' },
  'ffmpeg-missing': {
    status: 503,
    sentence: 'The server needs the program ffmpeg for this; its administrator installs it with "apt-get install ffmpeg".',
    fault: 'server',
  },
  'speech-missing': {
    status: 503,
    sentence:
      'The server needs the program espeak-ng to speak; its administrator installs it with "apt-get install espeak-ng", or sets TTS_URL.',
    fault: 'server',
  },
  'speech-failed': {
    status: 503,
    sentence: 'The speech service did not answer as it should; try again, or choose another voice.',
    fault: 'server',
  },
  'storage-full': { status: 507, sentence: 'The server has no room left for content; nothing was kept.', fault: 'server' },
  unavailable: { status: 503, sentence: 'The server cannot answer this now; try again.', fault: 'server' },
  internal: { status: 500, sentence: 'The server made a mistake; it is in its log under this id.', fault: 'server' },
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = keyof typeof errorTable;
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a constant are what its type says
export const errorCodes = Object.keys(errorTable) as readonly ErrorCode[];

/** The body of every answer with status 4xx or 5xx. */
export const apiErrorSchema = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  /** Names the log entry. */
  requestId: z.string(),
  /** Field path → reason code, e.g. `{ "number": "taken" }`. */
  fields: z.record(z.string(), z.string()).optional(),
  retryAfterSeconds: z.number().int().positive().optional(),
});
export type ApiError = z.infer<typeof apiErrorSchema>;
