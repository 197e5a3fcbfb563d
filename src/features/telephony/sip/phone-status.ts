/**
 * Whether this phone can be reached.
 *
 *   stopped ──► connecting ──► registering ──► registered
 *                  ▲   │            │              │
 *                  │   ▼            ▼              ▼
 *               unreachable ◄── reconnecting ◄─────┘      (after `patienceMs` without the server)
 */
export type PhoneStatus =
  | { readonly name: 'stopped' }
  | { readonly name: 'connecting' }
  | { readonly name: 'registering' }
  | { readonly name: 'registered'; readonly sinceMs: number }
  | { readonly name: 'reconnecting'; readonly sinceMs: number }
  | { readonly name: 'unreachable'; readonly why: UnreachableReason };

/** `offline`: this computer has no network. `server-away`: it has, the server does not answer. `refused`: it answered no. */
export const unreachableReasons = ['offline', 'server-away', 'refused', 'signed-out', 'no-webrtc', 'insecure-page'] as const;
export type UnreachableReason = (typeof unreachableReasons)[number];
export type PhoneStatusName = PhoneStatus['name'];

/** How long a lost registration is shown as reconnecting before we say that nobody can call. */
export const patienceMs = 5000;

export const statusTransitions: Readonly<Record<PhoneStatusName, readonly PhoneStatusName[]>> = {
  stopped: ['connecting', 'unreachable'],
  connecting: ['registering', 'reconnecting', 'unreachable', 'stopped'],
  registering: ['registered', 'reconnecting', 'unreachable', 'stopped'],
  registered: ['reconnecting', 'unreachable', 'stopped'],
  reconnecting: ['registering', 'registered', 'unreachable', 'stopped'],
  unreachable: ['connecting', 'registering', 'registered', 'unreachable', 'stopped'],
};

/** The next status, or the same object when the step is not allowed. */
export const nextStatus = (from: PhoneStatus, to: PhoneStatus): PhoneStatus => (statusTransitions[from.name].includes(to.name) ? to : from);
