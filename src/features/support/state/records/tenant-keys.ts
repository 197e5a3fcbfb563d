import type { ArtefactRecipient, KeyRing } from '../../../../../seal/index.ts';

/** Why nothing can be sealed, or opened, with the tenant's keys here. */
type KeyTrouble =
  /** Nobody has made the keys. */
  | 'unset'
  /** The server names other keys than those which this browser knows. */
  | 'alarm'
  | 'unsupported';

/** To whom what is kept is sealed. */
export type RecordRecipient =
  | { readonly kind: 'there'; readonly tenantId: string; readonly recipient: ArtefactRecipient }
  | { readonly kind: KeyTrouble };

/** What this browser opens with; a stranger is not approved, and waiting is one who asked. */
export type RecordOpening =
  | { readonly kind: 'approved'; readonly tenantId: string; readonly ring: KeyRing }
  | { readonly kind: KeyTrouble | 'stranger' | 'waiting' };

/** The tenant's keys, as the app gives them to us. Both throw ApiFailure. */
export interface TenantKeys {
  /** Any browser seals. */
  recipient(): Promise<RecordRecipient>;
  /** Only approved browsers open. */
  opening(): Promise<RecordOpening>;
}
