import type { Presentation } from '../../../protocol/dialplan/effects.ts';
import type { Answer } from '../../../protocol/dialplan/events.ts';
import type { Language } from '../../../protocol/dialplan/sounds.ts';
import type { AttendedCall, QueueEnd } from '../../telephony/index.ts';
import { overAtOnce, type Visit } from './visit.ts';

/** How a caller waits in a queue. */
export interface QueueRequest {
  readonly queueId: string;
  readonly priority: number;
  readonly skills: readonly string[];
  /** The queue's own limit when undefined. */
  readonly maxWaitSeconds: number | undefined;
  /** The key with which the caller leaves as `digit`. */
  readonly exitDigit: string | undefined;
  readonly presentation: Presentation;
  readonly language: Language;
}

export type QueueFacts = Omit<Extract<Answer, { about: 'queue' }>, 'about'>;

/** Queues, as a plan uses them. */
export interface QueuePort {
  /** The queue plays its own music and announcements, listens to the caller's keys and rings agents; at `answered` both talk. */
  join(call: AttendedCall, request: QueueRequest): Visit<QueueEnd>;
  facts(tenantId: string, queueId: string): Promise<QueueFacts | undefined>;
}

/** Queues that nobody serves. */
export const unservedQueues: QueuePort = {
  join: () => overAtOnce({ outcome: 'no-agents', answeredBy: undefined }),
  facts: async () => undefined,
};
