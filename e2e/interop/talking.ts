import type { Page } from '@playwright/test';

/** How a dialog is named on the wire, as its caller says it (RFC 3261 §12). */
export interface WireDialog {
  readonly callId: string;
  /** The caller's From with its tag. */
  readonly from: string;
  /** The server's To with its tag. */
  readonly to: string;
  /** The server's Contact. */
  readonly target: string;
}

/** Everything that a page's phone hears from the server; install it before the page is opened. */
export class Eavesdropper {
  #text = '';

  constructor(page: Page) {
    page.on('websocket', (socket) => {
      if (new URL(socket.url()).pathname === '/sip') socket.on('framereceived', ({ payload }) => (this.#text += payload.toString()));
    });
  }

  /** The dialog of the call that this page placed last. @throws when none was answered */
  dialog(): WireDialog {
    const answer = this.#text
      .split(/(?=^SIP\/2\.0 \d{3} )/m)
      .findLast((message) => message.startsWith('SIP/2.0 200 ') && /^CSeq: \d+ INVITE\r$/m.test(message));
    const header = (name: string): string => {
      const [, value] = new RegExp(`^${name}: (.+)\\r$`, 'm').exec(answer ?? '') ?? [];
      if (value === undefined) throw new Error(`no answered INVITE with ${name} was overheard`);
      return value;
    };
    const [, target = ''] = /<([^>]+)>/.exec(header('Contact')) ?? [];
    return { callId: header('Call-ID'), from: header('From'), to: header('To'), target };
  }
}
