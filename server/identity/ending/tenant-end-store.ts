/** The end of the unit's tenant. Each method locks the tenant's row: of an end, its taking back and the deletion one comes first. */
export interface TenantEndStore {
  /** Says no when it ended before. */
  end(at: Date): Promise<boolean>;
  /** `final` when its content is being deleted, `not-ended` when it has not ended, or no more. */
  takeBack(): Promise<'done' | 'final' | 'not-ended'>;
  /**
   * From now on the end stays. `begun` the first time, `going-on` afterwards; `not-ended` when the tenant's end was taken back, or is later than
   * `endedBefore`: then nothing may be deleted.
   */
  beginDeletion(at: Date, endedBefore: Date): Promise<'begun' | 'going-on' | 'not-ended'>;
}
