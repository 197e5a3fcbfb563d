import { ReceiptBook, type ArrivedEvent, type LeafCertificate, type ReceiptCoverage, type ReceiptFile } from '../../../../seal/index.ts';
import type { LiveContext } from './live-context.ts';

declare const BUILD_HASH: string | undefined;

/** How often the customer's side says where its chain is (docs/spec/seal.md, Receipts). */
const headEveryMs = 10_000;
/** How long an end waits for both sides' signatures. */
const lastAnswerMs = 2_000;

/** Of which session; the same on both sides. */
export interface ReceiptPlace {
  readonly sessionId: string;
  readonly tenantName: string;
  readonly origin: string;
}

export interface ReceiptParts extends ReceiptPlace {
  /** Who said that a tenant approved them; none without. */
  readonly certificates?: { all(): Promise<readonly LeafCertificate[]> };
}

/** Writes this side's receipt: the customer's side says heads, experts' sides compare and countersign. */
export class ReceiptDesk {
  readonly #context: LiveContext;
  readonly #place: ReceiptPlace;
  readonly #certificates: ReceiptParts['certificates'];
  readonly #wallNow: () => number;
  readonly #books: ReceiptBook[] = [];
  #work: Promise<void> = Promise.resolve();
  #stopTimer: () => void = () => undefined;
  /** Where in the log it was ended. */
  #endNumber = Infinity;
  #onCovered: () => void = () => undefined;

  constructor(context: LiveContext, { certificates, ...place }: ReceiptParts, wallNow: () => number) {
    this.#context = context;
    this.#place = place;
    this.#certificates = certificates;
    this.#wallNow = wallNow;
    this.#begin();
    if (context.role === 'customer') this.#tick();
  }

  /** In the order of the log. */
  handleArrived(arrived: ArrivedEvent): void {
    this.#work = this.#work.then(() => this.#record(arrived)).catch(() => this.#context.fail('receiptBroken'));
  }

  /** The group is another customer's from here on: so is the receipt. */
  beginAnother(): void {
    this.#work = this.#work.then(() => void this.#begin());
  }

  /** Whoever said the end, or heard it: resolves when both sides signed all up to it, or when they did not in time. */
  covered(): Promise<void> {
    const { people } = this.#context.view.getState();
    if (!people.some(({ role, isHere }) => isHere && role !== this.#context.role)) return Promise.resolve();
    return new Promise<void>((resolve) => {
      const stop = this.#context.schedule(lastAnswerMs, resolve);
      this.#onCovered = () => {
        stop();
        resolve();
      };
      if (this.#isCovered()) this.#onCovered();
    });
  }

  /** One for each time that the customer's page was loaded and something was said. */
  async files(): Promise<readonly ReceiptFile[]> {
    await this.#work;
    const certificates = (await this.#certificates?.all()) ?? [];
    const files = await Promise.all(this.#books.map((book) => book.toFile(certificates)));
    return files.filter(({ entries }) => entries.length > 0);
  }

  /** How far both sides signed what `files` gives. */
  async coverage(): Promise<ReceiptCoverage> {
    await this.#work;
    const each = await Promise.all(this.#books.map((book) => book.coverage()));
    const sumOf = (name: keyof ReceiptCoverage): number => each.reduce((sum, one) => sum + one[name], 0);
    return { entries: sumOf('entries'), signedByBoth: sumOf('signedByBoth') };
  }

  /** Mine, idempotent. What was written stays. */
  close(): void {
    this.#stopTimer();
    this.#onCovered();
  }

  #isCovered(): boolean {
    return (this.#books.at(-1)?.bothUpTo ?? 0) >= this.#endNumber;
  }

  async #record(arrived: ArrivedEvent): Promise<void> {
    const book = this.#books.at(-1) ?? this.#begin();
    const recorded = await book.record(arrived);
    if (recorded.kind === 'countersign') this.#context.send(recorded.head);
    if (recorded.kind === 'differs') this.#context.fail('receiptDiffers');
    if (recorded.kind === 'other-page') await this.#begin().record(arrived);
    if (arrived.event.type === 'end' && arrived.number !== null) await this.#handleEnd(arrived.number);
    if (this.#isCovered()) this.#onCovered();
  }

  /** Whoever ends it: the customer's side says a head once more, now over the end too. */
  async #handleEnd(number: number): Promise<void> {
    this.#endNumber = Math.min(this.#endNumber, number);
    if (this.#context.role === 'customer') await this.#sayNextHead();
  }

  #begin(): ReceiptBook {
    const build = typeof BUILD_HASH === 'string' ? BUILD_HASH : 'development';
    const book = new ReceiptBook({
      header: { format: 'deskline receipt', version: 1, build, ...this.#place },
      role: this.#context.role,
      wallNow: this.#wallNow,
    });
    this.#books.push(book);
    return book;
  }

  #tick(): void {
    this.#stopTimer = this.#context.schedule(headEveryMs, () => {
      this.#tick();
      this.#sayHead().catch(() => this.#context.fail('receiptBroken'));
    });
  }

  async #sayHead(): Promise<void> {
    await this.#work;
    await this.#sayNextHead();
  }

  async #sayNextHead(): Promise<void> {
    const head = await this.#books.at(-1)?.nextHead();
    if (head) this.#context.send(head);
  }
}
