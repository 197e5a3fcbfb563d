import type { PathStep } from '../../../protocol/dialplan/run.ts';
import type { EndCause } from '../../../protocol/telephony/call.ts';
import type { RingReason } from '../../../protocol/telephony/ring-reason.ts';
import type { LegQuality } from '../../../protocol/media/quality.ts';

/** One party of a call as people see it; copied into the record, so that history still reads when the person is gone. */
export interface CallParty {
  /** undefined for what is no person of the tenant: a dial plan, an outside number. */
  readonly userId: string | undefined;
  readonly displayName: string;
  /** Their extension in the call's PBX, else their login name. */
  readonly number: string;
}

/** A party that is a person of the tenant. */
export interface PersonParty extends CallParty {
  readonly userId: string;
}

export type CallSide = 'caller' | 'callee';
export type EndedBy = CallSide | 'server';

/** Quality of both legs, and when it was last asked for: what a killed server leaves says how long the call lived. */
export interface CallQuality {
  readonly caller?: LegQuality;
  readonly callee?: LegQuality;
  /** Milliseconds since the Unix epoch. */
  readonly sampledAtMs: number;
}

/** A person who was rung by a plan, a group or a queue, and what came of it the last time. */
export interface CallOffer {
  readonly userId: string;
  readonly offeredAtMs: number;
  /** A `PersonRing`. */
  readonly outcome: string;
  readonly because: RingReason;
  /** A person took the call: this one, or another. */
  readonly isAnswered: boolean;
}

/** Everything that a call record holds, as of one moment. Times are milliseconds since the Unix epoch. */
export interface CallSnapshot {
  readonly tenantId: string;
  readonly id: string;
  readonly pbxId: string;
  readonly nodeId: string;
  readonly caller: CallParty;
  /** undefined while nobody was found. */
  readonly callee: CallParty | undefined;
  /** What was dialled, when a plan led the call to its callee. */
  readonly via: CallParty | undefined;
  readonly dialled: string;
  readonly startedAtMs: number;
  readonly ringingAtMs: number | undefined;
  readonly answeredAtMs: number | undefined;
  readonly endedAtMs: number | undefined;
  readonly cause: EndCause | undefined;
  readonly endedBy: EndedBy | undefined;
  readonly quality: CallQuality | undefined;
  readonly offers: readonly CallOffer[];
  /** The caller's way through plans. */
  readonly path: readonly PathStep[];
}

/** What happened in a call; numbered from 0 per call without gaps. */
export interface CallEvent {
  readonly tenantId: string;
  readonly callId: string;
  readonly sequence: number;
  readonly atMs: number;
  readonly kind: string;
  readonly data: Readonly<Record<string, string>>;
}

/** Call events that are on disk, in order per call: what reports, webhooks and screens may build upon. */
export interface CallBusEvents {
  'telephony.call-event-recorded': CallEvent;
}
