import type { SupportSession } from '../sessions/session-store.ts';
import { secondsOfSession } from './report-figures.ts';

const head = [
  'id',
  'kind',
  'state',
  'expert',
  'customer',
  'people',
  'created',
  'started',
  'ended',
  'seconds',
  'end',
  'outcome',
  'rating',
  'capabilities',
];

/** Sessions as RFC 4180, a line each, with a byte order mark so that spreadsheets read it as UTF-8. */
export function csvOf(sessions: readonly SupportSession[], nowMs: number): string {
  const lines = [head, ...sessions.map((session) => rowOf(session, nowMs))];
  return `\uFEFF${lines.map((cells) => cells.map(cellOf).join(',')).join('\r\n')}\r\n`;
}

function rowOf(session: SupportSession, nowMs: number): readonly string[] {
  return [
    session.id,
    session.kind,
    session.state,
    session.ownerName,
    session.customerName,
    session.people.join('; '),
    session.createdAt.toISOString(),
    session.startedAt?.toISOString() ?? '',
    session.endedAt?.toISOString() ?? '',
    String(secondsOfSession(session, nowMs) ?? ''),
    session.endReason ?? '',
    session.outcome ?? '',
    String(session.rating ?? ''),
    session.capabilities.join(' '),
  ];
}

/** Names come from people whom nobody knows: what a spreadsheet would take for a formula gets an apostrophe before it. */
function cellOf(text: string): string {
  const harmless = /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/u.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
