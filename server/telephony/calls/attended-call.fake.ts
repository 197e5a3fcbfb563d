import { EventEmitter } from 'node:events';
import type { PathStep } from '../../../protocol/dialplan/run.ts';
import type { EndCause } from '../../../protocol/telephony/call.ts';
import type { AudioTap, Mouth } from '../../media/media-engine.ts';
import type { Clock, Timer } from '../../platform/clock.ts';
import type { CallParty } from '../history/call-record.ts';
import type { AttendedCall, AttendedCallEvents, CallerStatus, RingRequest } from './attended-call.ts';
import { FakeRing } from './attended-ring.fake.ts';
import { isSameMouth, lengthOf } from './mouths.ts';

export { FakeRing } from './attended-ring.fake.ts';

export interface FakeAttendedCallOptions {
  /** Ends clips that are played once; everything else that is played once ends with `finishesPlaying()`. */
  readonly clock: Clock;
  readonly caller?: Partial<CallParty>;
  readonly id?: string;
  readonly tenantId?: string;
  readonly pbxId?: string;
  readonly dialled?: string;
}

let nextCall = 1;

/**
 * An attended call in memory. The members of `AttendedCall` are for the attendant. The others are the caller (`press`, `hold`,
 * `returns`, `says`, `hangUp`), the people who are rung (`rings`), and what a test wants to know.
 */
export class FakeAttendedCall extends EventEmitter<AttendedCallEvents> implements AttendedCall {
  readonly id: string;
  readonly tenantId: string;
  readonly pbxId: string;
  readonly dialled: string;
  readonly caller: CallParty;
  readonly codec = 'opus';
  readonly #clock: Clock;
  readonly #ended = new AbortController();
  readonly #taps = new Set<(rtp: Buffer) => void>();
  #isAnswered = false;
  #ear: Mouth | undefined;
  #end: Timer | undefined;

  /** Every attempt to ring, oldest first. */
  readonly rings: FakeRing[] = [];
  /** What the caller began to hear, in the words of `hearing`, oldest first. */
  readonly heard: string[] = [];
  readonly notes: { readonly kind: string; readonly data: Readonly<Record<string, string>> }[] = [];
  /** What the caller's softphone was told, oldest first. */
  readonly told: CallerStatus[] = [];
  path: readonly PathStep[] = [];
  /** Who took the call as the record has it: the person who talks to the caller, or what `takenBy()` said. */
  taker: CallParty | undefined;
  /** Who talks to the caller. */
  talksTo: CallParty | undefined;
  /** Why the call ended. */
  cause: EndCause | undefined;

  constructor(options: FakeAttendedCallOptions) {
    super();
    this.#clock = options.clock;
    this.id = options.id ?? `00000000-0000-7000-8000-${String(nextCall++).padStart(12, '0')}`;
    this.tenantId = options.tenantId ?? '00000000-0000-7000-8000-00000000000a';
    this.pbxId = options.pbxId ?? '00000000-0000-7000-8000-0000000000aa';
    this.dialled = options.dialled ?? '200';
    this.caller = { userId: '00000000-0000-7000-8000-000000000001', displayName: 'Alice', number: '100', ...options.caller };
  }

  get isAnswered(): boolean {
    return this.#isAnswered;
  }

  get isConnected(): boolean {
    return this.talksTo !== undefined;
  }

  get ended(): AbortSignal {
    return this.#ended.signal;
  }

  async answer(): Promise<void> {
    this.ended.throwIfAborted();
    if (this.#isAnswered) return;
    this.#isAnswered = true;
    this.#listen();
  }

  hear(mouth: Mouth | undefined): void {
    if (this.ended.aborted || this.isConnected || isSameMouth(this.#ear, mouth)) return;
    this.#ear = mouth;
    if (this.#isAnswered) this.#listen();
  }

  ring(request: RingRequest): FakeRing {
    this.ringing?.stop();
    const ring = new FakeRing(request, this.#clock, (by) => this.#connect(by));
    this.rings.push(ring);
    if (this.ended.aborted || this.isConnected) ring.stop();
    return ring;
  }

  tap(onPacket: (rtp: Buffer) => void): AudioTap {
    if (!this.ended.aborted) this.#taps.add(onPacket);
    return { close: () => void this.#taps.delete(onPacket) };
  }

  takenBy(party: CallParty): void {
    if (!this.ended.aborted && !this.isConnected) this.taker = party;
  }

  setPath(path: readonly PathStep[]): void {
    this.path = path;
  }

  note(kind: string, data: Readonly<Record<string, string>> = {}): void {
    if (!this.ended.aborted) this.notes.push({ kind, data });
  }

  tellCaller(status: CallerStatus): void {
    if (!this.ended.aborted) this.told.push(status);
  }

  end(cause: EndCause): void {
    if (this.ended.aborted) return;
    this.cause = cause;
    this.#end?.stop();
    this.#taps.clear();
    this.ringing?.stop();
    this.#ended.abort(cause);
    this.removeAllListeners();
  }

  /** The attempt that rings now. */
  get ringing(): FakeRing | undefined {
    return this.rings.find((ring) => !ring.isOver);
  }

  /** What the caller's ear is plugged to, were nobody connected. */
  get ear(): Mouth | undefined {
    return this.#ear;
  }

  /** What the caller hears now: `silence`, `sound:<name>`, `clips:<key>+<key>`, `leg:<id>`, `person:<number>`. */
  get hearing(): string {
    if (this.ended.aborted || !this.#isAnswered) return 'silence';
    return this.talksTo ? `person:${this.talksTo.number}` : textOf(this.#ear);
  }

  /** How many listen to what the caller says. */
  get tapCount(): number {
    return this.#taps.size;
  }

  /** The caller presses keys, one after the other. */
  press(keys: string): void {
    for (const key of keys) if (!this.ended.aborted) this.emit('digit', key);
  }

  /** The caller says a packet. */
  says(rtp: Buffer): void {
    for (const onPacket of this.#taps) onPacket(rtp);
  }

  /** The caller's page was loaded anew: what was heard begins anew. */
  returns(): void {
    this.#listen();
    this.emit('resumed');
  }

  /** The caller holds, or their page or network is away, or they are back. */
  becomes(state: 'here' | 'away' | 'holding'): void {
    this.emit('presence', state);
  }

  /** What is played once came to its end. */
  finishesPlaying(): void {
    const mouth = this.#ear;
    if (this.ended.aborted || this.isConnected || !mouth || mouth.kind === 'leg' || mouth.kind === 'mix' || !mouth.once) return;
    this.#end?.stop();
    this.#ear = undefined;
    this.emit('played');
  }

  /** The caller hangs up, or cancels before the answer. */
  hangUp(): void {
    this.end(this.#isAnswered ? 'completed' : 'cancelled');
  }

  #listen(): void {
    this.#end?.stop();
    if (this.isConnected) return;
    this.heard.push(textOf(this.#ear));
    const lengthMs = lengthOf(this.#ear);
    if (lengthMs !== undefined) this.#end = this.#clock.after(lengthMs, () => this.finishesPlaying());
  }

  #connect(by: CallParty): void {
    this.#isAnswered = true;
    this.#end?.stop();
    this.talksTo = by;
    this.taker = by;
    this.heard.push(this.hearing);
  }
}

function textOf(mouth: Mouth | undefined): string {
  if (!mouth) return 'silence';
  if (mouth.kind === 'leg') return `leg:${mouth.leg.id}`;
  if (mouth.kind === 'mix') return `mix:${mouth.ear.id}`;
  return mouth.kind === 'sound' ? `sound:${mouth.sound}` : `clips:${mouth.clips.map((clip) => clip.key).join('+')}`;
}
