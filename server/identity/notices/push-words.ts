import type { PushKind } from '../../../protocol/identity/push.ts';
import type { Language } from '../../../protocol/identity/session.ts';
import { z } from 'zod';

/** What people are told of. */
export const personNoticeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('voicemail'), caller: z.string(), box: z.string() }),
  z.object({ kind: z.literal('missed-call'), caller: z.string() }),
  z.object({ kind: z.literal('plan'), text: z.string() }),
]);
export type PersonNotice = z.infer<typeof personNoticeSchema>;

const words = {
  en: { voicemail: 'New voicemail', 'missed-call': 'Missed call', plan: 'Notice', unknown: 'Unknown caller', box: 'Mailbox' },
  de: {
    voicemail: 'Neue Sprachnachricht',
    'missed-call': 'Verpasster Anruf',
    plan: 'Mitteilung',
    unknown: 'Unbekannter Anrufer',
    box: 'Mailbox',
  },
} as const satisfies Record<Language, Record<PushKind | 'unknown' | 'box', string>>;

const maxBody = 300;

/** Title and text of a notice on a screen that others may see: no number is in it in full. */
export function noticeWords(notice: PersonNotice, language: Language): { readonly title: string; readonly body: string } {
  const own = words[language];
  return { title: own[notice.kind], body: cut(withoutNumbers(bodyOf(notice, own))) };
}

/** Of each phone number the last four digits: enough to know it again. */
export function withoutNumbers(text: string): string {
  return text.replace(/\+?\(?\d(?:[\s()/.-]{0,3}\d){6,}/gu, (number) => `…${number.replace(/\D/gu, '').slice(-4)}`);
}

function bodyOf(notice: PersonNotice, own: { readonly unknown: string; readonly box: string }): string {
  if (notice.kind === 'plan') return notice.text;
  const caller = notice.caller || own.unknown;
  return notice.kind === 'voicemail' && notice.box !== '' ? `${caller} · ${own.box}: ${notice.box}` : caller;
}

function cut(text: string): string {
  return text.length > maxBody ? `${text.slice(0, maxBody - 1)}…` : text;
}
