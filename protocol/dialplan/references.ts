/** What of the tenant a plan names. The same list says what is missing, and what a thing is used by. */
export type ReferenceKind =
  | 'user'
  | 'ring-group'
  | 'queue'
  | 'voicemail-box'
  | 'greeting'
  | 'conference-room'
  | 'prompt'
  | 'schedule'
  | 'pin'
  | 'plan'
  | 'service-notice'
  | 'route';

export interface Reference {
  readonly kind: ReferenceKind;
  readonly id: string;
  /** Path inside the node's settings, for the form: `targets.0`. */
  readonly path: string;
}
