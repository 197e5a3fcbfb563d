import type { Changer } from './voicemail-store.ts';

/** An attempt at a PIN, at a moment. */
export interface PinAttempt {
  readonly at: Date;
  /** Until when nobody may try after so many failures in a row, this attempt among them; undefined lets people try on. */
  readonly lockedUntil: (failures: number) => Date | undefined;
}

/** PINs of boxes and how often they were guessed. The tenant comes first, always. */
export interface MailboxPinStore {
  /** Sets a PIN, or takes it away; failures are forgotten. */
  setPin(tenantId: string, boxId: string, hash: string | undefined, by: Changer): Promise<void>;
  /**
   * Counts an attempt as failed, and locks, before anybody looks at it, so that many at once cannot outrun the count. Gives the PHC
   * string of the PIN; `none` without one, `locked` while nobody may try.
   */
  beginAttempt(tenantId: string, boxId: string, attempt: PinAttempt): Promise<{ readonly hash: string } | 'none' | 'locked'>;
  /** The attempt was right: counting begins anew. */
  succeed(tenantId: string, boxId: string): Promise<void>;
}
