import { pageMessage, type WindowMessage } from '../../../../../protocol/support/cobrowse.ts';

/** What the site's page said of itself. */
export interface OpenerPage {
  readonly origin: string;
  readonly title: string;
  readonly handle: string;
}

const callEveryMs = 2_000;
/** A page that did not answer for so long is gone, or was replaced by one without our script. */
const silentAfterMs = 6_000;

/**
 * The page that opened this window, when it has our script. The first valid answer pins its origin; another origin in the same tab is not
 * believed. Nothing but `ready` is sent before.
 */
export class OpenerLine {
  readonly #opener: Window;
  readonly #onPage: (page: OpenerPage | undefined) => void;
  readonly #calls: ReturnType<typeof setInterval>;
  #origin: string | undefined;
  #isThere = false;
  #heardAt = 0;

  /** @param onPage told at each answer, and with nothing when the page is gone */
  constructor(opener: Window, onPage: (page: OpenerPage | undefined) => void) {
    this.#opener = opener;
    this.#onPage = onPage;
    addEventListener('message', this.#hear);
    this.#calls = setInterval(() => this.#call(), callEveryMs);
    this.#call();
  }

  /** Reaches only the pinned origin. */
  send(message: WindowMessage): void {
    if (this.#origin !== undefined) this.#opener.postMessage(message, this.#origin);
  }

  /** Tells the page that it is over. Idempotent. */
  close(): void {
    clearInterval(this.#calls);
    removeEventListener('message', this.#hear);
    this.send({ deskline: 1, type: 'ended' });
  }

  #call(): void {
    const ready: WindowMessage = { deskline: 1, type: 'ready' };
    this.#opener.postMessage(ready, this.#origin ?? '*');
    if (!this.#isThere || performance.now() - this.#heardAt < silentAfterMs) return;
    this.#isThere = false;
    this.#onPage(undefined);
  }

  readonly #hear = ({ source, origin, data }: MessageEvent<unknown>): void => {
    if (source !== this.#opener || origin === 'null' || (this.#origin !== undefined && origin !== this.#origin)) return;
    const parsed = pageMessage.safeParse(data);
    if (!parsed.success) return;
    this.#origin = origin;
    this.#isThere = true;
    this.#heardAt = performance.now();
    this.#onPage({ origin, title: parsed.data.title, handle: parsed.data.handle });
  };
}
