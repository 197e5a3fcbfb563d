import type { LiveView } from '../../state/live-view.ts';
import type { Speech } from '../words/customer-words.tsx';

/** The chat as plain text, line by line with time and name. */
export function transcriptOf({ chat, session }: LiveView, { words, language }: Pick<Speech, 'words' | 'language'>): string {
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' });
  const head = [words.title, session.tenantName].filter(Boolean).join(', ');
  return [head, '', ...chat.map(({ at, name, text }) => `${time.format(at)}  ${name}: ${text}`), ''].join('\n');
}
