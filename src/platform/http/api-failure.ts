import type { ErrorCode, ApiError } from '../../../protocol/wire/errors.ts';

/**
 * Why a request brought nothing: a row of the server's error table, or one of ours.
 * `offline`: this browser has no network. `no-answer`: nobody answered, or not in time.
 * `unexpected-answer`: what came does not have the agreed shape, so page and server are of different versions.
 */
export type FailureCode = ErrorCode | 'offline' | 'no-answer' | 'unexpected-answer';

/** What the client throws, and the only thing it throws besides an abort that the caller asked for. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  readonly code: FailureCode;
  /** Method and path, e.g. `GET /api/session`: never the query, which can hold names. */
  readonly request: string;
  readonly requestId: string | undefined;
  /** Field path → reason code. */
  readonly fields: Readonly<Record<string, string>>;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: FailureCode, request: string, answer: Partial<ApiError> = {}, cause?: unknown) {
    super(`${request}: ${code}`, { cause });
    this.code = code;
    this.request = request;
    this.requestId = answer.requestId;
    this.fields = answer.fields ?? {};
    this.retryAfterSeconds = answer.retryAfterSeconds;
  }

  /** Whether the same request may succeed later without anybody changing anything. */
  get isTemporary(): boolean {
    return ['offline', 'no-answer', 'unavailable', 'media-unavailable'].includes(this.code);
  }
}
