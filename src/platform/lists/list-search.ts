import { z } from 'zod';

const listSearchSchema = z.object({
  query: z.string().max(200).optional().catch(undefined),
  sort: z.string().max(40).optional().catch(undefined),
  direction: z.enum(['ascending', 'descending']).optional().catch(undefined),
  /** Filters of the audit page: a person's id, an action, days as `2026-05-01`. */
  person: z.uuid().optional().catch(undefined),
  action: z.string().max(100).optional().catch(undefined),
  from: z.iso.date().optional().catch(undefined),
  until: z.iso.date().optional().catch(undefined),
  /** State of support sessions. */
  state: z.enum(['waiting', 'active', 'done']).optional().catch(undefined),
  /** Which of a page’s lists. */
  view: z.enum(['held']).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(100_000).optional().catch(undefined),
});

/** What of a list is shown, as it stands in the address. */
export type ListSearch = z.infer<typeof listSearchSchema>;

/** Reads the parameters of an address. Anything that does not fit is left out. */
export function listSearchOf(search: string): ListSearch {
  return listSearchSchema.parse(Object.fromEntries(new URLSearchParams(search)));
}

/** The parameters for an address; what is not set, and the first page, need none. */
export function searchTextOf({ query, sort, direction, page, ...filters }: ListSearch): string {
  const params = new URLSearchParams();
  if (query !== undefined && query !== '') params.set('query', query);
  if (sort !== undefined) params.set('sort', sort);
  if (sort !== undefined && direction === 'descending') params.set('direction', direction);
  for (const [name, value] of Object.entries(filters)) if (value !== undefined && value !== '') params.set(name, value);
  if (page !== undefined && page > 1) params.set('page', String(page));
  return params.toString();
}

/** How many rows a list shows at once. */
export const PAGE_SIZE = 50;
