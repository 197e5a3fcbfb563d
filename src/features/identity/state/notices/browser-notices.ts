import type { OwnPushSubscription, PushKind, PushOverview } from '../../../../../protocol/identity/push.ts';
import type { Language } from '../../../../platform/i18n/languages.ts';
import type { BrowserPush, PushSupport } from '../../../../platform/push/browser-push.ts';
import type { PushApi } from './push-api.ts';

/**
 * Notices of this browser.
 * ```
 * off ──turn on, granted──▶ on        off ──turn on, denied──▶ blocked
 *  ▲──────turn off──────────┘         (the person changes that in the browser's own settings)
 * ```
 */
export type NoticeState =
  | { readonly kind: 'unsupported'; readonly why: Exclude<PushSupport, 'supported'> }
  | { readonly kind: 'blocked' }
  | { readonly kind: 'off' }
  | { readonly kind: 'on'; readonly own: OwnPushSubscription };

export interface NoticeView {
  readonly state: NoticeState;
  /** Further browsers of this person that are told. */
  readonly others: readonly OwnPushSubscription[];
}

export interface BrowserNoticesOptions {
  readonly push: BrowserPush;
  readonly api: Pick<PushApi, 'overview' | 'put' | 'remove'>;
  readonly language: () => Language;
}

/** Turns notices of this browser on and off, and keeps the server right about it. */
export class BrowserNotices {
  readonly #options: BrowserNoticesOptions;

  constructor(options: BrowserNoticesOptions) {
    this.#options = options;
  }

  async read(): Promise<NoticeView> {
    const overview = await this.#options.api.overview();
    const own = await this.#ownIn(overview);
    return { state: this.#stateWith(own), others: overview.items.filter((item) => item !== own) };
  }

  /** After a click: asks the person, then subscribes. Nothing changes when they say no, which `read()` tells. */
  async turnOn(): Promise<void> {
    const { push, api } = this.#options;
    if ((await push.ask()) !== 'granted') return;
    const { publicKey } = await api.overview();
    await this.#put(await push.subscribe(publicKey));
  }

  /** What this browser is told of. */
  async choose(kinds: readonly PushKind[]): Promise<void> {
    const subscription = await this.#options.push.current();
    if (subscription) await this.#put(subscription, kinds);
  }

  /** The server first: what it does not know of any more cannot be told. */
  async turnOff(): Promise<void> {
    const { push, api } = this.#options;
    const own = await this.#ownIn(await api.overview());
    if (own) await api.remove(own.id);
    await push.unsubscribe();
  }

  async remove(id: string): Promise<void> {
    await this.#options.api.remove(id);
  }

  /** With each sign-in: this browser stays told of what it was. One that was somebody else's, or was removed elsewhere, is told no more. */
  async renew(): Promise<void> {
    const { push, api } = this.#options;
    if (push.support() !== 'supported') return;
    const subscription = await push.current();
    if (!subscription) return;
    const own = await this.#ownIn(await api.overview());
    if (own && push.permission() === 'granted') await this.#put(subscription);
    else await push.unsubscribe();
  }

  /** Somebody signed out here: nothing that is on its way arrives any more. */
  async forget(): Promise<void> {
    const { push } = this.#options;
    if (push.support() === 'supported') await push.unsubscribe();
  }

  #stateWith(own: OwnPushSubscription | undefined): NoticeState {
    const { push } = this.#options;
    const support = push.support();
    if (support !== 'supported') return { kind: 'unsupported', why: support };
    if (push.permission() === 'denied') return { kind: 'blocked' };
    return own && push.permission() === 'granted' ? { kind: 'on', own } : { kind: 'off' };
  }

  async #ownIn({ items }: PushOverview): Promise<OwnPushSubscription | undefined> {
    const { push } = this.#options;
    const subscription = push.support() === 'supported' ? await push.current() : undefined;
    if (!subscription) return undefined;
    const fingerprint = await fingerprintOf(subscription.endpoint);
    return items.find((item) => item.fingerprint === fingerprint);
  }

  async #put({ endpoint, keys }: { endpoint: string; keys: { p256dh: string; auth: string } }, kinds?: readonly PushKind[]): Promise<void> {
    const language = this.#options.language();
    await this.#options.api.put({ endpoint, keys, language, ...(kinds === undefined ? {} : { kinds: [...kinds] }) });
  }
}

/** Base64url SHA-256, as the server names a browser. */
async function fingerprintOf(endpoint: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(endpoint)));
  return btoa(String.fromCharCode(...hash))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/u, '');
}
