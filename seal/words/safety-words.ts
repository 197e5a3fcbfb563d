/** What people compare aloud; equal on all screens of an epoch, or somebody stands between them. */
export interface SafetyWords {
  /** Seven emoji. */
  readonly emoji: readonly string[];
  /** Thirty digits in groups of five. */
  readonly digits: string;
}
