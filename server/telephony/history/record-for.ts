import type { CallRecord } from '../../../protocol/telephony/phone.ts';
import type { CallSnapshot } from './call-record.ts';
import type { StoredCall, StoredParty } from './call-record-store.ts';
import { isMissedByCallee, isMissedOffer } from './missed.ts';

type Call = StoredCall | CallSnapshot;
type Offer = NonNullable<StoredCall['offer']>;

/** A call as one of its people sees it. A call with oneself is an outgoing one. */
export function recordFor(userId: string, call: Call): CallRecord {
  const offer = offerTo(userId, call);
  const isParty = call.caller.userId === userId || call.callee?.userId === userId;
  return isParty || !offer ? partyRecord(userId, call, offer) : offeredRecord(call, offer);
}

function partyRecord(userId: string, call: Call, offer: Offer | undefined): CallRecord {
  const isOutgoing = call.caller.userId === userId;
  const isMissed = !isOutgoing && isMissedByCallee(call);
  const seenAtMs = 'seenAtMs' in call ? call.seenAtMs : undefined;
  return {
    ...frameOf(call),
    direction: isOutgoing ? 'outgoing' : 'incoming',
    other: otherParty(isOutgoing ? call.callee : call.caller, call.dialled),
    answeredAt: timeOrNull(call.answeredAtMs),
    isMissed,
    isNew: isMissed && seenAtMs === undefined,
    quality: (isOutgoing ? call.quality?.caller : call.quality?.callee) ?? null,
    // Who takes a callback is its caller in the record, and was rung all the same ([QU83]).
    because: isOutgoing && offer?.because.kind !== 'callback' ? null : (offer?.because ?? null),
    answeredBy: null,
  };
}

/** As somebody sees it who was rung, and did not take it. */
function offeredRecord(call: Call, offer: Offer): CallRecord {
  const isMissed = isMissedOffer(offer, call.endedAtMs);
  return {
    ...frameOf(call),
    direction: 'incoming',
    other: otherParty(call.caller, call.dialled),
    answeredAt: null,
    isMissed,
    isNew: isMissed && offer.seenAtMs === undefined,
    quality: null,
    because: offer.because,
    answeredBy: offer.isAnswered ? (call.callee?.displayName ?? '') : null,
  };
}

function frameOf(call: Call): Pick<CallRecord, 'id' | 'startedAt' | 'endedAt' | 'cause' | 'via'> {
  return {
    id: call.id,
    startedAt: new Date(call.startedAtMs).toISOString(),
    endedAt: timeOrNull(call.endedAtMs),
    cause: call.cause ?? null,
    via: call.via ? otherParty(call.via, call.dialled) : null,
  };
}

function offerTo(userId: string, call: Call): Offer | undefined {
  if ('offer' in call) return call.offer;
  const found = call.offers.find((offer) => offer.userId === userId);
  return found && { ...found, seenAtMs: undefined };
}

function otherParty(party: StoredParty | undefined, dialled: string): CallRecord['other'] {
  if (!party) return { userId: null, displayName: dialled, number: dialled };
  return { userId: party.userId ?? null, displayName: party.displayName, number: party.number };
}

function timeOrNull(ms: number | undefined): string | null {
  return ms === undefined ? null : new Date(ms).toISOString();
}
