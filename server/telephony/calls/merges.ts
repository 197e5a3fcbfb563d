import { requirePermission, type Actor } from '../../identity/index.ts';
import type { Mixer } from '../../media/media-engine.ts';
import { ServiceError } from '../../platform/service-error.ts';
import type { Call } from './call.ts';
import { Merge } from './merge.ts';
import type { MergedCall } from './merge.ts';

export interface MergesOptions {
  readonly find: (tenantId: string, callId: string) => Call | undefined;
  readonly mixer: Mixer;
}

/** Merges calls of a person into one conference. */
export class Merges {
  readonly #options: MergesOptions;
  readonly #merges = new Set<Merge>();

  constructor(options: MergesOptions) {
    this.#options = options;
  }

  /** Conferences of merged calls, for /metrics. */
  get size(): number {
    return this.#merges.size;
  }

  /**
   * Lets all who are in these calls hear each other. Calls that were merged before stay so, and others join them.
   * @throws {ServiceError} `not-found` for a call that is not the actor's; `changed-meanwhile` when one is not connected (any more);
   *   `in-use` when one is in another conference
   */
  merge(actor: Actor, callIds: readonly string[]): void {
    requirePermission(actor, 'phone.use');
    const calls = [...new Set(callIds)].map((id) => this.#require(actor, id));
    const known = [...new Set(calls.flatMap(({ call }) => [...this.#merges].filter((merge) => merge.has(call.id))))];
    const [existing] = known;
    if (known.length > 1 || (existing && existing.userId !== actor.userId)) throw new ServiceError('in-use');
    const [first] = calls;
    if (calls.length < 2 || !first) throw new ServiceError('bad-request');
    const name = (first.own === 'caller' ? first.call.caller : first.call.callee)?.displayName ?? '';
    (existing ?? this.#begin(actor.userId, name)).add(calls);
  }

  #begin(userId: string, name: string): Merge {
    const merge: Merge = new Merge({ userId, name, mixer: this.#options.mixer, onOver: () => this.#merges.delete(merge) });
    this.#merges.add(merge);
    return merge;
  }

  #require({ tenantId, userId }: Actor, callId: string): MergedCall {
    const call = this.#options.find(tenantId, callId);
    const isCaller = call?.caller.userId === userId;
    if (!call || (!isCaller && call.callee?.userId !== userId)) throw new ServiceError('not-found');
    const { phase } = call;
    const own = isCaller ? 'caller' : 'callee';
    if (phase.name !== 'connected' || phase.bridge.hasLeft(own)) throw new ServiceError('changed-meanwhile');
    return { call, bridge: phase.bridge, own };
  }
}
