import { errorTable, type ApiError, type ErrorCode } from '../../../protocol/wire/errors.ts';
import { ServiceError } from '../../platform/service-error.ts';
import { StorageError, type StorageErrorCode } from '../../storage/index.ts';

/** Which answer each failure of the storage becomes, where no service knew better. */
const storageAnswers: Readonly<Record<StorageErrorCode, ErrorCode>> = {
  unavailable: 'unavailable',
  timeout: 'unavailable',
  retry: 'unavailable',
  conflict: 'taken',
  reference: 'invalid-fields',
  invalid: 'invalid-fields',
  forbidden: 'internal',
  refused: 'internal',
  full: 'storage-full',
  internal: 'internal',
};

/** The refusal that an error stands for; anything unknown is a mistake of ours. */
export function asServiceError(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  if (error instanceof StorageError) return new ServiceError(storageAnswers[error.code], { cause: error });
  return new ServiceError('internal', { cause: error });
}

/** The body of an answer that refuses. */
export function errorBody(error: ServiceError, requestId: string): ApiError {
  return {
    code: error.code,
    message: errorTable[error.code].sentence,
    requestId,
    ...(error.fields ? { fields: { ...error.fields } } : {}),
    ...(error.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: Math.max(1, Math.ceil(error.retryAfterSeconds)) }),
  };
}

/** A whole answer that refuses. */
export function errorResponse(error: ServiceError, requestId: string): Response {
  const headers = new Headers({ 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  const body = errorBody(error, requestId);
  if (body.retryAfterSeconds !== undefined) headers.set('retry-after', String(body.retryAfterSeconds));
  return new Response(JSON.stringify(body), { status: errorTable[error.code].status, headers });
}
