import type { Capability } from '../events/capabilities.ts';
import { sealedEvent, type SealedEvent } from '../events/catalogue.ts';
import { receiptFile, saidText, type ReceiptEntry, type ReceiptFile, type ReceiptHeader } from './receipt-format.ts';

/** Something about a capability that was said. Times are in the customer's heads: after the one, and not after the other. */
export interface Consent {
  readonly number: number;
  readonly did: 'ask' | 'grant' | 'refuse' | 'revoke' | 'withdraw' | 'give-back';
  readonly who: string;
  /** To whom, or from whom; null: everybody, or nobody in particular. */
  readonly whom: string | null;
  /** null: the question that it answers is not in the receipt. */
  readonly capability: Capability | null;
  /** null: until it is taken back, or none is said here. */
  readonly minutes: number | null;
  readonly after: number | null;
  readonly before: number | null;
}

/** What a receipt tells. Whether it is right is another question: `verifyReceipt`. */
export interface ReceiptStory {
  readonly header: ReceiptHeader;
  /** Milliseconds of the epoch in the customer's first and last head; null without one. */
  readonly from: number | null;
  readonly until: number | null;
  /** Where another receipt of the session ends that this one goes on from, as an expert says; null: none is said. */
  readonly follows: { readonly number: number; readonly hash: string; readonly who: string } | null;
  readonly consents: readonly Consent[];
}

type EventOf<Type extends SealedEvent['type']> = Extract<SealedEvent, { type: Type }>;
interface Said {
  readonly entry: ReceiptEntry;
  readonly event: SealedEvent;
}

/** @returns undefined when it is no receipt */
export function storyOf(value: unknown): ReceiptStory | undefined {
  const { data } = receiptFile.safeParse(value);
  if (!data) return undefined;
  const said = saidIn(data);
  const heads = said.flatMap(({ entry, event }) => (event.type === 'receipt-head' && entry.from.role === 'customer' ? [event] : []));
  return {
    header: data.header,
    from: heads.at(0)?.at ?? null,
    until: heads.at(-1)?.at ?? null,
    follows: followedIn(said),
    consents: new Teller(said, heads).consents(),
  };
}

function followedIn(said: readonly Said[]): ReceiptStory['follows'] {
  for (const { entry, event } of said)
    if (event.type === 'follows' && entry.from.role === 'expert') return { number: event.number, hash: event.hash, who: entry.from.name };
  return null;
}

function saidIn({ entries }: ReceiptFile): readonly Said[] {
  return entries.flatMap((entry): Said[] => {
    const event = eventOf(entry);
    return event ? [{ entry, event }] : [];
  });
}

function eventOf({ signed }: ReceiptEntry): SealedEvent | undefined {
  try {
    return sealedEvent.parse(saidText.parse(JSON.parse(signed)).event);
  } catch {
    return undefined;
  }
}

class Teller {
  readonly #said: readonly Said[];
  readonly #heads: readonly EventOf<'receipt-head'>[];
  readonly #names: ReadonlyMap<string, string>;
  readonly #asks = new Map<string, { readonly who: string; readonly capability: Capability }>();

  constructor(said: readonly Said[], heads: readonly EventOf<'receipt-head'>[]) {
    this.#said = said;
    this.#heads = heads;
    this.#names = new Map(said.map(({ entry: { from } }) => [from.seatId, from.name]));
  }

  consents(): readonly Consent[] {
    return this.#said.flatMap(({ entry, event }): Consent[] => {
      const what = this.#consentIn(event, entry.from.name);
      return what ? [{ number: entry.number, who: entry.from.name, ...what, ...this.#timesOf(entry.number) }] : [];
    });
  }

  #consentIn(event: SealedEvent, who: string): Pick<Consent, 'did' | 'whom' | 'capability' | 'minutes'> | undefined {
    switch (event.type) {
      case 'ask':
        this.#asks.set(event.id, { who, capability: event.capability });
        return { did: 'ask', whom: null, capability: event.capability, minutes: event.minutes };
      case 'grant':
        return { did: 'grant', whom: this.#nameOf(event.seatId), capability: event.capability, minutes: event.minutes };
      case 'revoke':
        return { did: 'revoke', whom: this.#nameOf(event.seatId), capability: event.capability, minutes: null };
      case 'give-back':
        return { did: 'give-back', whom: null, capability: event.capability, minutes: null };
      case 'refuse':
      case 'withdraw': {
        const ask = this.#asks.get(event.askId);
        return { did: event.type, whom: ask?.who ?? null, capability: ask?.capability ?? null, minutes: null };
      }
      default:
        return undefined;
    }
  }

  /** Who never said anything has no name in a receipt. */
  #nameOf(seatId: string | null): string | null {
    return seatId === null ? null : (this.#names.get(seatId) ?? `the seat ${seatId}`);
  }

  #timesOf(number: number): Pick<Consent, 'after' | 'before'> {
    return {
      after: this.#heads.findLast((head) => head.number < number)?.at ?? null,
      before: this.#heads.find((head) => head.number >= number)?.at ?? null,
    };
  }
}
