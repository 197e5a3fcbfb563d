import { z } from 'zod';

/** What is shown: the customer's screen, or the customer's camera. */
export const sessionKindSchema = z.enum(['screen', 'camera']);
export type SessionKind = z.infer<typeof sessionKindSchema>;

/**
 * ```
 * waiting ──the first customer comes──▶ active ──ended──▶ done
 *    └──ended, or nobody comes for a day──────────────────▶ done
 * ```
 */
export const sessionStateSchema = z.enum(['waiting', 'active', 'done']);
export type SessionState = z.infer<typeof sessionStateSchema>;

/**
 * ```
 * waiting ──admitted by the customer──▶ admitted ──▶ left
 *    └────────────────────▶ left | removed ◀──────────┘
 * ```
 */
export const seatStateSchema = z.enum(['waiting', 'admitted', 'left', 'removed']);
export type SeatState = z.infer<typeof seatStateSchema>;

export const seatRoleSchema = z.enum(['customer', 'expert']);
export type SeatRole = z.infer<typeof seatRoleSchema>;

/** `used` when somebody came in with it, `burnt` when a browser counted too many tries, `expired` after ten minutes. */
export const inviteStateSchema = z.enum(['open', 'used', 'burnt', 'expired']);
export type InviteState = z.infer<typeof inviteStateSchema>;

/** What a customer can allow. */
export const capabilityNameSchema = z.enum([
  'view',
  'point',
  'control',
  'clipboard',
  'files',
  'camera',
  'voice',
  'diagnostics',
  'record',
  'second-expert',
]);

export const outcomeSchema = z.enum(['solved', 'unsolved', 'follow-up', 'not-reached']);
export type Outcome = z.infer<typeof outcomeSchema>;

export const inviteLifetimeMs = 600_000;
