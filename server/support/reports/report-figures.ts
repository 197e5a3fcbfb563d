import type { SupportReport } from '../../../protocol/support/session.ts';
import type { SupportSession } from '../sessions/session-store.ts';

type Sessions = readonly SupportSession[];

/** What a period's sessions come to, all together and by owner. `nowMs` is where sessions that still run are cut. */
export function reportOf(sessions: Sessions, nowMs: number): SupportReport {
  const owners = Map.groupBy(sessions, ({ ownerId }) => ownerId);
  const people = [...owners].map(([userId, theirs]) => ({
    userId,
    // Who was renamed is called what they were called last.
    name: theirs.at(-1)?.ownerName ?? '',
    sessions: theirs.length,
    seconds: secondsOf(theirs, nowMs),
    averageRating: averageOf(theirs),
  }));
  return {
    sessions: sessions.length,
    reached: sessions.filter(({ startedAt }) => startedAt !== undefined).length,
    seconds: secondsOf(sessions, nowMs),
    averageRating: averageOf(sessions),
    ratings: sessions.filter(({ rating }) => rating !== undefined).length,
    outcomes: {
      solved: countOf(sessions, 'solved'),
      unsolved: countOf(sessions, 'unsolved'),
      'follow-up': countOf(sessions, 'follow-up'),
      'not-reached': countOf(sessions, 'not-reached'),
      none: countOf(sessions, undefined),
    },
    capabilities: capabilitiesOf(sessions),
    people: people.toSorted((a, b) => a.name.localeCompare(b.name, 'de') || a.userId.localeCompare(b.userId)),
  };
}

/** From the first customer's coming to the end. */
export function secondsOfSession({ startedAt, endedAt }: SupportSession, nowMs: number): number | undefined {
  if (!startedAt) return undefined;
  return Math.max(0, Math.round(((endedAt?.getTime() ?? nowMs) - startedAt.getTime()) / 1_000));
}

function secondsOf(sessions: Sessions, nowMs: number): number {
  return sessions.reduce((sum, session) => sum + (secondsOfSession(session, nowMs) ?? 0), 0);
}

function countOf(sessions: Sessions, outcome: SupportSession['outcome']): number {
  return sessions.filter((session) => session.outcome === outcome).length;
}

/** The most frequent first. */
function capabilitiesOf(sessions: Sessions): SupportReport['capabilities'] {
  const counts = new Map<string, number>();
  for (const { capabilities } of sessions) for (const name of new Set(capabilities)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .map(([name, count]) => ({ name, sessions: count }))
    .toSorted((a, b) => b.sessions - a.sessions || a.name.localeCompare(b.name, 'en'));
}

/** To two places; null without any. */
function averageOf(sessions: Sessions): number | null {
  const ratings = sessions.flatMap(({ rating }) => (rating === undefined ? [] : [rating]));
  if (ratings.length === 0) return null;
  return Math.round((ratings.reduce((sum, rating) => sum + rating, 0) / ratings.length) * 100) / 100;
}
