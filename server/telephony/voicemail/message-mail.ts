import type { Language } from '../../../protocol/dialplan/sounds.ts';
import type { Mail } from '../../platform/mail/mailer.ts';
import type { Message } from './voicemail-store.ts';

const words: Readonly<
  Record<
    Language,
    { readonly subject: string; readonly length: string; readonly box: string; readonly cut: string; readonly unknown: string }
  >
> = {
  en: {
    subject: 'New voicemail from',
    length: 'Length',
    box: 'Mailbox',
    cut: 'The recording broke off; what was said until then is there.',
    unknown: 'an unknown caller',
  },
  de: {
    subject: 'Neue Sprachnachricht von',
    length: 'Länge',
    box: 'Mailbox',
    cut: 'Die Aufnahme brach ab; was bis dahin gesagt wurde, ist da.',
    unknown: 'unbekannt',
  },
};

/** What a mail about a message says; the audio is not in it. */
export function messageMail(message: Message, language: Language, address: string | undefined): Pick<Mail, 'subject' | 'text'> {
  const { subject, length, box, cut, unknown } = words[language];
  const { displayName, number } = message.caller;
  const caller = displayName === '' ? number || unknown : `${displayName} (${number})`;
  const seconds = Math.round(message.durationMs / 1_000);
  const lines = [
    `${subject} ${caller}`,
    `${length}: ${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`,
    `${box}: ${message.boxName}`,
    ...(message.state === 'cut' ? [cut] : []),
    ...(address === undefined ? [] : ['', `${address}/phone`]),
  ];
  return { subject: `${subject} ${caller}`, text: `${lines.join('\n')}\n` };
}
