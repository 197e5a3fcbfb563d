import { EventEmitter } from 'node:events';
import type { LegQuality } from '../../../protocol/media/quality.ts';
import type { EndCause } from '../../../protocol/telephony/call.ts';
import type { PeerState } from '../../../protocol/telephony/peer-status.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Dialog } from '../sip/dialog/user-agent.ts';
import type { CallSide, EndedBy } from '../history/call-record.ts';
import { inBackground } from './background.ts';
import type { CallLeg } from './call-leg.ts';
import { earOf } from './ears.ts';
import { causeHeaders } from './final-responses.ts';
import { mergeQuality } from './quality.ts';

export interface BridgeEvents {
  /** Something for the call's event log. */
  noted: [kind: string, data: Readonly<Record<string, string>>];
  /** One side hung up or died: the call is to end. */
  over: [cause: EndCause, by: EndedBy];
}

export interface BridgeOptions {
  readonly callId: string;
  readonly caller: CallLeg;
  readonly callee: CallLeg;
  readonly logger: Logger;
}

export interface SideQualities {
  readonly caller?: LegQuality;
  readonly callee?: LegQuality;
}

const otherSide = { caller: 'callee', callee: 'caller' } as const satisfies Record<CallSide, CallSide>;
const sides: readonly CallSide[] = ['caller', 'callee'];

/** The legs of two people who talk, each hearing the other; owns both. */
export class Bridge extends EventEmitter<BridgeEvents> {
  readonly #callId: string;
  readonly #logger: Logger;
  readonly #legs: Record<CallSide, CallLeg>;
  readonly #states: Record<CallSide, PeerState> = { caller: 'connected', callee: 'connected' };
  /** Replaced legs whose successor has no media yet: a page that never heard our 200 may ask for them again. */
  readonly #predecessors: Record<CallSide, CallLeg[]> = { caller: [], callee: [] };
  readonly #retiring = new Set<Promise<void>>();
  /** Figures of legs that are gone. */
  readonly #past: Record<CallSide, LegQuality[]> = { caller: [], callee: [] };
  #isClosed = false;

  constructor(options: BridgeOptions) {
    super();
    this.#callId = options.callId;
    this.#logger = options.logger;
    this.#legs = { caller: options.caller, callee: options.callee };
    for (const side of sides) this.#wire(side);
    this.#settle();
  }

  leg(side: CallSide): CallLeg {
    return this.#legs[side];
  }

  /** The side that a dialog belongs to now, or belonged to until its successor's media is up. */
  sideOf(dialog: Dialog): CallSide | undefined {
    if (dialog.isEnded) return undefined;
    return sides.find((side) => [this.#legs[side], ...this.#predecessors[side]].some((leg) => leg.dialog === dialog));
  }

  /** Puts a new leg in the place of a side's old one (a page reload, another device); the old one ends quietly. */
  replace(side: CallSide, leg: CallLeg): void {
    const old = this.#legs[side];
    old.removeAllListeners();
    old.hear(undefined);
    this.#predecessors[side].push(old);
    this.#legs[side] = leg;
    this.#wire(side);
    this.emit('noted', 'replaced', { side });
    leg.outbox.tellPeerAfresh(this.#legs[otherSide[side]].peerState);
    this.#settle();
  }

  /** Figures of both sides as of now. */
  async sample(): Promise<SideQualities> {
    const [caller, callee] = await Promise.all([this.#legs.caller.quality(), this.#legs.callee.quality()]);
    return this.#merged(caller, callee);
  }

  /** Says BYE to whoever did not, closes both legs and resolves to the last figures. Idempotent. */
  async close(cause: EndCause): Promise<SideQualities> {
    if (this.#isClosed) return {};
    this.#isClosed = true;
    this.removeAllListeners();
    const bye = causeHeaders(cause, this.#callId);
    for (const side of sides) this.#retirePredecessors(side);
    const [caller, callee] = await Promise.all([this.#legs.caller.close(bye), this.#legs.callee.close(bye), ...this.#retiring]);
    return this.#merged(caller, callee);
  }

  #merged(caller: LegQuality | undefined, callee: LegQuality | undefined): SideQualities {
    const callerAll = mergeQuality([...this.#past.caller, ...(caller ? [caller] : [])]);
    const calleeAll = mergeQuality([...this.#past.callee, ...(callee ? [callee] : [])]);
    return { ...(callerAll ? { caller: callerAll } : {}), ...(calleeAll ? { callee: calleeAll } : {}) };
  }

  #retirePredecessors(side: CallSide): void {
    for (const old of this.#predecessors[side].splice(0)) {
      const work: Promise<void> = this.#retire(side, old).finally(() => this.#retiring.delete(work));
      this.#retiring.add(work);
      inBackground(this.#logger, 'closing a replaced leg', work);
    }
  }

  async #retire(side: CallSide, old: CallLeg): Promise<void> {
    const quality = await old.close(causeHeaders('completed', this.#callId));
    if (quality) this.#past[side].push(quality);
  }

  #wire(side: CallSide): void {
    const leg = this.#legs[side];
    leg.on('changed', () => this.#settle());
    leg.on('hungUp', () => this.emit('over', 'completed', side));
    leg.on('died', (cause) => this.emit('over', cause, 'server'));
    leg.on('moved', () => this.emit('noted', 'media-moved', { side }));
    leg.on('digit', (digit, via) => {
      // The key itself is not kept: it may be a PIN or a card number ([CA33]).
      this.emit('noted', 'dtmf', { side, via });
      this.#legs[otherSide[side]].outbox.sendDigit(digit);
    });
    // What happened before anybody listened.
    if (leg.isGone) queueMicrotask(() => this.emit('over', 'completed', side));
  }

  /** Plugs both ears, tells both sides how the other is, and notes what changed. */
  #settle(): void {
    if (this.#isClosed) return;
    for (const side of sides) if (this.#legs[side].isUp) this.#retirePredecessors(side);
    for (const side of sides) this.#note(side, this.#legs[side].peerState);
    for (const side of sides) {
      const leg = this.#legs[side];
      const other = this.#legs[otherSide[side]];
      leg.hear(earOf(listenerOf(leg), listenerOf(other)));
      leg.outbox.tellPeer(other.peerState);
    }
  }

  #note(side: CallSide, next: PeerState): void {
    const before = this.#states[side];
    if (before === next) return;
    this.#states[side] = next;
    if (before === 'reconnecting') this.emit('noted', 'reconnected', { side });
    if (next === 'reconnecting') this.emit('noted', 'reconnecting', { side });
    else if (next === 'holding') this.emit('noted', 'held', { side });
    else if (before === 'holding') this.emit('noted', 'resumed', { side });
  }
}

function listenerOf(leg: CallLeg): { isHolding: boolean; isSilent: boolean; mouth: CallLeg['media']['mouth'] } {
  return { isHolding: leg.isHolding, isSilent: leg.isSilent, mouth: leg.media.mouth };
}
