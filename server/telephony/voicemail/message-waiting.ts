import { formatUri, sipUri } from '../sip/message/uri-parser.ts';
import type { SipUri } from '../sip/message/uri.ts';
import type { EventPackage, SipPrincipal, Watched } from '../sip/index.ts';
import { mailboxCode } from './voicemail-routing.ts';
import type { VoicemailStore } from './voicemail-store.ts';

export interface MessageWaitingParts {
  readonly store: Pick<VoicemailStore, 'boxesFor' | 'countHeard'>;
  /** Whether `user@host` is an address of that person. */
  readonly owns: (person: SipPrincipal, user: string, host: string) => Promise<boolean>;
}

/**
 * The lamp of a phone (RFC 3842): a person's own address, or the code that one dials, stands for all boxes that they listen to; the id of a
 * box for that box.
 */
export class MessageWaiting implements EventPackage {
  readonly name = 'message-summary';
  readonly contentType = 'application/simple-message-summary';
  readonly #parts: MessageWaitingParts;

  constructor(parts: MessageWaitingParts) {
    this.#parts = parts;
  }

  async find(person: SipPrincipal, { user = '', host }: SipUri): Promise<Watched | undefined> {
    if (user === mailboxCode || (await this.#parts.owns(person, user, host))) {
      // What one dials to hear them: phones call the account when somebody presses the key beside the lamp.
      return { read: () => this.#summary(person, undefined, sipUri(mailboxCode, host)) };
    }
    if (!(await this.#boxesOf(person)).includes(user)) return undefined;
    return { read: () => this.#summary(person, user, sipUri(user, host)) };
  }

  /** Undefined for a box that is theirs no more. */
  async #summary(person: SipPrincipal, boxId: string | undefined, account: SipUri): Promise<string | undefined> {
    const boxes = await this.#boxesOf(person);
    if (boxId !== undefined && !boxes.includes(boxId)) return undefined;
    return messageSummary(await this.#parts.store.countHeard(person.tenantId, boxId === undefined ? boxes : [boxId]), account);
  }

  async #boxesOf({ tenantId, userId }: SipPrincipal): Promise<readonly string[]> {
    return (await this.#parts.store.boxesFor(tenantId, userId)).map(({ id }) => id);
  }
}

/**
 * RFC 3842 §5.2. §3.5: "If the Request-URI or To header in a message-summary subscription corresponds to a group or collection of individual
 * messaging accounts, the notifier MUST specify to which account the message-summary body corresponds." Urgent messages are not known here,
 * and some phones stumble over `(0/0)`.
 */
function messageSummary({ newCount, oldCount }: { readonly newCount: number; readonly oldCount: number }, account: SipUri): string {
  const lines = [
    `Messages-Waiting: ${newCount > 0 ? 'yes' : 'no'}`,
    `Message-Account: ${formatUri(account)}`,
    `Voice-Message: ${String(newCount)}/${String(oldCount)}`,
  ];
  return `${lines.join('\r\n')}\r\n`;
}
