/** Whether this browser can be told while no page is open. `install-first`: on iPhone and iPad only from the home screen. */
export type PushSupport = 'supported' | 'insecure' | 'install-first' | 'unsupported';

/** How a push service reaches this browser. */
export interface BrowserSubscription {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
}

/** Notices of this browser, as far as it and its person allow them. */
export interface BrowserPush {
  support(): PushSupport;
  permission(): NotificationPermission;
  /** Asks the person; only after they clicked something that says so. */
  ask(): Promise<NotificationPermission>;
  current(): Promise<BrowserSubscription | undefined>;
  /** Subscribes with this key of the server; one with another key is given up. Registers the service worker. */
  subscribe(publicKey: string): Promise<BrowserSubscription>;
  /** What was sent already does not arrive any more. Nothing happens when there is none. */
  unsubscribe(): Promise<void>;
}
