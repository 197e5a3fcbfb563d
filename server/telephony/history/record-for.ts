import type { CallRecord } from '../../../protocol/telephony/phone.ts';
import type { CallSnapshot } from './call-record.ts';
import type { StoredCall, StoredParty } from './call-record-store.ts';
import { isMissedByCallee } from './missed.ts';

/** A call as one of its people sees it. A call with oneself is an outgoing one. */
export function recordFor(userId: string, call: StoredCall | CallSnapshot): CallRecord {
  const isOutgoing = call.caller.userId === userId;
  const isMissed = !isOutgoing && isMissedByCallee(call);
  const seenAtMs = 'seenAtMs' in call ? call.seenAtMs : undefined;
  return {
    id: call.id,
    direction: isOutgoing ? 'outgoing' : 'incoming',
    other: otherParty(isOutgoing ? call.callee : call.caller, call.dialled),
    startedAt: new Date(call.startedAtMs).toISOString(),
    answeredAt: timeOrNull(call.answeredAtMs),
    endedAt: timeOrNull(call.endedAtMs),
    cause: call.cause ?? null,
    isMissed,
    isNew: isMissed && seenAtMs === undefined,
    quality: (isOutgoing ? call.quality?.caller : call.quality?.callee) ?? null,
  };
}

function otherParty(party: StoredParty | undefined, dialled: string): CallRecord['other'] {
  if (!party) return { userId: null, displayName: dialled, number: dialled };
  return { userId: party.userId ?? null, displayName: party.displayName, number: party.number };
}

function timeOrNull(ms: number | undefined): string | null {
  return ms === undefined ? null : new Date(ms).toISOString();
}
