import { z } from 'zod';

/** What of a list is shown, as it stands in the address. Anything that does not fit is left out. */
export const listSearchSchema = z.object({
  query: z.string().max(200).optional().catch(undefined),
  sort: z.string().max(40).optional().catch(undefined),
  direction: z.enum(['ascending', 'descending']).optional().catch(undefined),
  page: z.number().int().min(1).max(100_000).optional().catch(undefined),
});
export type ListSearch = z.infer<typeof listSearchSchema>;
