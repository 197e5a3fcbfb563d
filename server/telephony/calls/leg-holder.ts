import type { EventEmitter } from 'node:events';
import type { LegQuality } from '../../../protocol/media/quality.ts';
import type { EndCause } from '../../../protocol/telephony/call.ts';
import type { Dialog } from '../sip/dialog/user-agent.ts';
import type { CallSide, EndedBy } from '../history/call-record.ts';
import type { CallLeg } from './call-leg.ts';
import type { LegSeat } from './leg-seat.ts';

export interface SideQualities {
  readonly caller?: LegQuality;
  readonly callee?: LegQuality;
}

export interface LegHolderEvents {
  /** Something for the call's event log. */
  noted: [kind: string, data: Readonly<Record<string, string>>];
  /** One side hung up or died: the call is to end. */
  over: [cause: EndCause, by: EndedBy];
  /** One side left a conference in which the other stays. */
  left: [side: CallSide];
}

/** Whoever holds the legs of an answered call: the attendance, later the bridge. */
export interface LegHolder extends EventEmitter<LegHolderEvents> {
  readonly seats: readonly LegSeat[];
  /** An attendance has only the caller's. */
  seat(side: CallSide): LegSeat | undefined;
  /** The side that a dialog belongs to now, or belonged to until its successor's media is up. */
  sideOf(dialog: Dialog): CallSide | undefined;
  /** Puts a new leg in the place of a side's old one (a page reload, another device); the old one ends quietly. */
  replace(side: CallSide, leg: CallLeg): void;
  /** Figures as of now. */
  sample(): Promise<SideQualities>;
  /** Says BYE to whoever did not, closes the legs and resolves to the last figures. Idempotent. */
  close(cause: EndCause): Promise<SideQualities>;
}
