import type { SipRequest } from '../message/message.ts';
import { nameAddr } from '../message/name-addr.ts';
import { sipUri } from '../message/uri-parser.ts';
import { acme } from './credentials.testing.ts';
import type { PhoneDialog, RigPhone } from './rig-phone.testing.ts';
import { settled } from './settled.testing.ts';
import { UserAgentRig } from './user-agent-rig.testing.ts';
import { WatchedBox } from './watched.testing.ts';

export type Headers = readonly (readonly [string, string])[];
export const event = ['Event', 'message-summary'] as const;

/** A rig with Bob's box, and what phones do about it. */
export class SubscriberRig {
  readonly rig = new UserAgentRig();
  readonly box = new WatchedBox();
  #calls = 0;

  static async start(): Promise<SubscriberRig> {
    const subscribers = new SubscriberRig();
    await subscribers.rig.start();
    subscribers.rig.userAgent.subscriptions.serve(subscribers.box);
    return subscribers;
  }

  get size(): number {
    return this.rig.userAgent.subscriptions.size;
  }

  /** A SUBSCRIBE outside of dialogs. */
  build(phone: RigPhone, headers: Headers = [event], to = '101', from?: string): SipRequest {
    this.#calls += 1;
    const sender = from === undefined ? {} : { from: nameAddr(sipUri(from, acme), undefined, new Map([['tag', 'x']])) };
    const all = [['Contact', phone.contact] as const, ...headers];
    return phone.build('SUBSCRIBE', nameAddr(sipUri(to, acme)), { headers: all, callId: `watch-${String(this.#calls)}`, ...sender });
  }

  async subscribe(phone: RigPhone, headers: Headers = [event], to?: string): Promise<PhoneDialog> {
    await phone.send(this.build(phone, headers, to));
    return phone.dialogOf(phone.response());
  }

  /** The phone says 200 to the NOTIFY that came last; then all is quiet for more than a second. */
  async taken(phone: RigPhone): Promise<void> {
    await phone.respond(phone.request('NOTIFY'), 200);
    await this.quiet();
    phone.take();
  }

  async quiet(ms = 1_001): Promise<void> {
    this.rig.clock.advance(ms);
    await settled();
  }

  /** Bob's box says something else now. */
  async changesTo(state: string | undefined, userId = 'bob'): Promise<void> {
    this.box.state = state;
    this.rig.userAgent.subscriptions.changed('acme', userId);
    await settled();
  }
}

/** `active;expires=600 | Messages-Waiting: no` */
export function told(phone: RigPhone): string {
  const notify = phone.request('NOTIFY');
  return `${notify.headers.get('Subscription-State') ?? ''} | ${Buffer.from(notify.body).toString().trim()}`;
}
