import type { StoreApi } from 'zustand/vanilla';
import type { PassingEvent, SealedEvent } from '../../../../seal/index.ts';
import type { LiveView } from './live-view.ts';

/** What the desks of a session share: what is seen, how to say something to everybody, and the clock. */
export interface LiveContext {
  readonly view: StoreApi<LiveView>;
  readonly role: 'customer' | 'expert';
  /** To everybody, in the log, signed. A failure is shown as the view's problem. */
  readonly send: (event: SealedEvent) => void;
  /** At once or never. */
  readonly pass: (event: PassingEvent) => void;
  /** `performance.now()`: grants are counted by it, so that a changed wall clock lengthens none. */
  readonly now: () => number;
  /** Runs `task` after `delayMs`; the returned function stops it. */
  readonly schedule: (delayMs: number, task: () => void) => () => void;
  readonly newId: () => string;
  /** Shows what went wrong. */
  readonly fail: (code: string, detail?: string) => void;
}

/** Something that a member said, in the order of the log. */
export interface Said<Event> {
  readonly event: Event;
  readonly seatId: string;
  readonly name: string;
  readonly isMe: boolean;
  readonly role: 'customer' | 'expert';
  /** Milliseconds of the epoch. */
  readonly at: number;
}

/** The event of one kind. */
export type EventOf<Type extends SealedEvent['type']> = Extract<SealedEvent, { type: Type }>;
