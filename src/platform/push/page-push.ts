import type { BrowserPush, BrowserSubscription, PushSupport } from './browser-push.ts';
import { workerUrl } from '../trusted-types/worker-url.ts';

const scope = '/';

/** The page's own Push API. */
export const pagePush: BrowserPush = {
  support(): PushSupport {
    if (!isSecureContext) return 'insecure';
    if ('serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis) return 'supported';
    return /iPhone|iPad/u.test(navigator.userAgent) ? 'install-first' : 'unsupported';
  },
  permission: () => Notification.permission,
  ask: () => Notification.requestPermission(),
  async current() {
    const found = await (await registration())?.pushManager.getSubscription();
    return found ? subscriptionOf(found) : undefined;
  },
  async subscribe(publicKey) {
    await navigator.serviceWorker.register(workerUrl('/push-worker.js'), { scope, updateViaCache: 'none' });
    // Subscribing wants an active worker.
    const { pushManager } = await navigator.serviceWorker.ready;
    const applicationServerKey = bytesOf(publicKey);
    const before = await pushManager.getSubscription();
    if (before && !isSame(before.options.applicationServerKey, applicationServerKey)) await before.unsubscribe();
    return subscriptionOf(await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey }));
  },
  async unsubscribe() {
    const found = await (await registration())?.pushManager.getSubscription();
    await found?.unsubscribe();
  },
};

function registration(): Promise<ServiceWorkerRegistration | undefined> {
  return navigator.serviceWorker.getRegistration(scope);
}

function subscriptionOf(subscription: PushSubscription): BrowserSubscription {
  const { endpoint, keys } = subscription.toJSON();
  const { p256dh, auth } = keys ?? {};
  if (endpoint === undefined || p256dh === undefined || auth === undefined) throw new Error('the browser gave a subscription without keys');
  return { endpoint, keys: { p256dh, auth } };
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function isSame(key: ArrayBuffer | null, wanted: Uint8Array): boolean {
  if (key === null) return false;
  const bytes = new Uint8Array(key);
  return bytes.length === wanted.length && bytes.every((byte, index) => byte === wanted[index]);
}
