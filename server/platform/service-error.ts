import { errorTable, type ErrorCode } from '../../protocol/wire/errors.ts';

export interface ServiceErrorDetails {
  /** Field path → reason code. */
  readonly fields?: Readonly<Record<string, string>>;
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
}

/** What a use case throws when it refuses: a row of the error table. The gateway turns it into an answer. */
export class ServiceError extends Error {
  readonly code: ErrorCode;
  readonly fields: Readonly<Record<string, string>> | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, details: ServiceErrorDetails = {}) {
    super(errorTable[code].sentence, { cause: details.cause });
    this.name = 'ServiceError';
    this.code = code;
    this.fields = details.fields;
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}
