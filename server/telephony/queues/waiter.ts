import type { RingPerson, RingResult } from '../calls/attended-call.ts';
import type { QueueOrder } from './queue-order.ts';

export interface WaiterEvents {
  /** Once. The line forgets it. */
  over: [];
  /** It may be offered now, and could not before. */
  offerable: [];
}

/** Who stands in a line: a caller on the phone, or the place of one who is to be called back. */
export interface Waiter {
  readonly order: Pick<QueueOrder, 'priority' | 'skills'>;
  /** Nobody is offered themselves. */
  readonly callerUserId: string | undefined;
  /** Wall clock: since when the caller waits. */
  readonly sinceMs: number;
  /** `call`: the caller is on the phone; `place`: somebody keeps it for them. */
  readonly kind: 'call' | 'place';
  /** Whether it stands by the time since when it waits; else behind everybody of its priority. */
  readonly isRankedByTime: boolean;
  /** Agents who were offered this one and did not take it. */
  readonly tried: Set<string>;
  /** Monotonic; when the last offer ended. */
  lastOfferMs: number;
  readonly isOver: boolean;
  /** False while no agent is to be asked. */
  readonly isOfferable: boolean;
  /** Rings agents. One offer at a time. */
  offer(people: readonly RingPerson[], ringSeconds: number): Promise<RingResult>;
  /** The agent who took the last offer is busy with it until this is aborted; undefined before. */
  readonly service: AbortSignal | undefined;
  /** Whether agent and caller came to talk. */
  readonly hasTalked: boolean;
  /** No agent is signed in any more, or the line is closed. */
  handleNoAgents(): void;
  once(event: 'over', listener: () => void): unknown;
  on(event: 'offerable', listener: () => void): unknown;
}
