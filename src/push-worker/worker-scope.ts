/** What the worker uses of a ServiceWorkerGlobalScope: types of its own, so that its tests can be it. */
export interface WorkerScope {
  readonly location: { readonly origin: string };
  readonly registration: {
    showNotification(title: string, options: { body: string; tag: string; lang: string; icon: string; data: unknown }): Promise<void>;
  };
  readonly clients: {
    matchAll(options: { type: 'window'; includeUncontrolled: true }): Promise<readonly PageWindow[]>;
    openWindow(url: string): Promise<unknown>;
  };
  fetch(
    url: string,
    init?: { method: string; headers: Record<string, string>; body: string },
  ): Promise<{
    readonly ok: boolean;
    json(): Promise<unknown>;
  }>;
}

/** A window of this site. */
export interface PageWindow {
  readonly visibilityState: string;
  readonly focused: boolean;
  focus(): Promise<unknown>;
  postMessage(message: unknown): void;
}

/** What `PushSubscription.toJSON()` gives. */
export interface SubscriptionText {
  readonly endpoint?: string;
  readonly keys?: Readonly<Record<string, string>>;
}
