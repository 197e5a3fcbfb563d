import { z } from 'zod';

/** Languages of announcements and of the sounds that come with Deskline. */
export const languages = ['en', 'de'] as const;
export const languageSchema = z.enum(languages);
export type Language = z.infer<typeof languageSchema>;

/**
 * Phrases that come with Deskline, made by tools/sounds in each language. Numbers are spoken from `number` parts.
 */
export const phrases = [
  'please-hold',
  'invalid-choice',
  'please-try-again',
  'goodbye',
  'beep',
  'recording-notice',
  'recording-beep',
  'voicemail-greeting',
  'voicemail-unavailable',
  'voicemail-full',
  'voicemail-saved',
  'enter-pin',
  'wrong-pin',
  'enter-extension',
  'spell-name',
  'queue-position',
  'queue-next',
  'queue-wait-minutes',
  'queue-callback-offer',
  'queue-callback-confirmed',
  'agent-offer',
  'all-agents-busy',
  'closed',
  'transferring',
  'conference-first',
  'conference-wait',
  'conference-full',
  'conference-ended',
  'conference-muted',
  'conference-unmuted',
  'not-available',
  'press',
  'for-extension',
  'mailbox-no-pin',
  'mailbox-locked',
  'mailbox-count',
  'mailbox-empty',
  'mailbox-message-from',
  'mailbox-menu',
  'mailbox-deleted',
  'mailbox-end',
  'mailbox-greetings-offer',
  'greeting-menu',
  'greeting-record',
  'greeting-keep',
  'greeting-kept',
  'greeting-empty',
  'greeting-failed',
  'greetings-full',
  'greeting-number',
  'greeting-choose',
  'greeting-chosen',
] as const;
export const phraseSchema = z.enum(phrases);
export type Phrase = z.infer<typeof phraseSchema>;

/** One thing to play. `prompt` is a prompt of the tenant; `number` is spoken in the run's language, 0 to 9,999. */
export const soundSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('prompt'), promptId: z.string().max(64) }),
  z.object({ kind: z.literal('phrase'), phrase: phraseSchema }),
  z.object({ kind: z.literal('number'), value: z.number().int().min(0).max(9_999) }),
  z.object({ kind: z.literal('digits'), digits: z.string().regex(/^[0-9*#]{1,20}$/u) }),
]);
export type Sound = z.infer<typeof soundSchema>;

/** What a caller hears while waiting, until something else is heard. `prompt` is looped. */
export const backgroundSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('silence') }),
  z.object({ kind: z.literal('ringback') }),
  z.object({ kind: z.literal('music') }),
  z.object({ kind: z.literal('prompt'), promptId: z.string().max(64) }),
]);
export type Background = z.infer<typeof backgroundSchema>;

export const digitSchema = z.string().regex(/^[0-9*#]$/u);
