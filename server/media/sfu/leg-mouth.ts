import type { types } from 'mediasoup';
import type { PayloadLayout } from '../sdp/payload-layout.ts';
import type { Link } from './link.ts';
import { speakingParameters } from './rtp-layout.ts';

/** What a leg says, as others find it: a producer and the router where it lives. */
export interface Speech {
  readonly producer: types.Producer;
  readonly router: types.Router;
}

/** What the far end signalled about its stream. */
export interface SpeechFacts {
  readonly layout: PayloadLayout;
  readonly ssrc: number | undefined;
  readonly hasDtmf: boolean;
}

/**
 * A leg's mouth: at most one producer at a time. Ears that listen subscribe to changes, because the producer comes with the
 * answer, changes with the SSRC and goes with the worker.
 */
export class LegMouth {
  readonly #listeners = new Set<() => void>();
  readonly #onRetired: (producer: types.Producer) => Promise<void>;
  #speech: Speech | undefined;
  #ssrc: number | undefined;

  /** `onRetired` gets a producer before it is closed, to keep its counters. */
  constructor(onRetired: (producer: types.Producer) => Promise<void>) {
    this.#onRetired = onRetired;
  }

  get speech(): Speech | undefined {
    return this.#speech;
  }

  /** Calls `listener` whenever `speech` changed, until the returned function is called. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Produces what the far end sends on `link`. Without a signalled SSRC the mouth stays silent: mediasoup finds a packet's
   * producer by SSRC (or by MID, which phone legs do not negotiate). Resolves to whether the producer is a new one.
   */
  async speakOn(link: Link, facts: SpeechFacts): Promise<boolean> {
    if (this.#speech && !this.#speech.producer.closed && this.#ssrc === facts.ssrc) return false;
    const previous = this.#speech;
    this.#speech = undefined;
    this.#ssrc = facts.ssrc;
    if (previous) await this.#retire(previous);
    if (facts.ssrc === undefined) return false;
    const producer = await link.transport.produce({
      kind: 'audio',
      rtpParameters: speakingParameters(facts.layout, facts.ssrc, facts.hasDtmf),
    });
    this.#speech = { producer, router: link.home.router };
    this.#notify();
    return true;
  }

  /** The link is gone, and the producer with it. */
  forget(): void {
    if (!this.#speech) return;
    this.#speech = undefined;
    this.#ssrc = undefined;
    this.#notify();
  }

  /** The leg is closed: whoever listens hears silence. */
  close(): void {
    this.#speech?.producer.close();
    this.forget();
    this.#listeners.clear();
  }

  async #retire(speech: Speech): Promise<void> {
    await this.#onRetired(speech.producer);
    speech.producer.close();
    this.#notify();
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}
