import { z } from 'zod';
import { isEndCause } from '../../../protocol/telephony/call.ts';
import { legQualitySchema } from '../../../protocol/media/quality.ts';
import { ringReasonSchema } from '../../../protocol/telephony/ring-reason.ts';
import type { CallEvent, CallOffer, CallQuality, CallSnapshot, EndedBy } from './call-record.ts';
import type { StoredCall, StoredParty } from './call-record-store.ts';

/** A row of call_records as it is read. */
export interface CallRow {
  id: string;
  pbx_id: string | null;
  caller_user_id: string | null;
  caller_name: string;
  caller_number: string;
  callee_user_id: string | null;
  callee_name: string;
  callee_number: string;
  dialled: string;
  started_at: Date;
  ringing_at: Date | null;
  answered_at: Date | null;
  ended_at: Date | null;
  end_cause: string | null;
  ended_by: string | null;
  quality: unknown;
  node_id: string;
  seen_by_callee_at: Date | null;
  via_name: string;
  via_number: string;
  offered_at: Date | null;
  outcome: string | null;
  because_kind: string | null;
  because_name: string | null;
  is_answered: boolean | null;
  seen_at: Date | null;
}

/** What the column takes. */
const maxNameCharacters = 200;

const qualitySchema = z.object({ caller: legQualitySchema.optional(), callee: legQualitySchema.optional(), sampledAtMs: z.number() });

/** A snapshot as a JSON row for `jsonb_to_recordset`; missing values are null there. */
export function snapshotRow(call: CallSnapshot): Record<string, unknown> {
  return {
    id: call.id,
    pbx_id: call.pbxId,
    caller_user_id: call.caller.userId,
    caller_name: call.caller.displayName,
    caller_number: call.caller.number,
    callee_user_id: call.callee?.userId,
    callee_name: call.callee?.displayName ?? '',
    callee_number: call.callee?.number ?? '',
    dialled: call.dialled,
    started_at: timeText(call.startedAtMs),
    ringing_at: timeText(call.ringingAtMs),
    answered_at: timeText(call.answeredAtMs),
    ended_at: timeText(call.endedAtMs),
    end_cause: call.cause,
    ended_by: call.endedBy,
    codec: call.quality?.caller?.codec ?? call.quality?.callee?.codec,
    quality: call.quality,
    node_id: call.nodeId,
    via_name: call.via?.displayName ?? '',
    via_number: call.via?.number ?? '',
    plan_path: call.path.length === 0 ? undefined : call.path,
  };
}

/** Offers of one call as rows, see `snapshotRow`. */
export function offerRows(call: CallSnapshot): readonly Record<string, unknown>[] {
  return call.offers.map((offer) => ({
    call_id: call.id,
    user_id: offer.userId,
    call_started_at: timeText(call.startedAtMs),
    offered_at: timeText(offer.offeredAtMs),
    outcome: offer.outcome,
    because_kind: offer.because.kind,
    because_name: offer.because.name.slice(0, maxNameCharacters).toWellFormed(),
    is_answered: offer.isAnswered,
  }));
}

export function eventRow(event: CallEvent): Record<string, unknown> {
  return { call_id: event.callId, seq: event.sequence, at: timeText(event.atMs), kind: event.kind, data: event.data };
}

export function callOfRow(tenantId: string, row: CallRow): StoredCall {
  return {
    tenantId,
    id: row.id,
    pbxId: row.pbx_id ?? undefined,
    nodeId: row.node_id,
    caller: party(row.caller_user_id, row.caller_name, row.caller_number),
    // Nobody was found: neither a person nor a name was ever written.
    callee:
      row.callee_name === '' && row.callee_user_id === null ? undefined : party(row.callee_user_id, row.callee_name, row.callee_number),
    dialled: row.dialled,
    startedAtMs: row.started_at.getTime(),
    ringingAtMs: row.ringing_at?.getTime(),
    answeredAtMs: row.answered_at?.getTime(),
    endedAtMs: row.ended_at?.getTime(),
    cause: row.end_cause === null ? undefined : isEndCause(row.end_cause) ? row.end_cause : 'failed',
    endedBy: endedByOf(row.ended_by),
    quality: qualityOf(row.quality),
    via: row.via_name === '' && row.via_number === '' ? undefined : party(null, row.via_name, row.via_number),
    offer: offerOf(row),
    seenAtMs: row.seen_by_callee_at?.getTime(),
  };
}

function party(userId: string | null, displayName: string, number: string): StoredParty {
  return { userId: userId ?? undefined, displayName, number };
}

function offerOf(row: CallRow): StoredCall['offer'] {
  const because = ringReasonSchema.safeParse({ kind: row.because_kind, name: row.because_name });
  if (!row.offered_at || row.outcome === null || !because.success) return undefined;
  const offer: Omit<CallOffer, 'userId'> = {
    offeredAtMs: row.offered_at.getTime(),
    outcome: row.outcome,
    because: because.data,
    isAnswered: row.is_answered ?? false,
  };
  return { ...offer, seenAtMs: row.seen_at?.getTime() };
}

function endedByOf(text: string | null): EndedBy | undefined {
  return text === 'caller' || text === 'callee' || text === 'server' ? text : undefined;
}

/** Figures of an older version that no longer fit are left out rather than shown wrong. */
function qualityOf(value: unknown): CallQuality | undefined {
  const parsed = qualitySchema.safeParse(value);
  if (!parsed.success) return undefined;
  const { caller, callee, sampledAtMs } = parsed.data;
  return { ...(caller ? { caller } : {}), ...(callee ? { callee } : {}), sampledAtMs };
}

function timeText(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : new Date(ms).toISOString();
}
