import type { Run } from '../run.ts';

/** What is left of a run after it was stored and read again. */
export function storedAndRead(run: Run): Run {
  return JSON.parse(JSON.stringify(run)) as Run;
}
