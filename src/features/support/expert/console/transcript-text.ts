import type { LiveView } from '../../state/live-view.ts';

/** The chat as plain text: a line for each, with its time and who wrote it. */
export function transcriptText(
  { chat, session }: Pick<LiveView, 'chat' | 'session'>,
  { title, language }: { readonly title: string; readonly language: string },
): string {
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' });
  const head = [title, session.tenantName].filter(Boolean).join(', ');
  return [head, '', ...chat.map(({ at, name, text }) => `${time.format(at)}  ${name}: ${text}`), ''].join('\n');
}
