import { EventEmitter } from 'node:events';
import type { EndCause } from '../../../protocol/telephony/call.ts';
import type { Clock, Timer } from '../../platform/clock.ts';

/**
 * Whether a leg's media lives. Life is ICE consent and DTLS, neither the socket nor RTP: a held leg sends none.
 *
 *   connecting ──► here ◄──► away
 *        └──────────┴─────────┴──► over
 *
 * `connecting` lasts at most 20 s (no DTLS after the answer), `away` at most 30 s (page closed, network gone, worker
 * dead); then the leg died. A leg that is put in the place of a dead one starts anew.
 */
export type LivenessState = 'connecting' | 'here' | 'away' | 'over';

const transitions: Readonly<Record<LivenessState, readonly LivenessState[]>> = {
  connecting: ['here', 'away', 'over'],
  here: ['away', 'over'],
  away: ['here', 'over'],
  over: [],
};

/** Why media is away: only the same thing's return brings it back, or a new DTLS association. */
type AwayWhy = 'ice' | 'dtls' | 'worker';

export interface LivenessLimits {
  /** sip.md: "No DTLS 20 s after the answer ends the call". */
  readonly connectMs: number;
  /** How long an away leg is waited for, after ICE consent (RFC 7675, 30 s) was lost or DTLS closed. */
  readonly awayMs: number;
}

export const livenessLimits: LivenessLimits = { connectMs: 20_000, awayMs: 30_000 };

export interface LivenessEvents {
  changed: [state: LivenessState];
  died: [cause: EndCause];
}

export class LegLiveness extends EventEmitter<LivenessEvents> {
  readonly #clock: Clock;
  readonly #limits: LivenessLimits;
  #state: LivenessState = 'connecting';
  #why: AwayWhy | undefined;
  #timer: Timer;

  constructor(clock: Clock, limits: LivenessLimits = livenessLimits) {
    super();
    this.#clock = clock;
    this.#limits = limits;
    this.#timer = clock.after(limits.connectMs, () => this.#die('media-failed'));
  }

  get state(): LivenessState {
    return this.#state;
  }

  /** DTLS is up. */
  handleConnected(): void {
    this.#arrive();
  }

  handleIce(state: 'connected' | 'disconnected'): void {
    if (state === 'disconnected') this.#leave('ice');
    else if (this.#why === 'ice') this.#arrive();
  }

  handleDtlsClosed(): void {
    this.#leave('dtls');
  }

  handleWorkerLost(): void {
    this.#leave('worker');
  }

  close(): void {
    this.#timer.stop();
    if (this.#state !== 'over') this.#state = 'over';
    this.removeAllListeners();
  }

  #arrive(): void {
    if (this.#state === 'here' || this.#state === 'over') return;
    this.#why = undefined;
    this.#timer.stop();
    this.#move('here');
  }

  #leave(why: AwayWhy): void {
    if (this.#state === 'over') return;
    // Before the first DTLS handshake there is nothing to lose; the connect timer judges.
    if (this.#state === 'connecting' && why !== 'worker') return;
    // A closed DTLS or a dead worker outweighs ICE: ICE alone cannot bring media back then.
    if (this.#state === 'away') {
      if (why !== 'ice') this.#why = why;
      return;
    }
    this.#why = why;
    this.#timer.stop();
    this.#timer = this.#clock.after(this.#limits.awayMs, () => this.#die(this.#why === 'worker' ? 'media-failed' : 'connection-lost'));
    this.#move('away');
  }

  #die(cause: EndCause): void {
    this.#move('over');
    this.emit('died', cause);
  }

  #move(next: LivenessState): void {
    if (!transitions[this.#state].includes(next)) throw new Error(`a leg's liveness cannot go from ${this.#state} to ${next}`);
    this.#state = next;
    this.emit('changed', next);
  }
}
