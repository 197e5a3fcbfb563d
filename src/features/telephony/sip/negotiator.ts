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
  #isClosed = false;
  #cancelRetry: () => void = () => undefined;

  constructor(ports: NegotiatorPorts) {
    this.#ports = ports;
    this.#unsubscribe = ports.gate.on('opened', () => this.#pump());
  }

  get isHoldWished(): boolean {
    return this.#isHoldWished;
  }

  get isHeld(): boolean {
    return this.#isHeld;
  }

  wishHold(isHeld: boolean): void {
    this.#isHoldWished = isHeld;
    this.#pump();
  }

  wishIceRestart(): void {
    this.#isIceRestartWished = true;
    this.#pump();
  }

  /** A new session took the old one's place: it is not held and its ICE is fresh. */
  sessionReplaced(): void {
    this.#isHeld = false;
    this.#isIceRestartWished = false;
    this.#refusals = 0;
    this.#pump();
  }

  close(): void {
    this.#isClosed = true;
    this.#unsubscribe();
    this.#cancelRetry();
  }

  #pump(): void {
    this.#cancelRetry();
    if (this.#isBusy || !this.#ports.gate.isOpen) return;
    const session = this.#ports.session();
    const exchange = session === undefined ? undefined : this.#next(session);
    if (exchange === undefined) return;
    void this.#carryOut(exchange);
  }

  async #carryOut(exchange: () => Promise<NegotiationOutcome>): Promise<void> {
    this.#isBusy = true;
    const outcome = await exchange();
    this.#isBusy = false;
    this.#judge(outcome);
  }

  /** The re-INVITE that brings the session nearer to the wishes; undefined when it is there. */
  #next(session: Negotiable): (() => Promise<NegotiationOutcome>) | undefined {
    if (this.#isHoldWished !== this.#isHeld) return () => this.#hold(session, this.#isHoldWished);
    return this.#isIceRestartWished ? () => this.#restartIce(session) : undefined;
  }

  async #hold(session: Negotiable, isHeld: boolean): Promise<NegotiationOutcome> {
    const outcome = await (isHeld ? session.hold() : session.resume());
    if (outcome === 'done' && session === this.#ports.session()) {
      this.#isHeld = isHeld;
      this.#ports.onHeld(isHeld);
    }
    return outcome;
  }

  async #restartIce(session: Negotiable): Promise<NegotiationOutcome> {
    // Taken back before the offer goes out, so that a wish during the exchange leads to another one.
    this.#isIceRestartWished = false;
    const outcome = await session.restartIce();
    if (outcome !== 'done' && session === this.#ports.session()) this.#isIceRestartWished = true;
    return outcome;
  }

  #judge(outcome: NegotiationOutcome): void {
    if (this.#isClosed) return;
    if (outcome === 'done') {
      this.#refusals = 0;
      this.#pump();
    } else if (outcome === 'not-now') this.#retryIn(retryNotNowMs);
    else if (outcome === 'refused' && (this.#refusals += 1) < maxRefusals) {
      // RFC 3261 §14.1 spreads the retries of the two sides of a glare; so do we.
      this.#retryIn(500 + this.#ports.timers.random() * 1500);
    } else this.#ports.onStuck();
  }

  #retryIn(ms: number): void {
    this.#cancelRetry();
    this.#cancelRetry = this.#ports.timers.after(ms, () => this.#pump());
  }
}
