import type { PeerStatus } from '../../../protocol/telephony/peer-status.ts';
import { sipNames } from '../../../protocol/telephony/sip-names.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import { delay } from '../../platform/wait.ts';
import { SipFailure } from '../sip/dialog/user-agent.ts';
import type { Dialog } from '../sip/dialog/user-agent.ts';
import { inBackground } from './background.ts';
import { dtmfRelayType, writeDtmfRelay } from './dtmf.ts';
import type { Digit } from './dtmf.ts';
import type { FlowWatch } from './flow-watch.ts';
import { isSameNews, usualNews } from './peer-news.ts';
import type { PeerNews } from './peer-news.ts';

/** How often and after how long news are told again that a softphone refused. */
const maxRefusals = 5;
const retryMs = 500;
/** Keys that wait while the other side's page is away; more than anybody types in that time. */
const maxWaitingDigits = 64;

export interface OutboxOptions {
  readonly callId: string;
  readonly dialog: Dialog;
  readonly flow: FlowWatch;
  /** Its media came up once: before that JsSIP is still busy with our 200 and answers any INFO 403. */
  readonly isReady: () => boolean;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * What we tell a softphone of ours inside its dialog, one INFO after the other: keys that the other side pressed, and
 * how the other side is. While the flow is closed everything waits: a request that times out would end the dialog
 * (RFC 3261 §12.2.1.2). Other devices are told nothing.
 */
export class LegOutbox {
  readonly #options: OutboxOptions;
  readonly #digits: Digit[] = [];
  #wanted: PeerNews = usualNews;
  #told: PeerNews | undefined = usualNews;
  #isSending = false;
  readonly #lifetime = new AbortController();
  #refusals = 0;

  constructor(options: OutboxOptions) {
    this.#options = options;
    options.flow.on('opened', () => this.#kick());
  }

  /** `false` when the key finds no room or no ear. */
  sendDigit(digit: Digit): boolean {
    if (this.#isClosed || !this.#options.flow.isSoftphone || this.#digits.length >= maxWaitingDigits) return false;
    this.#digits.push(digit);
    this.#kick();
    return true;
  }

  /** Tells the newest news; those in between that could not be told are skipped. */
  tell(news: PeerNews): void {
    this.#wanted = news;
    this.#kick();
  }

  /** After Replaces the page knows nothing: tells even what a fresh page takes for granted. */
  tellAfresh(news: PeerNews): void {
    this.#told = undefined;
    this.tell(news);
  }

  /** `isReady` may have changed. */
  handleReady(): void {
    this.#kick();
  }

  close(): void {
    this.#lifetime.abort('the leg is closed');
    this.#digits.length = 0;
  }

  get #isClosed(): boolean {
    return this.#lifetime.signal.aborted;
  }

  #kick(): void {
    const { flow, isReady } = this.#options;
    if (this.#isSending || this.#isClosed || !flow.isSoftphone || !isReady()) return;
    if (this.#digits.length === 0 && isSameNews(this.#told, this.#wanted)) return;
    this.#isSending = true;
    inBackground(this.#options.logger, 'telling a softphone', this.#drain());
  }

  async #drain(): Promise<void> {
    const { flow, dialog } = this.#options;
    try {
      while (!this.#isClosed && !dialog.isEnded && flow.isOpen) {
        const next = this.#next();
        if (!next) return;
        await this.#send(next.type, next.content);
      }
    } finally {
      this.#isSending = false;
    }
  }

  #next(): { readonly type: string; readonly content: string } | undefined {
    if (!isSameNews(this.#told, this.#wanted)) {
      this.#told = this.#wanted;
      const status: PeerStatus = { callId: this.#options.callId, ...this.#wanted };
      return { type: sipNames.peerStatusType, content: JSON.stringify(status) };
    }
    const digit = this.#digits.shift();
    return digit && { type: dtmfRelayType, content: writeDtmfRelay(digit) };
  }

  async #handleRefused(status: number, type: string): Promise<void> {
    const { logger, clock } = this.#options;
    logger.debug({ status, type }, 'a softphone refused an INFO');
    // A key is not sent again: a page that refused it may have heard it all the same.
    if (type !== sipNames.peerStatusType || ++this.#refusals > maxRefusals) return;
    if (await delay(clock, retryMs, this.#lifetime.signal)) this.#told = undefined;
  }

  async #send(type: string, content: string): Promise<void> {
    try {
      const response = await this.#options.dialog.send('INFO', { body: { type, content } });
      if (response.status < 300) this.#refusals = 0;
      else await this.#handleRefused(response.status, type);
    } catch (error) {
      if (!(error instanceof SipFailure)) throw error;
      this.#options.logger.debug({ status: error.status, type }, 'an INFO did not arrive');
      // A state lost with the flow is told again on the next one; a key press is not: it could count twice.
      if (type === sipNames.peerStatusType && !this.#options.flow.isOpen) this.#told = undefined;
    }
  }
}
