import type { RecordingStatus } from '../../../../protocol/media/recordings.ts';
import type { ConferenceStatus } from '../../../../protocol/telephony/conference.ts';
import type { CallActivity, PeerStatus } from '../../../../protocol/telephony/peer-status.ts';
import type { RingNews } from '../../../../protocol/telephony/ring-reason.ts';
import type { DeviceProblem } from '../../../platform/devices/device-problem.ts';
import type { CallEnd } from './call-end.ts';
import { answeredState, isAnswered, mayFollow, type CallState, type CallStateName, type LinkFacts } from './call-state.ts';
import type { DialogIds } from './dialog-ids.ts';
import { Events } from './events.ts';
import type { CallSnapshot, Party, SavedCall } from './phone.ts';

/** What a call is from its first moment on. */
export interface CallOrigin {
  /** Ours, constant through reload and Replaces. */
  readonly id: string;
  readonly direction: 'incoming' | 'outgoing';
  readonly party: Party;
  readonly serverCallId?: string | null;
  readonly calledNumber?: string | null;
  /** Why this phone rings, when a plan, a group or a queue rings it. */
  readonly ringNews?: RingNews | null;
  readonly startedAtMs?: number;
  readonly lastKeyNumber?: number;
  /** Where an emergency call is made. */
  readonly siteId?: string | undefined;
}

const keptKeys = 32;

/** What is known of one call, and the only place where its state changes. Knows no SIP: `JsSipCall` tells it what happened. */
export class CallModel extends Events<{ changed: [] }> {
  readonly origin: CallOrigin;
  readonly #startedAtMs: number;
  #state: CallState;
  #facts: LinkFacts | undefined;
  #serverCallId: string | null;
  #dialog: DialogIds | undefined;
  /** Who the other side is now: a plan hands its caller to a person. */
  #party: Party;
  #activity: CallActivity | null = null;
  #recording: RecordingStatus | null = null;
  #conference: ConferenceStatus | null = null;
  #isMuted = false;
  #isIgnored = false;
  #problem: DeviceProblem | null = null;
  #receivedKeys = '';

  constructor(origin: CallOrigin, state: CallState, nowMs: number) {
    super();
    this.origin = origin;
    this.#state = state;
    this.#startedAtMs = origin.startedAtMs ?? nowMs;
    this.#serverCallId = origin.serverCallId ?? null;
    this.#party = origin.party;
  }

  get state(): CallState {
    return this.#state;
  }

  get dialog(): DialogIds | undefined {
    return this.#dialog;
  }

  get isMuted(): boolean {
    return this.#isMuted;
  }

  /** Also after a wait, when the state may be another one. */
  isIn(name: CallStateName): boolean {
    return this.#state.name === name;
  }

  get isAnswered(): boolean {
    return isAnswered(this.#state);
  }

  /** Steps that the table does not allow are not made: an event that comes after the end changes nothing. */
  to(state: CallState): void {
    if (!mayFollow(this.#state, state)) return;
    this.#state = state;
    this.emit('changed');
  }

  /** The call is up: from here on its state follows from facts. */
  begin(facts: LinkFacts, dialog: DialogIds | undefined): void {
    this.#facts = facts;
    this.#dialog = dialog;
    // The table lets a call be answered before anything else can be said of it.
    if (!this.isAnswered) this.to({ name: 'connected', answeredAtMs: facts.answeredAtMs });
    this.to(answeredState(facts));
  }

  learn(news: Partial<LinkFacts>): void {
    if (this.#facts === undefined || !this.isAnswered) return;
    this.#facts = { ...this.#facts, ...news };
    this.to(answeredState(this.#facts));
  }

  /** The server says who the other side is, what happens to us while it is no person, whether we are recorded, and who else hears us. */
  meet({ party, activity, recording, conference }: Pick<PeerStatus, 'party' | 'activity' | 'recording' | 'conference'>): void {
    if (!this.isAnswered) return;
    this.#party = party ?? this.#party;
    this.#activity = activity ?? null;
    this.#recording = recording ?? null;
    this.#conference = conference ?? null;
    this.emit('changed');
  }

  end(cause: CallEnd, nowMs: number): void {
    const answeredAtMs = isAnswered(this.#state) ? this.#state.answeredAtMs : null;
    this.to({ name: 'ended', cause, answeredAtMs, endedAtMs: nowMs });
  }

  learnServerCallId(serverCallId: string | undefined): void {
    this.#serverCallId ??= serverCallId ?? null;
  }

  useDialog(dialog: DialogIds | undefined): void {
    this.#dialog = dialog;
    this.emit('changed');
  }

  setMuted(isMuted: boolean): void {
    this.#isMuted = isMuted;
    this.emit('changed');
  }

  ignore(): void {
    this.#isIgnored = true;
    this.emit('changed');
  }

  setProblem(problem: DeviceProblem | null): void {
    this.#problem = problem;
    this.emit('changed');
  }

  receiveKey(key: string): void {
    this.#receivedKeys = (this.#receivedKeys + key).slice(-keptKeys);
    this.emit('changed');
  }

  snapshot(wishes: { readonly isHoldWished: boolean; readonly waitingKeys: number }): CallSnapshot {
    const { id, direction, calledNumber, ringNews } = this.origin;
    return {
      id,
      serverCallId: this.#serverCallId,
      direction,
      party: this.#party,
      activity: this.#activity,
      recording: this.#recording,
      conference: this.#conference,
      calledNumber: calledNumber ?? null,
      ringNews: ringNews ?? null,
      state: this.#state,
      startedAtMs: this.#startedAtMs,
      isMuted: this.#isMuted,
      isIgnored: this.#isIgnored,
      receivedKeys: this.#receivedKeys,
      problem: this.#problem,
      ...wishes,
    };
  }

  /** What a successor needs; undefined unless answered. */
  saved(wishes: { readonly isHeldByMe: boolean; readonly lastKeyNumber: number }): SavedCall | undefined {
    const { id, direction, calledNumber } = this.origin;
    const dialog = this.#dialog;
    if (!isAnswered(this.#state) || dialog === undefined || this.#facts === undefined) return undefined;
    return {
      id,
      serverCallId: this.#serverCallId,
      direction,
      party: this.#party,
      calledNumber: calledNumber ?? null,
      startedAtMs: this.#startedAtMs,
      answeredAtMs: this.#state.answeredAtMs,
      dialog,
      isMuted: this.#isMuted,
      isHeldByOther: this.#facts.isHeldByOther,
      ...wishes,
    };
  }
}
