import type { LiveRecording as LiveStatus, RecordingAction, RecordingReason, RecordingSide } from '../../../protocol/media/recordings.ts';
import { MediaError, type Clip } from '../../media/media-engine.ts';
import { ServiceError } from '../../platform/service-error.ts';
import { StorageError } from '../../storage/index.ts';
import type { Bridge } from '../calls/bridge.ts';
import type { Call } from '../calls/call.ts';
import type { CallParty } from '../history/call-record.ts';
import type { Asker } from '../history/call-history.ts';
import { LiveRecording } from './live-recording.ts';
import type { LiveRecordingParts } from './live-recording.ts';
import type { RecordingEnd } from './recording.ts';
import { RecordingFinisher } from './recording-finisher.ts';
import type { FinisherParts } from './recording-finisher.ts';

export interface CallRecordingsParts extends LiveRecordingParts, FinisherParts {
  readonly calls: { find(tenantId: string, callId: string): Call | undefined };
  /** What both sides hear when it begins. */
  readonly notice: () => readonly Clip[];
}

interface Watched {
  readonly call: Call;
  /** A plan's node asked for it. */
  isWantedByPlan: boolean;
  /** Queues that the call came through. */
  readonly queues: Set<string>;
  live: LiveRecording | undefined;
  /** Starts and stops, one after the other. */
  queue: Promise<unknown>;
}

/** A call as attendants know it. */
interface CallKey {
  readonly tenantId: string;
  readonly id: string;
}

/**
 * Records calls while two people talk: because a policy, a queue or a plan wants it, or because one of them does. Both see it on their
 * softphones and hear it when it begins.
 */
export class CallRecordings {
  readonly #parts: CallRecordingsParts;
  readonly #watched = new Map<string, Watched>();
  readonly #finisher: RecordingFinisher;

  constructor(parts: CallRecordingsParts) {
    this.#parts = parts;
    this.#finisher = new RecordingFinisher(parts);
  }

  /** What the last run of this node left open is as long as it is. */
  recover(tenantId: string): Promise<number> {
    return this.#finisher.recover(tenantId, this.#parts.nodeId);
  }

  /** Calls that are being recorded. */
  get size(): number {
    return [...this.#watched.values()].filter(({ live }) => live).length;
  }

  /** A call is in another state: begins or ends what is to be recorded. */
  handleCall(call: Call): void {
    const { phase } = call;
    if (phase.name === 'connected') this.#inBackground(this.#watch(call), (watched) => this.#beginByPolicy(watched));
    if (phase.name !== 'ended') return;
    const watched = this.#watched.get(call.id);
    if (!watched) return;
    this.#watched.delete(call.id);
    this.#inBackground(watched, () => this.#stop(watched));
  }

  /** A plan's node wants it, or not any more. Before anybody talks it is remembered. */
  wantByPlan(call: CallKey, isOn: boolean): void {
    const found = this.#parts.calls.find(call.tenantId, call.id);
    if (!found) return;
    const watched = this.#watch(found);
    watched.isWantedByPlan = isOn;
    this.#inBackground(watched, async () => {
      if (!isOn && watched.live?.reason === 'plan') await this.#stop(watched);
      else await this.#beginByPolicy(watched);
    });
  }

  /** The call comes through a queue: its policy counts from now on, as if the queue were a third person. */
  handleQueue(call: CallKey, queueId: string): void {
    const found = this.#parts.calls.find(call.tenantId, call.id);
    if (!found) return;
    const watched = this.#watch(found);
    watched.queues.add(queueId);
    this.#inBackground(watched, () => this.#beginByPolicy(watched));
  }

  /** @throws {ServiceError} `not-found` unless the asker is in that call */
  async status(asker: Asker, callId: string): Promise<LiveStatus> {
    return this.#statusOf(this.#watch(this.#callOf(asker, callId)));
  }

  /**
   * Somebody in the call starts, stops, pauses or resumes.
   * @throws {ServiceError} `not-found` unless they are in that call and both talk; `forbidden` when a policy says never, or something that
   *   they did not start is to be stopped; `unavailable`
   */
  async act(asker: Asker, callId: string, action: RecordingAction): Promise<LiveStatus> {
    const call = this.#callOf(asker, callId);
    const watched = this.#watch(call);
    await this.#serially(watched, () => this.#carryOut(watched, asker, action));
    return this.#statusOf(watched);
  }

  /** Ends every recording; all is on disk when this resolves. */
  async close(): Promise<void> {
    const all = [...this.#watched.values()];
    this.#watched.clear();
    await Promise.all(all.map((watched) => this.#serially(watched, () => this.#stop(watched))));
    await this.#finisher.close();
  }

  #callOf(asker: Asker, callId: string): Call {
    const call = this.#parts.calls.find(asker.tenantId, callId);
    const isIn = call && bridgeOf(call) && [call.caller.userId, call.callee?.userId].includes(asker.userId);
    if (!isIn) throw new ServiceError('not-found');
    return call;
  }

  async #statusOf(watched: Watched): Promise<LiveStatus> {
    const canStart = !(await this.#policiesOf(watched)).isForbidden;
    const { live } = watched;
    if (!live) return { status: 'off', canStop: false, canStart };
    return { status: live.isPaused ? 'paused' : 'on', canStop: live.reason === 'on-demand', canStart };
  }

  #watch(call: Call): Watched {
    const known = this.#watched.get(call.id);
    if (known) return known;
    const watched: Watched = { call, isWantedByPlan: false, queues: new Set(), live: undefined, queue: Promise.resolve() };
    this.#watched.set(call.id, watched);
    return watched;
  }

  async #carryOut(watched: Watched, asker: Asker, action: RecordingAction): Promise<void> {
    const { live } = watched;
    if (action === 'start') {
      if (live) return;
      if ((await this.#policiesOf(watched)).isForbidden) throw new ServiceError('forbidden');
      await this.#begin(watched, 'on-demand', asker.userId);
    } else if (action === 'stop') {
      if (live && live.reason !== 'on-demand') throw new ServiceError('forbidden');
      await this.#stop(watched);
    } else if (live) {
      if (action === 'pause') live.pause();
      else live.resume();
      this.#tell(watched, action === 'pause' ? 'recording-paused' : 'recording-resumed');
    }
  }

  async #beginByPolicy(watched: Watched): Promise<void> {
    if (watched.live || !bridgeOf(watched.call)) return;
    const { isForbidden, reason } = await this.#policiesOf(watched);
    if (!isForbidden && reason) await this.#begin(watched, reason, undefined);
  }

  /** What everybody and everything that the call meets says. */
  async #policiesOf({ call, queues, isWantedByPlan }: Watched): Promise<{ isForbidden: boolean; reason: RecordingReason | undefined }> {
    const people = [call.caller.userId, call.callee?.userId].filter((id) => id !== undefined);
    const keys = [...people.map((id) => ({ kind: 'user' as const, id })), ...[...queues].map((id) => ({ kind: 'queue' as const, id }))];
    const policies = await this.#parts.store.policies(call.tenantId, keys);
    const always = keys.filter((_key, at) => policies[at] === 'always').map(({ kind }) => kind);
    const byPlan = isWantedByPlan ? 'plan' : undefined;
    const reason = always.includes('user') ? 'person' : always.includes('queue') ? 'queue' : byPlan;
    return { isForbidden: policies.includes('never'), reason };
  }

  async #begin(watched: Watched, reason: RecordingReason, startedBy: string | undefined): Promise<void> {
    const { call } = watched;
    const bridge = bridgeOf(call);
    if (!bridge) return;
    const callee: CallParty = call.callee ?? { userId: undefined, displayName: '', number: call.dialled };
    watched.live = await LiveRecording.begin(this.#parts, {
      tenantId: call.tenantId,
      callId: call.id,
      reason,
      startedBy,
      parties: { caller: call.caller, callee },
      tap: (side: RecordingSide, onPacket) => {
        if (call.isOver) throw new MediaError('closed', 'the call ended before its recording began');
        return bridge.seat(side).tap(onPacket);
      },
      onCut: () => this.#inBackground(watched, () => this.#stop(watched)),
    });
    this.#tell(watched, 'recording-started');
    bridge.announce(() => ({ kind: 'clips', clips: this.#parts.notice(), once: true }));
  }

  async #stop(watched: Watched): Promise<void> {
    const { live, call } = watched;
    if (!live) return;
    watched.live = undefined;
    const end: RecordingEnd = await live.end();
    this.#tell(watched, end.state === 'cut' ? 'recording-cut' : 'recording-stopped');
    await this.#finisher.finish(call.tenantId, live.id, end);
  }

  /** Both softphones and the call's event log. */
  #tell({ call, live }: Watched, kind: string): void {
    if (call.isOver) return;
    bridgeOf(call)?.setRecording(live && (live.isPaused ? 'paused' : 'on'));
    call.note(kind, live ? { reason: live.reason } : {});
  }

  #inBackground(watched: Watched, work: (watched: Watched) => Promise<void>): void {
    void this.#tried(watched, work);
  }

  async #tried(watched: Watched, work: (watched: Watched) => Promise<void>): Promise<void> {
    try {
      await this.#serially(watched, () => work(watched));
    } catch (error) {
      this.#parts.logger.error({ err: error, call: watched.call.id }, 'a call is not recorded as it should be');
    }
  }

  async #serially(watched: Watched, work: () => Promise<void>): Promise<void> {
    const result = watched.queue.then(work, work);
    watched.queue = result.catch(() => undefined);
    try {
      await result;
    } catch (error) {
      throw error instanceof StorageError ? new ServiceError('unavailable', { cause: error }) : error;
    }
  }
}

function bridgeOf({ phase }: Call): Bridge | undefined {
  return phase.name === 'connected' ? phase.bridge : undefined;
}
