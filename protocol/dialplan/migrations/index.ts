import type { Migration } from './migrate.ts';

/** One file per version of the shape, oldest first: `1-to-2.ts` brings version 1 to 2. Version 1 is the first one. */
export const migrations: readonly Migration[] = [];
