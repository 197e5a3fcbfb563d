import { SealError } from '../../../../../seal/index.ts';
import type { RecordOpening } from './tenant-keys.ts';

/** Why something was not kept or not opened; each has a sentence. */
type RecordTrouble = Exclude<RecordOpening['kind'], 'approved'> | 'forged' | 'too-large' | 'too-large-together' | 'slow' | 'undecodable';

export class RecordFailure extends Error {
  readonly why: RecordTrouble;

  constructor(why: RecordTrouble, options?: { readonly cause?: unknown }) {
    super(`not kept or not opened: ${why}`, options);
    this.name = 'RecordFailure';
    this.why = why;
  }
}

/** What the seal refused is something that somebody changed. Anything else stays what it is. */
export function recordFailureOf(error: unknown): unknown {
  return error instanceof SealError ? new RecordFailure(error.why === 'too-long' ? 'too-large' : 'forged', { cause: error }) : error;
}
