import { EventEmitter } from 'node:events';
import type { Subscriber } from '../../identity/index.ts';
import { StorageError } from '../../storage/index.ts';
import type { CallSide } from '../history/call-record.ts';
import type { Journal } from '../history/journal.ts';
import type { Binding, Invitation } from '../sip/dialog/user-agent.ts';
import type { PersonRing } from './attended-call.ts';
import { inBackground } from './background.ts';
import { CallOrigination } from './call-origination.ts';
import type { Origination } from './call-origination.ts';
import { CallRecorder } from './call-recorder.ts';
import { CallSetup } from './call-setup.ts';
import type { SetupDependencies } from './call-setup.ts';
import { Call } from './call.ts';
import type { CallPhase } from './call.ts';
import { partyIn } from './caller-identity.ts';
import { hopsOf } from './hops.ts';
import type { LegHolder } from './leg-holder.ts';
import { isRevoked } from './revoked.ts';
import type { Revoked } from './revoked.ts';

/** What the record keeps of what was dialled. */
const maxDialledCharacters = 254;

export interface LifeDependencies extends SetupDependencies {
  readonly journal: Journal;
  readonly nodeId: string;
}

export interface LifeOptions {
  readonly id: string;
  readonly invitation: Invitation;
  readonly caller: Subscriber;
}

interface LifeParts {
  readonly call: Call;
  readonly recorder: CallRecorder;
  readonly setup: Pick<CallSetup, 'run' | 'ringToo' | 'revoke' | 'refuse'>;
  /** undefined for a call that the server began. */
  readonly invitation: Invitation | undefined;
}

export interface CallLifeEvents {
  changed: [phase: CallPhase];
  /** One side left a conference in which the other stays. */
  left: [side: CallSide];
  /** The last row was handed to the journal: nothing of this call is left. */
  finished: [];
}

/** One call and those who work on it, from its beginning to its last row: who makes what, and who closes it. */
export class CallLife extends EventEmitter<CallLifeEvents> {
  readonly call: Call;
  readonly #needs: LifeDependencies;
  readonly #parts: LifeParts;
  /** Whoever holds the legs of the answered call, also after its end. */
  #holder: LegHolder | undefined;

  private constructor(needs: LifeDependencies, parts: LifeParts) {
    super();
    this.#needs = needs;
    this.#parts = parts;
    this.call = parts.call;
    this.call.on('changed', (phase) => this.#onChanged(phase));
  }

  /** A call that a phone begins. */
  static incoming(needs: LifeDependencies, { id, invitation, caller }: LifeOptions): CallLife {
    const { clock, logger, journal, nodeId } = needs;
    const { pbxId } = invitation.principal;
    const { uri, headers } = invitation.request;
    const dialled = storable(uri.user ?? uri.opaque ?? '');
    const call = new Call({ id, caller, callerParty: partyIn(pbxId, caller), pbxId, dialled, clock, logger });
    const recorder = new CallRecorder({ call, journal, nodeId, clock });
    const setup = new CallSetup(needs, { call, caller, invitation, recorder, hops: hopsOf(headers) });
    return new CallLife(needs, { call, recorder, setup, invitation });
  }

  /** A call that the server begins, and how ringing its first person goes. */
  static originated(
    needs: LifeDependencies,
    id: string,
    origination: Origination,
  ): { readonly life: CallLife; readonly outcome: Promise<PersonRing> } {
    const { clock, logger, journal, nodeId } = needs;
    const { person: caller, pbxId, callee } = origination;
    const call = new Call({ id, caller, callerParty: partyIn(pbxId, caller), pbxId, dialled: storable(callee.number), clock, logger });
    const recorder = new CallRecorder({ call, journal, nodeId, clock, isKeptOnceStarted: true });
    const setup = new CallOrigination(needs, { call, recorder, origination });
    return { life: new CallLife(needs, { call, recorder, setup, invitation: undefined }), outcome: setup.outcome };
  }

  /** Whether the caller is in the call: who dialled is from the beginning, whom the server rings first when they answered. */
  get isCallerIn(): boolean {
    const { name } = this.call.phase;
    return this.#parts.invitation !== undefined || name === 'attended' || name === 'connected';
  }

  async run(): Promise<void> {
    try {
      await this.#parts.setup.run();
    } catch (error) {
      this.#needs.logger.error({ err: error, call: this.call.id }, 'setting up a call failed');
      this.#parts.setup.refuse('failed', isPassing(error) ? 503 : 500);
    }
  }

  /** A device of the callee registered while the call rings. */
  ringToo(binding: Binding): void {
    this.#parts.setup.ringToo(binding);
  }

  /** Takes phones out that may no longer be in calls: a call they speak in ends, one that rings there rings elsewhere. */
  revoke(revoked: Revoked): void {
    const { call } = this;
    if (call.isOver) return;
    const speaking = this.#holder ? this.#holder.seats.map((seat) => seat.leg.dialog) : [this.#parts.invitation ?? []].flat();
    if (speaking.some((phone) => isRevoked(phone, revoked))) call.end('not-allowed', 'server');
    else this.#parts.setup.revoke(revoked);
  }

  /** Asks both legs how they are and keeps it in the record. */
  async sample(): Promise<void> {
    const qualities = await this.call.holder?.sample();
    if (qualities && !this.call.isOver) this.#parts.recorder.sampled(qualities);
  }

  #onChanged(phase: CallPhase): void {
    if (phase.name === 'attended' || phase.name === 'connected') this.#follow(this.call.holder);
    if (phase.name === 'ended') inBackground(this.#needs.logger, 'finishing a call', this.#finish(phase));
    this.emit('changed', phase);
  }

  #follow(holder: LegHolder | undefined): void {
    this.#holder = holder;
    holder?.on('noted', (kind, data) => this.call.note(kind, data));
    holder?.on('left', (side) => this.emit('left', side));
    holder?.on('over', (cause, by) => this.call.end(cause, by));
  }

  async #finish(phase: CallPhase & { name: 'ended' }): Promise<void> {
    try {
      const qualities = (await this.#holder?.close(phase.cause)) ?? {};
      this.#parts.recorder.finish(qualities);
    } finally {
      this.call.removeAllListeners();
      this.emit('finished');
      this.removeAllListeners();
    }
  }
}

/** The database is away: worth another attempt (RFC 3261 §21.5.4), unlike a mistake of ours. */
function isPassing(error: unknown): boolean {
  return error instanceof StorageError && (error.code === 'unavailable' || error.code === 'timeout');
}

/** What the database can keep of a text that a stranger wrote: it refuses NUL and halves of surrogate pairs, and with them the row. */
function storable(text: string): string {
  return text.replaceAll('\0', '').slice(0, maxDialledCharacters).toWellFormed();
}
