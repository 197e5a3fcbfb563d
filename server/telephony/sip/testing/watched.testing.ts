import type { SipPrincipal } from '../dialog/user-agent.ts';
import type { SipUri } from '../message/uri.ts';
import type { EventPackage, Watched } from '../subscription/event-package.ts';

/** Bob's mailbox and nobody else's: a package whose state is what the test says. */
export class WatchedBox implements EventPackage {
  readonly name = 'message-summary';
  readonly contentType = 'application/simple-message-summary';
  /** Undefined: the box is gone. */
  state: string | undefined = 'Messages-Waiting: no\r\n';
  isBroken = false;
  reads = 0;
  finds = 0;

  find(principal: SipPrincipal, address: SipUri): Promise<Watched | undefined> {
    this.finds += 1;
    const isOwn = principal.userId === 'bob' && (address.user === 'bob' || address.user === '101');
    return Promise.resolve(isOwn ? { read: () => this.#read() } : undefined);
  }

  async #read(): Promise<string | undefined> {
    this.reads += 1;
    if (this.isBroken) throw new Error('the database is away');
    return this.state;
  }
}
