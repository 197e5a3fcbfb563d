import { toBase64Url } from '../../../seal/greeting/index.ts';
import type { RelayAs } from '../../../protocol/support/relay-requests.ts';
import { oldestSupportedVersion, protocolVersion } from '../../../protocol/wire/version.ts';

interface Coming {
  readonly as: RelayAs;
  /** The last number of the log that is known here. */
  readonly after: number;
  readonly name?: string | undefined;
}

/** Who comes by an invite brings the token of their seat: said again after a line that was lost before the welcome, it leads to the same seat. */
export function withToken<As extends RelayAs>(as: As): As {
  if ((as.kind !== 'link' && as.kind !== 'code') || as.token !== undefined) return as;
  return { ...as, token: toBase64Url(crypto.getRandomValues(new Uint8Array(32))) };
}

/** The first message on a line: who comes. */
export function helloOf({ as, after, name }: Coming): object {
  return { type: 'hello', protocolVersion, oldestSupportedVersion, as, after, ...(name === undefined ? {} : { name }) };
}

/** Something for the log, with its sender's own number. */
export interface LogMessage {
  readonly type: 'log';
  readonly clientNumber: number;
  readonly body: string;
}

/** @param random 0..1: a page that was reloaded does not count where its predecessor did. */
export function firstNumber(random: number): number {
  return Math.floor(random * 2 ** 40) + 1;
}

/** What is asked before there is an answer to anything. */
export interface FirstRequest {
  readonly type: 'request';
  readonly id: typeof firstRequestId;
  readonly method: string;
  readonly data: unknown;
}

/** Of requests that are made later the first has the number 1. */
export const firstRequestId = 0;

/** What is said in one breath by who comes in anew, before there is an answer. */
export interface FirstWords {
  readonly hello: object;
  readonly log: LogMessage;
  readonly asks: FirstRequest;
}
