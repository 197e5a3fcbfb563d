import { textOf, toBase64Url } from '../bytes.ts';
import type { SealedEvent } from '../events/catalogue.ts';
import type { ArrivedEvent, SeatRole } from '../session/sealed-session.ts';
import { hashOfEntry, hashOfHeader } from './chain.ts';
import type { LeafCertificate, ReceiptEntry, ReceiptFile, ReceiptHeader } from './receipt-format.ts';

export type ReceiptHead = Extract<SealedEvent, { type: 'receipt-head' }>;

/**
 * What came of an entry. `countersign`: the customer's head is that of this page's own chain, and this is the answer to send; `differs`: it is
 * not, so the customer's page tells another story than the one seen here; `outside`: nothing that a receipt holds; `other-page`: the customer's
 * page was loaded again and begins another receipt: so should the caller, with this event first.
 */
export type Recorded =
  | { readonly kind: 'recorded' | 'outside' | 'other-page' }
  | { readonly kind: 'countersign'; readonly head: ReceiptHead }
  | { readonly kind: 'differs'; readonly number: number };

/** How many entries, heads left out, there are, and how many of them both sides signed by their heads. */
export interface ReceiptCoverage {
  readonly entries: number;
  readonly signedByBoth: number;
}

interface Tip {
  readonly number: number;
  readonly hash: string;
}

export interface BookOptions {
  readonly header: ReceiptHeader;
  readonly role: SeatRole;
  /** `Date.now()` */
  readonly wallNow: () => number;
}

/**
 * One side's receipt of a session, written while it goes on: all that was said in the log, in its order. The customer's page gives heads; an
 * expert's compares them with its own chain and countersigns. Who came late follows from the first head that they hear.
 */
export class ReceiptBook {
  readonly #options: BookOptions;
  #entries: ReceiptEntry[] = [];
  /** Heads of this chain by number; the header's is number 0. */
  readonly #hashes = new Map<number, string>();
  /** The last head of this chain that each side signed. */
  readonly #upTo = { customer: 0, expert: 0 };
  /** Numbers of the entries that are no heads. */
  #said: number[] = [];
  #tip: Tip | undefined;
  #follows: Tip | null = null;
  #customerKey: string | undefined;
  #hasHead = false;
  /** Something was said since this side's last head that is no head itself. */
  #hasNews = false;
  #work: Promise<unknown> = Promise.resolve();

  constructor(options: BookOptions) {
    this.#options = options;
  }

  /** In the order in which the session tells them. */
  record(arrived: ArrivedEvent): Promise<Recorded> {
    const recorded = this.#work.then(() => this.#record(arrived));
    this.#work = recorded.catch(() => undefined);
    return recorded;
  }

  /** For the customer: the head to send, every ten seconds and before the end; undefined when nothing was said since the last one. */
  async nextHead(): Promise<ReceiptHead | undefined> {
    await this.#work;
    if (!this.#tip || !this.#hasNews) return undefined;
    this.#hasNews = false;
    return this.#headAt(this.#tip);
  }

  /** Up to this number both sides signed the chain; 0: nothing. */
  get bothUpTo(): number {
    return Math.min(this.#upTo.customer, this.#upTo.expert);
  }

  async coverage(): Promise<ReceiptCoverage> {
    await this.#work;
    return { entries: this.#said.length, signedByBoth: this.#said.filter((number) => number <= this.bothUpTo).length };
  }

  async toFile(certificates: readonly LeafCertificate[] = []): Promise<ReceiptFile> {
    await this.#work;
    return { header: this.#options.header, follows: this.#follows, entries: [...this.#entries], certificates: [...certificates] };
  }

  async #record({ event, from, number, signature, signed }: ArrivedEvent): Promise<Recorded> {
    // History repeats to one seat what stands here already.
    if (number === null || event.type === 'history') return { kind: 'outside' };
    const { number: before, hash } = (this.#tip ??= await this.#begin());
    if (number <= before) return { kind: 'outside' };
    const { seatId, name, role, vouchedBy = null } = from;
    const key = toBase64Url(from.signatureKey);
    if (role === 'customer' && key !== (this.#customerKey ??= key)) return { kind: 'other-page' };
    await this.#append({
      number,
      previous: hash,
      from: { key, seatId, name, role, vouchedBy },
      signed: textOf(signed),
      signature: toBase64Url(signature),
    });
    if (event.type !== 'receipt-head') {
      this.#hasNews = true;
      this.#said.push(number);
      return { kind: 'recorded' };
    }
    if (this.#hashes.get(event.number) === event.hash) this.#upTo[role] = Math.max(this.#upTo[role], event.number);
    if (role === 'customer' && this.#options.role === 'expert') return this.#compare({ number: event.number, hash: event.hash });
    return { kind: 'recorded' };
  }

  async #begin(): Promise<Tip> {
    const hash = await hashOfHeader(this.#options.header);
    this.#hashes.set(0, hash);
    return { number: 0, hash };
  }

  async #append(entry: ReceiptEntry): Promise<void> {
    const hash = await hashOfEntry(entry);
    this.#entries.push(entry);
    this.#hashes.set(entry.number, hash);
    this.#tip = { number: entry.number, hash };
  }

  async #compare(head: Tip): Promise<Recorded> {
    const isFirst = !this.#hasHead;
    this.#hasHead = true;
    if (this.#hashes.get(head.number) === head.hash) return { kind: 'countersign', head: this.#headAt(head) };
    // Only once: whoever was here since the last head has seen all that the next one is about.
    if (!isFirst) return { kind: 'differs', number: head.number };
    await this.#follow(head);
    return { kind: 'recorded' };
  }

  /** The chain goes on from a head that somebody else made; what came before it is not this side's to tell. */
  async #follow(head: Tip): Promise<void> {
    const later = this.#entries.filter(({ number }) => number > head.number);
    this.#entries = [];
    this.#said = this.#said.filter((number) => number > head.number);
    this.#upTo.customer = head.number;
    this.#hashes.clear();
    this.#hashes.set(head.number, head.hash);
    this.#follows = head;
    this.#tip = head;
    for (const entry of later) await this.#append({ ...entry, previous: this.#tip.hash });
  }

  #headAt({ number, hash }: Tip): ReceiptHead {
    return { type: 'receipt-head', number, hash, at: this.#options.wallNow() };
  }
}
