import type { CallPorts } from './call-ports.ts';
import { replacesHeader, type DialogIds } from './dialog-ids.ts';
import type { CallNews, SessionLink } from './session-link.ts';
import { callEndOf, type CallEnd } from './call-end.ts';

/** How long we try to take a call over: as long as the server keeps it (docs/spec/softphone.md SP24). */
export const replaceLimitMs = 30_000;

export interface ReplaceRequest {
  readonly dialog: DialogIds;
  readonly number: string;
  readonly isHeld: boolean;
  readonly openStream: () => Promise<MediaStream>;
}

export interface ReplacerPorts extends Pick<CallPorts, 'gate' | 'timers' | 'invite'> {
  /** What to replace now; undefined when the call is over. */
  readonly request: () => ReplaceRequest | undefined;
  /** A session on its way: it mutes and listens before it is answered. */
  readonly onTrying: (link: SessionLink) => void;
  readonly onReplaced: (link: SessionLink, news: CallNews) => void;
  readonly onFailed: (cause: CallEnd) => void;
}

/** Takes an answered call into a new session: INVITE with Replaces (RFC 3891), again after each lost socket, for a limited time. */
export class CallReplacer {
  readonly #ports: ReplacerPorts;
  #isRunning = false;
  #stopWaiting: () => void = () => undefined;
  #cancelLimit: () => void = () => undefined;

  constructor(ports: ReplacerPorts) {
    this.#ports = ports;
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  start(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    this.#cancelLimit = this.#ports.timers.after(replaceLimitMs, () => {
      this.#fail('connection-lost');
    });
    this.#waitAndTry();
  }

  close(): void {
    this.#isRunning = false;
    this.#stopWaiting();
    this.#cancelLimit();
  }

  #waitAndTry(): void {
    this.#stopWaiting = this.#ports.gate.whenOpen(() => void this.#try());
  }

  async #try(): Promise<void> {
    const request = this.#ports.request();
    if (request === undefined) return;
    let link: SessionLink;
    try {
      const stream = await request.openStream();
      if (!this.#isRunning) return;
      link = this.#ports.invite(request.number, { stream, isHeld: request.isHeld, extraHeaders: [replacesHeader(request.dialog)] });
    } catch {
      // No microphone any more or an address that cannot be written: the call cannot be carried on here.
      this.#fail('media-failed');
      return;
    }
    this.#ports.onTrying(link);
    link.on('answered', (news) => {
      if (!this.#isRunning) {
        link.end();
        return;
      }
      this.close();
      this.#ports.onReplaced(link, news);
    });
    link.on('over', (facts) => {
      if (!this.#isRunning) return;
      // Lost with the socket: once more after the next registration. A final answer is final.
      if (facts.status === undefined && callEndOf(facts) === 'connection-lost') this.#waitAndTry();
      else this.#fail(callEndOf(facts) === 'media-failed' ? 'media-failed' : 'connection-lost');
    });
  }

  #fail(cause: CallEnd): void {
    if (!this.#isRunning) return;
    this.close();
    this.#ports.onFailed(cause);
  }
}
