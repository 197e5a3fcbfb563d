import type { RequestGate } from './request-gate.ts';
import type { Timers } from './timers.ts';

/** `lost`: the socket died with the re-INVITE. `refused`: a final error (491 twice, 500). `not-now`: another offer is open. */
export type NegotiationOutcome = 'done' | 'lost' | 'refused' | 'not-now';

/** The part of a session that re-INVITEs. */
export interface Negotiable {
  hold(): Promise<NegotiationOutcome>;
  resume(): Promise<NegotiationOutcome>;
  restartIce(): Promise<NegotiationOutcome>;
}

export interface NegotiatorPorts {
  readonly gate: RequestGate;
  readonly timers: Timers;
  readonly session: () => Negotiable | undefined;
  /** The server has agreed to what it is told: held or not. */
  readonly onHeld: (isHeld: boolean) => void;
  /** Renegotiation cannot save this session: replace it. */
  readonly onStuck: () => void;
}

const maxRefusals = 3;
const retryNotNowMs = 150;

/**
 * Brings a session to what is wished, one re-INVITE at a time, and only while the gate is open. Wishes collapse: hold and resume
 * pressed while the socket is down send nothing.
 */
export class Negotiator {
  readonly #ports: NegotiatorPorts;
  readonly #unsubscribe: () => void;
  #isHoldWished = false;
  #isHeld = false;
  #isIceRestartWished = false;
  #isBusy = false;
  #refusals = 0;
  #cancelRetry: () => void = () => undefined;

  constructor(ports: NegotiatorPorts) {
    this.#ports = ports;
    this.#unsubscribe = ports.gate.on('opened', () => void this.#pump());
  }

  get isHoldWished(): boolean {
    return this.#isHoldWished;
  }

  get isHeld(): boolean {
    return this.#isHeld;
  }

  wishHold(isHeld: boolean): void {
    this.#isHoldWished = isHeld;
    void this.#pump();
  }

  wishIceRestart(): void {
    this.#isIceRestartWished = true;
    void this.#pump();
  }

  /** A new session took the old one's place: it is not held and its ICE is fresh. */
  sessionReplaced(): void {
    this.#isHeld = false;
    this.#isIceRestartWished = false;
    this.#refusals = 0;
    void this.#pump();
  }

  close(): void {
    this.#unsubscribe();
    this.#cancelRetry();
  }

  async #pump(): Promise<void> {
    this.#cancelRetry();
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      while (this.#ports.gate.isOpen && (await this.#step()));
    } finally {
      this.#isBusy = false;
    }
  }

  /** One re-INVITE towards the wishes. False when there is nothing to do now. */
  async #step(): Promise<boolean> {
    const session = this.#ports.session();
    if (session === undefined) return false;
    if (this.#isHoldWished !== this.#isHeld) {
      const isHeld = this.#isHoldWished;
      const outcome = await (isHeld ? session.hold() : session.resume());
      if (outcome === 'done' && session === this.#ports.session()) {
        this.#isHeld = isHeld;
        this.#ports.onHeld(isHeld);
      }
      return this.#judge(outcome);
    }
    if (!this.#isIceRestartWished) return false;
    // Taken back before the offer goes out, so that a wish during the exchange leads to another one.
    this.#isIceRestartWished = false;
    const outcome = await session.restartIce();
    if (outcome !== 'done' && session === this.#ports.session()) this.#isIceRestartWished = true;
    return this.#judge(outcome);
  }

  #judge(outcome: NegotiationOutcome): boolean {
    if (outcome === 'done') {
      this.#refusals = 0;
      return true;
    }
    if (outcome === 'not-now') return this.#retryIn(retryNotNowMs);
    if (outcome === 'refused' && (this.#refusals += 1) < maxRefusals) {
      // RFC 3261 §14.1 spreads the retries of the two sides of a glare; so do we.
      return this.#retryIn(500 + this.#ports.timers.random() * 1500);
    }
    this.#ports.onStuck();
    return false;
  }

  #retryIn(ms: number): false {
    this.#cancelRetry = this.#ports.timers.after(ms, () => void this.#pump());
    return false;
  }
}
