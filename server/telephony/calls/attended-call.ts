import type { EventEmitter } from 'node:events';
import type { EndCause } from '../../../protocol/telephony/call.ts';
import type { RingOutcome } from '../../../protocol/dialplan/events.ts';
import type { Presentation } from '../../../protocol/dialplan/effects.ts';
import type { Subscriber } from '../../identity/index.ts';
import type { AudioTap, Mouth } from '../../media/media-engine.ts';
import type { CallParty } from '../history/call-record.ts';

/** A person to ring. `order` groups people: those with the same order ring together, the next ones when these did not answer. */
export interface RingPerson {
  readonly person: Subscriber;
  readonly number: string;
  /** Rings whatever the person's do-not-disturb says (VIP callers, supervisors). */
  readonly ignoresDoNotDisturb?: boolean;
}

export interface RingRequest {
  readonly people: readonly RingPerson[];
  readonly timeoutMs: number;
  readonly presentation: Presentation;
  /** Why these phones ring: shown on the incoming call (`Queue Service`, `Ring group Support`). */
  readonly because: { readonly kind: 'direct' | 'plan' | 'ring-group' | 'queue' | 'callback'; readonly name: string };
}

/** How ringing one person went, in the order in which it became known. */
export interface PersonOutcome {
  readonly userId: string;
  readonly outcome: RingOutcome | 'declined' | 'do-not-disturb';
}

export interface RingResult {
  readonly outcome: RingOutcome;
  /** Who answered. */
  readonly answeredBy: CallParty | undefined;
  readonly people: readonly PersonOutcome[];
}

/** One attempt to reach somebody. */
export interface RingAttempt {
  /** Never rejects. `answered`: both are connected already. */
  readonly result: Promise<RingResult>;
  /** Stops all phones; `result` then resolves to `no-answer`. Idempotent. */
  stop(): void;
}

export interface AttendedCallEvents {
  /** A key of the caller. */
  digit: [key: string];
  /** What `hear()` was given to play once came to its end. */
  played: [];
  /** The caller's page came back with Replaces: what it should hear has to be said again. */
  resumed: [];
  /** Caller's side held or was away, and is back. */
  presence: [state: 'here' | 'away' | 'holding'];
}

/**
 * What a dial plan, a queue or a voicemail box can do with a caller's call; telephony implements it. Before `answer()` the
 * caller's phone rings by itself; after it, the caller hears what `hear()` says, until somebody answers a `ring()`.
 */
export interface AttendedCall extends EventEmitter<AttendedCallEvents> {
  readonly id: string;
  readonly tenantId: string;
  readonly pbxId: string;
  readonly dialled: string;
  readonly caller: CallParty;
  readonly isAnswered: boolean;
  /** Somebody answered a `ring()`: the caller talks to them. */
  readonly isConnected: boolean;
  /** Aborted when the call ended, by whomever; the reason is its `EndCause`. */
  readonly ended: AbortSignal;
  /** Sends the 200 if it was not sent; resolves when media can flow. Rejects with the abort reason when the call ended first. */
  answer(): Promise<void>;
  /** Plugs the caller's ear; `undefined` is silence. Takes effect when the call is answered and nobody is connected. */
  hear(mouth: Mouth | undefined): void;
  /** Rings people. One attempt at a time; a second one stops the first. */
  ring(request: RingRequest): RingAttempt;
  /** Listens to what the caller says; survives worker loss and page reloads, with gaps. */
  tap(onPacket: (rtp: Buffer) => void): AudioTap;
  /** Something for the call's event log. Values hold no keys pressed and no full numbers. */
  note(kind: string, data?: Readonly<Record<string, string>>): void;
  /** Shown to the caller's own softphone: `queue`, `voicemail`, `recording`. */
  tellCaller(status: { readonly activity: string; readonly details?: Readonly<Record<string, string>> }): void;
  /** Ends the call. Before the answer the caller gets the cause's SIP status. Idempotent. */
  end(cause: EndCause): void;
}

/** Takes care of one call until it ends. Must not throw; whatever it leaves running ends with `call.ended`. */
export type Attendant = (call: AttendedCall) => Promise<void>;
