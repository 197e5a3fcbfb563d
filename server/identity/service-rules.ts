import type { ListQuery } from '../../protocol/wire/page.ts';
import { ServiceError } from '../platform/service-error.ts';
import { StoreConflict } from './identity-store.ts';

/** Turns a taken unique value into the answer that names its field. */
export async function takenAsField<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StoreConflict) throw new ServiceError('taken', { fields: { [error.field]: 'taken' }, cause: error });
    throw error;
  }
}

/** The same conflict under the name that the caller's form has for the field. */
export function renamedConflict(error: unknown, field: string, name: string): unknown {
  return error instanceof StoreConflict && error.field === field ? new StoreConflict(name, { cause: error }) : error;
}

/** The column to sort by; the first one when the query names none. @throws {ServiceError} `invalid-fields` for an unknown one. */
export function sortOf<Sort extends string>(query: ListQuery, sorts: readonly [Sort, ...Sort[]]): Sort {
  if (query.sort === undefined) return sorts[0];
  const found = sorts.find((sort) => sort === query.sort);
  if (found === undefined) throw new ServiceError('invalid-fields', { fields: { sort: 'unknown' } });
  return found;
}

/** `before` with every field of `change` that somebody mentioned. */
export function withChange<Whole extends object>(
  before: Whole,
  change: { readonly [Name in keyof Whole]?: Whole[Name] | undefined },
): Whole {
  const after = { ...before };
  for (const name in change) {
    const value = change[name];
    if (value !== undefined) after[name] = value;
  }
  return after;
}
