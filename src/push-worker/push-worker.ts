import { moveSubscription, openNotice, showNotice } from './notices.ts';

/**
 * The service worker of people who turned notices on: it shows them while no page is open. It answers no requests and keeps nothing, so that
 * pages load as without it. Registered by `src/platform/push`, never by customers' pages.
 */
declare const self: ServiceWorkerGlobalScope;

self.addEventListener('install', () => void self.skipWaiting());
self.addEventListener('push', (event) => event.waitUntil(showNotice(self, event.data?.text())));
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const data: unknown = event.notification.data;
  event.waitUntil(openNotice(self, data));
});
self.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(handleMoved(event)));

async function handleMoved({ oldSubscription: before, newSubscription }: PushSubscriptionChangeEvent): Promise<void> {
  const now = newSubscription ?? (before && (await self.registration.pushManager.subscribe(before.options)));
  if (now) await moveSubscription(self, { before: before?.toJSON(), now: now.toJSON() });
}
