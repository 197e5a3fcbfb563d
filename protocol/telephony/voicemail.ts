import { z } from 'zod';
import { pageOf } from '../wire/page.ts';
import { greetingChoiceSchema } from './greetings.ts';

/** A box that I listen to: my own, or one that I share. */
export const voicemailBoxSchema = z.object({
  id: z.string(),
  /** Of the person, or of the shared box. */
  name: z.string(),
  isShared: z.boolean(),
  newCount: z.number().int(),
  /** Unanswered calls go there. */
  isOn: z.boolean(),
  maxMessageSeconds: z.number().int(),
  emailNotice: z.enum(['none', 'notice', 'with-audio']),
  /** A mail server is configured; without one nobody is told by mail, whatever the box asks for. */
  isMailPossible: z.boolean(),
  /** What callers hear. */
  greetings: greetingChoiceSchema,
  /** Its messages can be heard by phone. */
  hasPin: z.boolean(),
  version: z.number().int(),
});
export type VoicemailBox = z.infer<typeof voicemailBoxSchema>;
/** GET /api/voicemail/boxes */
export const voicemailBoxesSchema = z.object({ items: z.array(voicemailBoxSchema) });
/** PATCH /api/voicemail/boxes/{id} */
export const updateVoicemailBoxSchema = z.object({
  version: z.number().int(),
  isOn: z.boolean().optional(),
  maxMessageSeconds: z.number().int().min(10).max(3_600).optional(),
  emailNotice: z.enum(['none', 'notice', 'with-audio']).optional(),
  /** What is left out stays as it is. */
  greetings: greetingChoiceSchema.partial().optional(),
});
export type UpdateVoicemailBox = z.infer<typeof updateVoicemailBoxSchema>;

/** What is tried first by whoever guesses: one digit again and again, or digits in a row. */
function isEasyPin(pin: string): boolean {
  const digits = Array.from(pin, Number);
  const steps = new Set(digits.slice(1).map((digit, at) => digit - (digits[at] ?? 0)));
  return steps.size === 1 && [0, 1, -1].includes([...steps][0] ?? 0);
}
export const voicemailPinSchema = z
  .string()
  .regex(/^\d{4,10}$/u)
  .refine((pin) => !isEasyPin(pin));
/** PUT /api/voicemail/boxes/{id}/pin: for hearing messages by phone; null takes that away. Only of my own box. */
export const setVoicemailPinSchema = z.object({ pin: voicemailPinSchema.nullable() });

export const voicemailMessageSchema = z.object({
  id: z.string(),
  boxId: z.string(),
  boxName: z.string(),
  caller: z.object({ userId: z.string().nullable(), displayName: z.string(), number: z.string() }),
  receivedAt: z.iso.datetime(),
  durationMs: z.number().int(),
  /** The server or the disk failed while it was recorded: what was said until then is there. */
  isCut: z.boolean(),
  /** Who heard it, first to last. */
  heardBy: z.array(z.object({ userId: z.string(), name: z.string(), at: z.iso.datetime() })),
  /** When it was deleted; it can be restored for 30 days. */
  deletedAt: z.iso.datetime().nullable(),
});
export type VoicemailMessage = z.infer<typeof voicemailMessageSchema>;
export const voicemailPageSchema = pageOf(voicemailMessageSchema);

/** GET /api/voicemail/messages: of all my boxes, newest first. */
export const voicemailQuerySchema = z.object({
  query: z.string().trim().max(200).default(''),
  boxId: z.uuid().optional(),
  state: z.enum(['inbox', 'deleted']).default('inbox'),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(50),
});
export type VoicemailQuery = z.infer<typeof voicemailQuerySchema>;

/** PUT /api/voicemail/messages/{id}/heard */
export const voicemailHeardSchema = z.object({ isHeard: z.boolean() });
/** POST /api/voicemail/messages/{id}/forward: a copy for a colleague's own box. */
export const forwardVoicemailSchema = z.object({ userId: z.uuid() });
/** GET /api/voicemail/messages/{id}/waveform: peaks of each tenth of a second, 0 to 1. */
export const waveformSchema = z.object({ perSecond: z.number().int(), peak: z.array(z.number()) });
export type Waveform = z.infer<typeof waveformSchema>;
