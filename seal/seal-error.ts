/**
 * Why something was refused. `forged`: a signature or tag is wrong, so somebody changed it; `foreign-root`: the tenant's root is not the one
 * that this browser knows; `older`: an older state than this browser has seen; `no-key`: this browser's ring has no such key; `wrong-code`: no recovery code of this tenant; `not-manager`: this browser may not approve.
 */
export type SealRefusal = 'forged' | 'foreign-root' | 'older' | 'no-key' | 'wrong-code' | 'not-manager';

export class SealError extends Error {
  readonly why: SealRefusal;

  constructor(why: SealRefusal, options?: { readonly cause?: unknown }) {
    super(`refused: ${why}`, options);
    this.name = 'SealError';
    this.why = why;
  }
}
