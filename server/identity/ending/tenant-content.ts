import type { JobItems } from '../../storage/index.ts';

/** One kind of a tenant's content, as the domain that has it deletes it. */
export interface TenantContent {
  /** What it is called in the receipt. */
  readonly what: string;
  /** How many things there are. */
  count(tenantId: string): Promise<number>;
  /** Deletes all that nobody holds; what was begun and interrupted is done by calling it again. Says how many things went. */
  erase(tenantId: string, items: JobItems): Promise<number>;
}
