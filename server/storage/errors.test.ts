import { DatabaseError } from 'pg';
import { describe, expect, it } from 'vitest';
import { StorageError, toStorageError, type StorageErrorCode } from './errors.ts';

function answered(state: string): DatabaseError {
  const error = new DatabaseError('duplicate key value (alice@acme.test)', 0, 'error');
  error.code = state;
  return error;
}

describe('errors of the storage', () => {
  const states: readonly (readonly [state: string, code: StorageErrorCode])[] = [
    ['23505', 'conflict'],
    ['23503', 'reference'],
    ['23514', 'invalid'],
    ['23502', 'invalid'],
    ['22001', 'invalid'],
    ['22P02', 'invalid'],
    ['42501', 'forbidden'],
    ['57014', 'timeout'],
    ['55P03', 'timeout'],
    ['40P01', 'retry'],
    ['40001', 'retry'],
    ['57P01', 'unavailable'],
    ['57P03', 'unavailable'],
    ['53300', 'unavailable'],
    ['53100', 'unavailable'],
    ['08006', 'unavailable'],
    ['42P01', 'internal'],
  ];
  it.each(states)('[ST17] SQLSTATE %s is %s, and no value of a row stands in the message', (state, code) => {
    const error = toStorageError(answered(state));
    expect(error).toMatchObject({ name: 'StorageError', code });
    expect(error instanceof Error && error.message).not.toContain('alice');
  });

  it('[ST17] a broken connection is unavailable; errors of others stay what they are', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', syscall: 'connect' });
    expect(toStorageError(refused)).toMatchObject({ code: 'unavailable', cause: refused });
    expect(toStorageError(new Error('Connection terminated unexpectedly'))).toMatchObject({ code: 'unavailable' });
    expect(toStorageError(new Error('timeout exceeded when trying to connect'))).toMatchObject({ code: 'unavailable' });
    const foreign = [
      new Error('mine'),
      new StorageError('conflict', 'taken'),
      'text',
      Object.assign(new Error('file'), { code: 'ENOENT', syscall: 'open', path: '/x' }),
    ];
    for (const error of foreign) expect(toStorageError(error)).toBe(error);
  });
});
