import { z } from 'zod';

/** Query parameters of every list: text filter, sort by one column, page by number. */
export const listQuerySchema = z.object({
  query: z.string().trim().max(200).default(''),
  sort: z.string().max(40).optional(),
  direction: z.enum(['ascending', 'descending']).default('ascending'),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListQuery = z.infer<typeof listQuerySchema>;

/** One page of a list, with the size of the whole filtered list. */
export const pageOf = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), total: z.number().int().nonnegative() });
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly total: number;
}
