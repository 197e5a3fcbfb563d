import type { types } from 'mediasoup';
import type { Clock, Timer } from '../../platform/clock.ts';
import type { Mouth } from '../media-engine.ts';
import type { LegMouth } from './leg-mouth.ts';
import type { Playable } from '../prompts/prompt-players.ts';
import type { Link } from './link.ts';
import type { HeldProducer } from './pipes.ts';

/** How long an ear that could not be plugged waits before it tries again. */
const retryMs = 500;

export interface EarParts {
  /** The leg's living link, if it has one. */
  readonly link: () => Link | undefined;
  /** False while the far end holds us: RFC 3264 §8.4, it does not want to receive. */
  readonly isListening: () => boolean;
  readonly capabilities: types.RtpCapabilities;
  /** The mouth of a leg of this engine; undefined for foreign objects and closed legs. */
  readonly mouthOf: (mouth: Mouth & { kind: 'leg' }) => LegMouth | undefined;
  /** Gets a consumer before it is closed, to keep its counters. */
  readonly onRetired: (consumer: types.Consumer) => Promise<void>;
  /** What was to be heard once came to its end; the ear hears silence. */
  readonly onPlayed: (mouth: Mouth) => void;
  readonly clock: Clock;
  /** A change that nobody awaits went wrong. */
  readonly onError: (error: unknown) => void;
}

/** What the ear should be attached to right now, and how. */
interface Target {
  /** The same key means the same sound from the same place: nothing to do. */
  readonly key: string;
  readonly link: Link;
  hold(): Promise<HeldProducer>;
}

interface Attachment {
  readonly key: string;
  readonly consumer: types.Consumer;
  readonly source: HeldProducer;
}

/**
 * A leg's ear: what is wanted (`plug`) and what is attached (one consumer). Whatever changes, `refresh()` brings the
 * second into line with the first; calls during a refresh are served by the one that runs.
 */
export class Ear {
  readonly #parts: EarParts;
  #wanted: Mouth | undefined;
  /** Counts changes of mind: what is played once begins anew with another one, even if it sounds the same. */
  #turn = 0;
  #unsubscribe: (() => void) | undefined;
  #attachment: Attachment | undefined;
  #isRunning = false;
  /** Another attempt after one that failed, such as between the deaths of two workers. */
  #retry: Timer | undefined;
  #isClosed = false;
  #run: Promise<void> = Promise.resolve();

  constructor(parts: EarParts) {
    this.#parts = parts;
  }

  get wanted(): Mouth | undefined {
    return this.#wanted;
  }

  /** The consumer that plays now. */
  get consumer(): types.Consumer | undefined {
    return this.#attachment?.consumer;
  }

  /** Resolves when the ear hears the new mouth, or will as soon as there is media. */
  plug(mouth: Mouth | undefined): Promise<void> {
    this.#unsubscribe?.();
    if (mouth !== this.#wanted) this.#turn += 1;
    this.#wanted = mouth;
    const source = mouth?.kind === 'leg' ? this.#parts.mouthOf(mouth) : undefined;
    this.#unsubscribe = source?.subscribe(() => this.refreshSoon());
    return this.refresh();
  }

  refresh(): Promise<void> {
    if (!this.#isRunning) this.#run = this.#follow();
    return this.#run;
  }

  refreshSoon(): void {
    this.refresh().catch(this.#parts.onError);
  }

  /** The link is gone, and the consumer with it. What is wanted stays wanted. */
  detach(): void {
    this.#attachment?.source.release();
    this.#attachment = undefined;
  }

  close(): void {
    this.#isClosed = true;
    this.#retry?.stop();
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.#wanted = undefined;
    this.#attachment?.consumer.close();
    this.detach();
  }

  async #follow(): Promise<void> {
    this.#isRunning = true;
    try {
      for (let target = this.#target(); target?.key !== this.#attachment?.key; target = this.#target()) {
        const next = target && (await this.#attach(target));
        const previous = this.#attachment;
        this.#attachment = next;
        if (previous) await this.#retire(previous);
      }
    } catch (error) {
      // Nobody hears any more: what went wrong on the way there is nobody's.
      if (this.#isClosed) return;
      this.#retry ??= this.#parts.clock.after(retryMs, () => {
        this.#retry = undefined;
        this.refreshSoon();
      });
      throw error;
    } finally {
      this.#isRunning = false;
    }
  }

  #target(): Target | undefined {
    const link = this.#parts.link();
    const wanted = this.#wanted;
    if (!link || link.isClosed || !wanted || !this.#parts.isListening()) return undefined;
    const here = link.transport.id;
    if (wanted.kind === 'mix') return { key: `${here} ${wanted.ear.id}`, link, hold: () => link.home.mixes.hold(wanted.ear) };
    if (wanted.kind !== 'leg') {
      // A sound begins when it can be heard; an announcement loses nothing.
      if (!link.isConnected) return undefined;
      return { key: `${here} ${this.#nameOf(wanted)}`, link, hold: () => this.#holdSound(link, wanted) };
    }
    const speech = this.#parts.mouthOf(wanted)?.speech;
    if (!speech || speech.producer.closed) return undefined;
    return { key: `${here} ${speech.producer.id}`, link, hold: () => link.home.pipes.hold(speech.producer, speech.router) };
  }

  /** What makes it another sound. */
  #nameOf(content: Playable): string {
    if (content.once) return `once ${this.#turn}`;
    return content.kind === 'sound' ? content.sound : `clips ${content.clips.map((clip) => clip.key).join(' ')}`;
  }

  async #holdSound(link: Link, content: Playable): Promise<HeldProducer> {
    const playing = await link.home.sounds.play(content, () => this.#end(content));
    return { producerId: playing.producer.id, release: () => playing.release() };
  }

  #end(content: Playable): void {
    if (this.#wanted !== content) return;
    this.#wanted = undefined;
    this.refreshSoon();
    this.#parts.onPlayed(content);
  }

  /** Undefined when the target went away meanwhile; then there is another target, or none. */
  async #attach(target: Target): Promise<Attachment | undefined> {
    let source: HeldProducer | undefined;
    try {
      source = await target.hold();
      const consumer = await target.link.transport.consume({ producerId: source.producerId, rtpCapabilities: this.#parts.capabilities });
      const attachment = { key: target.key, consumer, source };
      consumer.once('producerclose', () => this.#lose(attachment));
      return attachment;
    } catch (error) {
      source?.release();
      if (this.#target()?.key === target.key) throw error;
      return undefined;
    }
  }

  #lose(attachment: Attachment): void {
    if (this.#attachment !== attachment) return;
    this.detach();
    this.refreshSoon();
  }

  async #retire(attachment: Attachment): Promise<void> {
    try {
      if (!attachment.consumer.closed) await this.#parts.onRetired(attachment.consumer);
    } finally {
      attachment.consumer.close();
      attachment.source.release();
    }
  }
}
