/**
 * Why something was refused. `forged`: a signature or tag is wrong, so somebody changed it; `foreign-root`: the tenant's root is not the one
 * that this browser knows; `older`: an older state than this browser has seen; `no-key`: this browser's ring has no such key; `wrong-code`: no recovery code of this tenant; `not-manager`: this browser may not approve.
 * Of sessions: `wrong-secret`: the other side does not know word or link; `malformed`: bytes that are no message of ours; `foreign-suite`:
 * another protocol or suite than SEAL1; `not-sealed`: there are no keys (yet, or any more); `not-allowed`: not this seat's to do;
 * `unexpected`: right in itself, but not here and now; `too-long`: longer than the relay takes; `burnt`: three runs of that code came to nothing.
 */
export type SealRefusal =
  | TenantRefusal
  | 'wrong-secret'
  | 'malformed'
  | 'foreign-suite'
  | 'not-sealed'
  | 'not-allowed'
  | 'unexpected'
  | 'too-long'
  | 'burnt';

/** What can be wrong with a tenant's keys and what is sealed to them. */
export type TenantRefusal = 'forged' | 'foreign-root' | 'older' | 'no-key' | 'wrong-code' | 'not-manager';
const tenantRefusals: readonly string[] = [
  'forged',
  'foreign-root',
  'older',
  'no-key',
  'wrong-code',
  'not-manager',
] satisfies TenantRefusal[];

/** The same for whoever only knows tenants' keys: anything else there means that somebody changed something. */
export function tenantRefusalOf(why: SealRefusal): TenantRefusal {
  return isTenantRefusal(why) ? why : 'forged';
}

function isTenantRefusal(why: SealRefusal): why is TenantRefusal {
  return tenantRefusals.includes(why);
}

export class SealError extends Error {
  readonly why: SealRefusal;

  constructor(why: SealRefusal, options?: { readonly cause?: unknown }) {
    super(`refused: ${why}`, options);
    this.name = 'SealError';
    this.why = why;
  }
}
