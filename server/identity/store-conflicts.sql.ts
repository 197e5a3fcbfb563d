import { StorageError, toStorageError } from '../storage/index.ts';
import { StoreConflict } from './identity-store.ts';

/** Turns a broken unique constraint into the field that it guards; `fields` is constraint → field. */
export function conflicts(fields: Readonly<Record<string, string>>): <T>(work: () => Promise<T>) => Promise<T> {
  return async (work) => {
    try {
      return await work();
    } catch (thrown) {
      const error = toStorageError(thrown);
      if (!(error instanceof StorageError) || error.code !== 'conflict') throw error;
      const field = fields[error.constraint ?? ''];
      throw field === undefined ? error : new StoreConflict(field, { cause: error });
    }
  };
}
