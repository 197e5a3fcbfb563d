import { z } from 'zod';
import { languageSchema } from '../dialplan/sounds.ts';
import { pageOf } from '../wire/page.ts';

/** How a prompt came to be. */
export const promptKinds = ['uploaded', 'recorded', 'spoken'] as const;
export const promptKindSchema = z.enum(promptKinds);
export type PromptKind = z.infer<typeof promptKindSchema>;

/** What an upload or a recording may be at most. */
export const maxPromptBytes = 20 * 1_024 * 1_024;
export const maxPromptMs = 600_000;

const name = z.string().trim().min(1).max(120);

/** How a text is read aloud. `rate` 1 is the voice's own pace. */
export const speechSchema = z.object({
  text: z.string().trim().min(1).max(5_000),
  language: languageSchema,
  voice: z.string().min(1).max(80),
  rate: z.number().min(0.5).max(2).default(1),
});
export type Speech = z.infer<typeof speechSchema>;

/** Audio to play in calls. Sortable by name, kind, language, duration, updated. */
export const promptSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: promptKindSchema,
  /** The language that is spoken in it; null for music and tones. */
  language: languageSchema.nullable(),
  /** What is read aloud, and how; null unless `kind` is `spoken`. */
  speech: speechSchema.nullable(),
  durationMs: z.number().int(),
  /** Integrated loudness (EBU R 128) after levelling. */
  loudnessLufs: z.number(),
  updatedAt: z.iso.datetime(),
  updatedByName: z.string().nullable(),
  /** Optimistic lock: send it back with an update. Another audio has another version. */
  version: z.number().int(),
});
export type Prompt = z.infer<typeof promptSchema>;
export const promptPageSchema = pageOf(promptSchema);

/** POST /api/admin/prompts?name=…&kind=… with the audio file as body. */
export const uploadPromptQuerySchema = z.object({
  name,
  kind: z.enum(['uploaded', 'recorded']).default('uploaded'),
  language: languageSchema.optional(),
});
/** PUT /api/admin/prompts/{id}/audio?version=…&kind=… with the audio file as body. */
export const replaceAudioQuerySchema = z.object({
  version: z.coerce.number().int(),
  kind: z.enum(['uploaded', 'recorded']).default('uploaded'),
});
/** POST /api/admin/prompts/spoken */
export const speakPromptSchema = speechSchema.extend({ name });
/** PUT /api/admin/prompts/{id}/speech */
export const replaceSpeechSchema = speechSchema.extend({ version: z.number().int() });
/** PATCH /api/admin/prompts/{id} */
export const updatePromptSchema = z.object({
  version: z.number().int(),
  name: name.optional(),
  language: languageSchema.nullable().optional(),
});

/** GET /api/admin/prompts/voices: the usual one of each language first. */
export const voicesSchema = z.object({ items: z.array(z.object({ id: z.string(), name: z.string(), language: languageSchema })) });

/** What plays a prompt. */
export const promptUserSchema = z.object({
  kind: z.enum(['plan', 'queue', 'voicemail-box', 'service-notice']),
  id: z.string(),
  name: z.string(),
});
export type PromptUser = z.infer<typeof promptUserSchema>;
/** GET /api/admin/prompts/{id}/users. A prompt that has any cannot be deleted (`in-use`). */
export const promptUsersSchema = z.object({ items: z.array(promptUserSchema) });
