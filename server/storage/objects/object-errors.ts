import { StorageError } from '../errors.ts';

/** System errors that say that there is no room: a full disk, a full quota, a file at its limit. */
const fullCodes: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** What the object store threw, in our words. The path stays in the cause: it holds a tenant's id. */
export function toObjectError(error: unknown): StorageError {
  if (error instanceof StorageError) return error;
  const code = codeOf(error);
  if (fullCodes.has(code)) return new StorageError('full', 'there is no room left for content', { cause: error });
  if (code === 'EEXIST') return new StorageError('conflict', 'there is an object of this name already', { cause: error });
  return new StorageError('unavailable', 'content cannot be read or written', { cause: error });
}

/** `ENOENT` and the like, of an error of the file system. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
