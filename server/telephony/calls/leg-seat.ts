import { EventEmitter } from 'node:events';
import type { LegQuality } from '../../../protocol/media/quality.ts';
import type { EndCause } from '../../../protocol/telephony/call.ts';
import type { AudioTap } from '../../media/media-engine.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Dialog } from '../sip/dialog/user-agent.ts';
import { inBackground } from './background.ts';
import type { CallLeg, CallLegEvents } from './call-leg.ts';
import { causeHeaders } from './final-responses.ts';
import { mergeQuality } from './quality.ts';

export interface LegSeatEvents extends Pick<CallLegEvents, 'changed' | 'digit' | 'moved' | 'played' | 'hungUp' | 'died'> {
  /** Another leg sits here now: a page that was loaded anew. */
  replaced: [];
}

export interface LegSeatOptions {
  readonly callId: string;
  readonly leg: CallLeg;
  readonly logger: Logger;
}

interface SeatTap {
  readonly onPacket: (rtp: Buffer) => void;
  media: AudioTap;
}

/**
 * One party's place in a call: the leg that sits in it now, those it took over from, and what was counted and is listened to
 * over all of them. Owns the legs. A seat moves as a whole when a call is handed from one holder to the next.
 */
export class LegSeat extends EventEmitter<LegSeatEvents> {
  readonly #callId: string;
  readonly #logger: Logger;
  #leg: CallLeg;
  /** Replaced legs whose successor has no media yet: a page that never heard our 200 may ask for them again. */
  readonly #predecessors: CallLeg[] = [];
  readonly #retiring = new Set<Promise<void>>();
  /** Figures of legs that are gone. */
  readonly #past: LegQuality[] = [];
  readonly #taps = new Set<SeatTap>();

  constructor({ callId, leg, logger }: LegSeatOptions) {
    super();
    this.#callId = callId;
    this.#logger = logger;
    this.#leg = leg;
    this.#wire(leg);
  }

  get leg(): CallLeg {
    return this.#leg;
  }

  /** Whether a dialog belongs here now, or belonged here until its successor's media is up. */
  owns(dialog: Dialog): boolean {
    return !dialog.isEnded && [this.#leg, ...this.#predecessors].some((leg) => leg.dialog === dialog);
  }

  /** Puts a new leg in the place of the old one, which ends quietly as soon as the new one has media. */
  replace(leg: CallLeg): void {
    const old = this.#leg;
    old.removeAllListeners();
    old.hear(undefined);
    this.#predecessors.push(old);
    this.#leg = leg;
    this.#wire(leg);
    for (const tap of this.#taps) {
      tap.media.close();
      tap.media = leg.media.tap(tap.onPacket);
    }
    if (leg.isUp) this.#retirePredecessors();
    this.emit('replaced');
  }

  /** Listens to what is said here, whichever leg says it; ends with the seat. */
  tap(onPacket: (rtp: Buffer) => void): AudioTap {
    // Who left a conference says nothing more, while the other side is still listened to.
    if (this.#leg.isClosed) return { close: () => undefined };
    const tap: SeatTap = { onPacket, media: this.#leg.media.tap(onPacket) };
    this.#taps.add(tap);
    return {
      close: () => {
        if (this.#taps.delete(tap)) tap.media.close();
      },
    };
  }

  /** Figures as of now, over all the legs. */
  async quality(): Promise<LegQuality | undefined> {
    return this.#merged(await this.#leg.quality());
  }

  /** Says BYE unless the far end did, closes all legs and resolves to the last figures. Idempotent. */
  async close(cause: EndCause): Promise<LegQuality | undefined> {
    this.removeAllListeners();
    for (const tap of this.#taps) tap.media.close();
    this.#taps.clear();
    this.#retirePredecessors();
    const [last] = await Promise.all([this.#leg.close(causeHeaders(cause, this.#callId)), ...this.#retiring]);
    return this.#merged(last);
  }

  #wire(leg: CallLeg): void {
    leg.on('changed', () => {
      if (leg.isUp) this.#retirePredecessors();
      this.emit('changed');
    });
    leg.on('digit', (digit, via) => this.emit('digit', digit, via));
    leg.on('moved', () => this.emit('moved'));
    leg.on('played', (mouth) => this.emit('played', mouth));
    leg.on('hungUp', () => this.emit('hungUp'));
    leg.on('died', (cause) => this.emit('died', cause));
    // What happened before anybody listened.
    if (leg.isGone) queueMicrotask(() => this.emit('hungUp'));
  }

  #merged(last: LegQuality | undefined): LegQuality | undefined {
    return mergeQuality([...this.#past, ...(last ? [last] : [])]);
  }

  #retirePredecessors(): void {
    for (const old of this.#predecessors.splice(0)) {
      const work: Promise<void> = this.#retire(old).finally(() => this.#retiring.delete(work));
      this.#retiring.add(work);
      inBackground(this.#logger, 'closing a replaced leg', work);
    }
  }

  async #retire(old: CallLeg): Promise<void> {
    const quality = await old.close(causeHeaders('completed', this.#callId));
    if (quality) this.#past.push(quality);
  }
}
