import type { EventEmitter } from 'node:events';
import type { EndCause } from '../../../protocol/telephony/call.ts';
import type { RingOutcome } from '../../../protocol/dialplan/events.ts';
import type { Presentation } from '../../../protocol/dialplan/effects.ts';
import type { PathStep } from '../../../protocol/dialplan/run.ts';
import type { ConferenceStatus } from '../../../protocol/telephony/conference.ts';
import type { CallActivity } from '../../../protocol/telephony/peer-status.ts';
import type { RingReason } from '../../../protocol/telephony/ring-reason.ts';
import type { Subscriber } from '../../identity/index.ts';
import type { AudioTap, MediaLeg, Mouth } from '../../media/media-engine.ts';
import type { CallParty } from '../history/call-record.ts';

/** A person to ring, on all their devices. All people of a request ring together. */
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
  readonly because: RingReason;
}

/**
 * How ringing one person went. `elsewhere`: somebody else answered first; `stopped`: we stopped, or the caller left. What is `busy`
 * to the caller is told apart: a person who talks or declines, or who wants no calls.
 */
export type PersonRing = RingOutcome | 'declined' | 'do-not-disturb' | 'elsewhere' | 'stopped';

export interface PersonOutcome {
  readonly userId: string;
  readonly outcome: PersonRing;
}

export interface RingResult {
  readonly outcome: RingOutcome;
  /** Who answered. */
  readonly answeredBy: CallParty | undefined;
  /** Everybody who was asked for, in the order in which it became known. */
  readonly people: readonly PersonOutcome[];
}

/** One attempt to reach somebody. */
export interface RingAttempt {
  /** Never rejects. `answered`: both are connected already. */
  readonly result: Promise<RingResult>;
  /** Stops all phones; `result` then resolves to `no-answer`. Idempotent. */
  stop(): void;
}

/** What happens to the caller, for their softphone. */
export interface CallerStatus {
  /** `queue`: waits in a queue; `voicemail`: leaves a message; `conference`: is in a room; `recording`: is recorded; `plan`: none of these. */
  readonly activity: CallActivity['kind'];
  /** `name`: of the queue, the box or the room. */
  readonly details?: Readonly<Record<string, string>>;
  /** Who else is in the room. */
  readonly conference?: ConferenceStatus;
}

export interface AttendedCallEvents {
  /** A key of the caller. */
  digit: [key: string];
  /** What `hear()` was given to play once came to its end. */
  played: [];
  /** The caller's page came back with Replaces. What it heard goes on by itself, clips from their beginning; who wants to begin anew does it now. */
  resumed: [];
  /** The caller holds or is away (nothing is heard, time goes on), or is back. */
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
  /** Whom the caller talks to; undefined before somebody answered a `ring()`. */
  readonly talksTo: CallParty | undefined;
  /** What packets of a `tap()` hold. */
  readonly codec: MediaLeg['codec'];
  /** Aborted when the call ended, by whomever; the reason is its `EndCause`. */
  readonly ended: AbortSignal;
  /** Sends the 200 if it was not sent; resolves when media can flow. Rejects with the abort reason when the call ended first. */
  answer(): Promise<void>;
  /**
   * Plugs the caller's ear; `undefined` is silence. Takes effect when the call is answered and nobody is connected. `played` follows
   * when what is played once came to its end, also while the caller holds.
   */
  hear(mouth: Mouth | undefined): void;
  /** Rings people. One attempt at a time; a second one stops the first. */
  ring(request: RingRequest): RingAttempt;
  /** Listens to what the caller says; survives worker loss and page reloads, with gaps. */
  tap(onPacket: (rtp: Buffer) => void): AudioTap;
  /**
   * Something that is no person takes the call, such as a voicemail box: the record says that it was answered, by this party. People
   * who were rung before missed it all the same. Comes after `answer()`.
   */
  takenBy(party: CallParty): void;
  /** The caller's way through plans as of now, kept with the call's record. */
  setPath(path: readonly PathStep[]): void;
  /** Something for the call's event log. Values hold no keys pressed and no full numbers. */
  note(kind: string, data?: Readonly<Record<string, string>>): void;
  /**
   * Shown on the caller's own softphone until another one, or a person's answer, takes its place. `recording` is shown to both who
   * talk, until another one says that it is over.
   */
  tellCaller(status: CallerStatus): void;
  /** Ends the call. Before the answer the caller gets the cause's SIP status. Idempotent. */
  end(cause: EndCause): void;
}

/** Takes care of one call until it ends. Must not throw; whatever it leaves running ends with `call.ended`. */
export type Attendant = (call: AttendedCall) => Promise<void>;
