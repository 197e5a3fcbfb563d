import type { Clock } from '../../platform/clock.ts';
import type { CallEvent, CallOffer, CallQuality, CallSnapshot } from '../history/call-record.ts';
import { maxWaitingEvents } from '../history/journal-queue.ts';
import type { Journal } from '../history/journal.ts';
import type { Call, CallPhase } from './call.ts';
import type { SideQualities } from './leg-holder.ts';

/**
 * Notes of one call (holds, keys, reconnects) that are kept; what goes beyond is a fault or an attack. Even if all of them wait
 * for the database, the answer and the end find room behind them.
 */
const maxNotes = maxWaitingEvents - 8;
const maxKeyNotes = maxNotes / 2;
/** Steps of a way through plans that are kept: the newest. */
const maxPathSteps = 500;

export interface RecorderOptions {
  readonly call: Call;
  readonly journal: Journal;
  readonly nodeId: string;
  readonly clock: Clock;
  /** Nothing is written before `start()`: there may be nothing to keep. */
  readonly isKeptOnceStarted?: boolean;
}

/** Writes one call's record and its numbered events (docs/adr/0060): at the start, the answer and the end, and what is noted between. */
export class CallRecorder {
  readonly #options: RecorderOptions;
  readonly #pending: CallEvent[] = [];
  #sequence = 0;
  #ringingAtMs: number | undefined;
  #answeredAtMs: number | undefined;
  #quality: CallQuality | undefined;
  #isStarted = false;
  /** A person took the call: nobody missed it. */
  #isTakenByPerson = false;
  /** By person, the last time each was rung. */
  readonly #offers = new Map<string, Omit<CallOffer, 'isAnswered'>>();
  #keys = 0;

  constructor(options: RecorderOptions) {
    this.#options = options;
    options.call.on('changed', (phase) => this.#onChanged(phase));
    options.call.on('noted', (kind, data) => this.#note(kind, data));
    options.call.on('taken', () => this.#taken());
    if (options.isKeptOnceStarted) this.#addStart();
  }

  /** The first row, as soon as it is known whom the call is for. Resolves to true when it is on disk. */
  start(): Promise<boolean> {
    this.#isStarted = true;
    if (!this.#options.isKeptOnceStarted) this.#addStart();
    return this.#write(true);
  }

  /** The last row, with the last figures of both legs. */
  finish(qualities: SideQualities): void {
    this.#remember(qualities);
    void this.#write(true);
  }

  /** Figures of a call in progress; they also say how long a call lived whose server was killed. */
  sampled(qualities: SideQualities): void {
    this.#remember(qualities);
    void this.#write(false);
  }

  /** Somebody was rung by a plan, a group or a queue, and this came of it. */
  offered(offer: Omit<CallOffer, 'isAnswered'>): void {
    this.#offers.set(offer.userId, offer);
    this.#note('rang', { user: offer.userId, outcome: offer.outcome, because: offer.because.kind, name: offer.because.name });
  }

  #remember(qualities: SideQualities): void {
    if (this.#answeredAtMs !== undefined) this.#quality = { ...this.#quality, ...qualities, sampledAtMs: this.#options.clock.now() };
  }

  #onChanged(phase: CallPhase): void {
    if (phase.name === 'ringing') {
      this.#ringingAtMs = phase.at.wallMs;
      this.#add('ringing');
      void this.#write(false);
    } else if (phase.name === 'attended') {
      this.#add('attended');
      void this.#write(false);
    } else if (phase.name === 'connected') {
      this.#answeredAtMs = phase.at.wallMs;
      this.#isTakenByPerson = true;
      this.#add('answered');
      void this.#write(true);
    } else if (phase.name === 'ended') {
      if (!this.#isStarted && !this.#options.isKeptOnceStarted) this.#addStart();
      // Written by finish(), together with the figures.
      this.#add('ended', { cause: phase.cause, by: phase.by });
    }
  }

  /** From now on it counts as answered, but whoever was rung before missed it ([CA71]). */
  #taken(): void {
    this.#answeredAtMs ??= this.#options.clock.now();
    this.#add('taken');
    void this.#write(true);
  }

  #note(kind: string, data: Readonly<Record<string, string>>): void {
    if (this.#sequence >= maxNotes || this.#options.call.isOver) return;
    // Keys alone must not keep a plan's steps out.
    if (kind === 'dtmf' && ++this.#keys > maxKeyNotes) return;
    this.#add(kind, data);
    void this.#write(false);
  }

  #addStart(): void {
    this.#add('started', { dialled: this.#options.call.dialled });
  }

  #add(kind: string, data: Readonly<Record<string, string>> = {}): void {
    const { call, clock } = this.#options;
    this.#pending.push({ tenantId: call.tenantId, callId: call.id, sequence: this.#sequence++, atMs: clock.now(), kind, data });
  }

  #write(isMilestone: boolean): Promise<boolean> {
    if (this.#options.isKeptOnceStarted && !this.#isStarted) return Promise.resolve(false);
    return this.#options.journal.write({ snapshot: this.#snapshot(), events: this.#pending.splice(0), isMilestone });
  }

  #snapshot(): CallSnapshot {
    const { call, nodeId } = this.#options;
    const ended = call.phase.name === 'ended' ? call.phase : undefined;
    return {
      tenantId: call.tenantId,
      id: call.id,
      pbxId: call.pbxId,
      nodeId,
      caller: call.caller,
      callee: call.callee,
      dialled: call.dialled,
      startedAtMs: call.startedAt.wallMs,
      ringingAtMs: this.#ringingAtMs,
      answeredAtMs: this.#answeredAtMs,
      endedAtMs: ended?.at.wallMs,
      cause: ended?.cause,
      endedBy: ended?.by,
      quality: this.#quality,
      via: call.via,
      offers: [...this.#offers.values()].map((offer) => ({ ...offer, isAnswered: this.#isTakenByPerson })),
      path: call.path.slice(-maxPathSteps),
    };
  }
}
