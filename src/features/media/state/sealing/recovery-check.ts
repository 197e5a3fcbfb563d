import { readRecoveryCode } from '../../../../../seal/index.ts';

/** Whether somebody typed this code, whatever the spaces, dashes and letter cases. */
export function isSameCode(typed: string, code: string): boolean {
  return readRecoveryCode(typed) === code;
}
