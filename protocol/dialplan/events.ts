import type { Schedule } from './schedule.ts';

/** What happens to a run. `atMs` is wall-clock time in milliseconds since the Unix epoch: the interpreter has no clock. */
export type RunEvent = { readonly atMs: number } & RunEventBody;

export type RunEventBody =
  /** The caller pressed a key: one of 0-9, * and #. */
  | { readonly kind: 'digit'; readonly digit: string }
  | { readonly kind: 'played'; readonly effectId: string }
  | { readonly kind: 'timer'; readonly effectId: string }
  | { readonly kind: 'rang'; readonly effectId: string; readonly outcome: RingOutcome }
  | { readonly kind: 'queued'; readonly effectId: string; readonly outcome: QueueOutcome }
  | { readonly kind: 'message-taken'; readonly effectId: string; readonly outcome: 'left' | 'empty' | 'box-full' | 'failed' }
  | { readonly kind: 'conference-left'; readonly effectId: string }
  | { readonly kind: 'answer'; readonly effectId: string; readonly answer: Answer }
  /** The caller's page is back after a restart or reload: the node that was interrupted begins again. */
  | { readonly kind: 'resumed' }
  /** The call is over: the caller hung up, or the talk that the run led to ended. */
  | { readonly kind: 'call-ended' };

export const ringOutcomes = ['answered', 'no-answer', 'busy', 'unreachable', 'failed'] as const;
export type RingOutcome = (typeof ringOutcomes)[number];
export const queueOutcomes = ['answered', 'timeout', 'full', 'no-agents', 'digit', 'callback'] as const;
export type QueueOutcome = (typeof queueOutcomes)[number];

/** Answers to `Question`s. `unknown` is an answer too: what was asked does not exist or could not be found out. */
export type Answer =
  | { readonly about: 'unknown' }
  | { readonly about: 'schedule'; readonly schedule: Schedule }
  | { readonly about: 'extension'; readonly number: string; readonly name: string }
  | { readonly about: 'name'; readonly matches: readonly { readonly number: string; readonly name: string }[] }
  | {
      readonly about: 'caller';
      readonly name: string;
      readonly variables: Readonly<Record<string, string>>;
      readonly tags: readonly string[];
    }
  | {
      readonly about: 'queue';
      readonly waiting: number;
      readonly longestWaitSeconds: number;
      readonly agentsReady: number;
      readonly agentsSignedIn: number;
    }
  | { readonly about: 'pin'; readonly isRight: boolean }
  | { readonly about: 'service-notice'; readonly isActive: boolean; readonly promptId: string | undefined }
  | { readonly about: 'http'; readonly isOk: boolean; readonly values: Readonly<Record<string, string>> };
