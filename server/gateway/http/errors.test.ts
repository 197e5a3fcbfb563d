import { describe, expect, it } from 'vitest';
import { apiErrorSchema, errorCodes, errorTable } from '../../../protocol/wire/errors.ts';
import { ServiceError } from '../../platform/service-error.ts';
import { StorageError } from '../../storage/index.ts';
import { asServiceError, errorResponse } from './errors.ts';

describe('table of errors', () => {
  it('[ID51] every row becomes an answer with its status, sentence and request id', async () => {
    for (const code of errorCodes) {
      const answer = errorResponse(new ServiceError(code), 'request-1');
      expect(answer.status, code).toBe(errorTable[code].status);
      expect(apiErrorSchema.parse(await answer.json()), code).toEqual({ code, message: errorTable[code].sentence, requestId: 'request-1' });
      expect(answer.headers.get('cache-control'), code).toBe('no-store');
    }
  });

  it('[ID51] every row has a fitting status, a sentence, and somebody whose turn it is', () => {
    for (const code of errorCodes) {
      const row = errorTable[code];
      expect(row.status >= 500, code).toBe(row.fault === 'server');
      expect(row.sentence, code).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('[ID51] fields and waiting times are told; seconds are whole and at least one', async () => {
    const answer = errorResponse(new ServiceError('too-many-attempts', { retryAfterSeconds: 0.2, fields: { email: 'x' } }), 'request-1');
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(apiErrorSchema.parse(await answer.json())).toMatchObject({ retryAfterSeconds: 1, fields: { email: 'x' } });
  });

  it('[ID51] what the storage says becomes a row, and what nobody expected is a mistake of ours', () => {
    expect(asServiceError(new StorageError('unavailable', 'the database cannot be reached')).code).toBe('unavailable');
    expect(asServiceError(new StorageError('full', 'there is no room left')).code).toBe('storage-full');
    expect(asServiceError(new StorageError('conflict', 'taken')).code).toBe('taken');
    expect(asServiceError(new StorageError('forbidden', 'row-level security')).code).toBe('internal');
    expect(asServiceError(new TypeError('x is undefined')).code).toBe('internal');
    expect(asServiceError('a thrown string').code).toBe('internal');
    const refusal = new ServiceError('taken');
    expect(asServiceError(refusal)).toBe(refusal);
  });
});
