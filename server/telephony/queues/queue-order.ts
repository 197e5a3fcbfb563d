import type { Presentation } from '../../../protocol/dialplan/effects.ts';
import type { QueueOutcome } from '../../../protocol/dialplan/events.ts';
import type { Language, Sound } from '../../../protocol/dialplan/sounds.ts';
import type { Clip } from '../../media/media-engine.ts';

/** What a caller brings to a queue. */
export interface QueueOrder {
  readonly queueId: string;
  /** Higher comes first. */
  readonly priority: number;
  readonly skills: readonly string[];
  /** Shortens the queue's own limit; undefined: as the queue says. */
  readonly maxWaitSeconds: number | undefined;
  /** Beside the queue's own exit digit. */
  readonly exitDigit: string | undefined;
  readonly presentation: Presentation;
  readonly language: Language;
}

/** How a caller left a queue. */
export interface QueueEnd {
  readonly outcome: QueueOutcome;
  /** The agent, when `answered`. */
  readonly answeredBy: string | undefined;
}

/** Turns what is to be said into clips; media implements it. */
export interface Announcer {
  /** Never rejects for what a tenant may have deleted; something is always heard. */
  clips(tenantId: string, sounds: readonly Sound[], language: Language): Promise<readonly Clip[]>;
}
