import { createResponse, type HeaderEntry, type ResponseExtras } from '../message/builders.ts';
import type { SipResponse } from '../message/message.ts';
import { SipError } from '../message/sip-error.ts';
import type { ServerTransaction } from '../transaction/transaction.ts';
import { newTag } from './tags.ts';

/**
 * Writes and sends one response. It gets a To tag of its own when the request had none and `extras` names none.
 * @returns the response, so that a 2xx can be repeated
 */
export function answer(transaction: ServerTransaction, status: number, reason: string, extras: ResponseExtras = {}): SipResponse {
  const response = createResponse(transaction.request, status, reason, { toTag: newTag(), ...extras });
  transaction.respond(response);
  return response;
}

/** Answers with what is wrong; anything that is no `SipError` is our own fault and thrown on. */
export function answerError(transaction: ServerTransaction, error: unknown, headers: readonly HeaderEntry[] = []): void {
  if (!(error instanceof SipError)) throw error;
  answer(transaction, error.status, error.message, { headers });
}
