import type { ColumnType } from 'kysely';

/** What JSON can say. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A jsonb column: text goes in, a value of unchecked shape comes out; parse it with zod before use. */
export type JsonColumn = ColumnType<Json, string, string>;
export type GeneratedJsonColumn = ColumnType<Json, string | undefined, string>;
export type NullableJsonColumn = ColumnType<Json | null, string | null | undefined, string | null>;
