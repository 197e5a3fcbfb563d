import { z } from 'zod';
import type { RecordingQuery } from '../../../../../protocol/media/recordings.ts';

const searchSchema = z.object({
  query: z.string().max(100).optional().catch(undefined),
  tag: z.string().max(40).optional().catch(undefined),
  /** Days of the person's calendar, both included: `2026-05-01`. */
  from: z.iso.date().optional().catch(undefined),
  until: z.iso.date().optional().catch(undefined),
  hold: z.enum(['held', 'free']).optional().catch(undefined),
  order: z.enum(['newest', 'oldest']).optional().catch(undefined),
  /** Supervisors see all unless they ask for their own. */
  scope: z.enum(['own', 'all']).optional().catch(undefined),
  /** The recording that is shown beside the list. */
  open: z.uuid().optional().catch(undefined),
});

/** What of the recordings is shown, as it stands in the address. */
export type RecordingsSearch = z.infer<typeof searchSchema>;

/** Reads the parameters of an address. Anything that does not fit is left out. */
export function recordingsSearchOf(search: string): RecordingsSearch {
  return searchSchema.parse(Object.fromEntries(new URLSearchParams(search)));
}

/** The parameters for an address; what is not set needs none. */
export function recordingsSearchText(search: RecordingsSearch): string {
  const pairs = Object.entries(search).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value]]));
  return new URLSearchParams(pairs).toString();
}

/** Whether less than everything is asked for. */
export function isNarrowed({ query, tag, from, until, hold }: RecordingsSearch): boolean {
  return [query, tag, from, until, hold].some((value) => value !== undefined && value !== '');
}

export type RecordingsFilter = Partial<Pick<RecordingQuery, 'query' | 'tag' | 'from' | 'to' | 'hold' | 'order' | 'scope' | 'only'>>;

/** What the server is asked for: days become moments of the person's time zone. */
export function filterOf(search: RecordingsSearch, mayReadAll: boolean): RecordingsFilter {
  const { query, tag, from, until, hold, order, scope } = search;
  return {
    scope: mayReadAll ? (scope ?? 'all') : 'own',
    ...(query === undefined ? {} : { query }),
    ...(tag === undefined ? {} : { tag }),
    ...(from === undefined ? {} : { from: dayStart(from, 0) }),
    ...(until === undefined ? {} : { to: dayStart(until, 1) }),
    ...(hold === undefined ? {} : { hold }),
    ...(order === undefined ? {} : { order }),
  };
}

function dayStart(day: string, plusDays: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + plusDays).toISOString();
}
