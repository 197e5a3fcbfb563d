import type { PushPayload } from '../../protocol/identity/push.ts';
import type { PageWindow, SubscriptionText, WorkerScope } from './worker-scope.ts';

const icon = '/icon.svg';
const everyWindow = { type: 'window', includeUncontrolled: true } as const;

/** A message came from the push service: shown, unless a page is open and visible, which shows it itself. */
export async function showNotice(scope: WorkerScope, text: string | undefined): Promise<void> {
  const windows = await scope.clients.matchAll(everyWindow);
  if (windows.some(({ visibilityState }) => visibilityState === 'visible')) return;
  // Browsers want something to be shown for every message, also for one that this version does not understand.
  const { title, body, tag, path, language } = payloadOf(text) ?? {
    title: 'Deskline',
    body: '',
    tag: 'deskline',
    path: '/phone',
    language: 'en',
  };
  await scope.registration.showNotification(title, { body, tag, lang: language, icon, data: { path } });
}

/** Somebody clicked a notice: a page that is open comes forward and goes there by itself (it may be in a call), else one is opened. */
export async function openNotice(scope: WorkerScope, data: unknown): Promise<void> {
  const path = pathOf(data, scope.location.origin);
  const windows = await scope.clients.matchAll(everyWindow);
  const page: PageWindow | undefined = windows.find(({ focused }) => focused) ?? windows[0];
  if (!page) {
    await scope.clients.openWindow(path);
    return;
  }
  await page.focus();
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a WindowClient's has none: it is of this site
  page.postMessage({ kind: 'open-notice', path });
}

/** The push service gave this browser another address: the server learns of it, as long as somebody is signed in here. */
export async function moveSubscription(
  scope: WorkerScope,
  { before, now }: { readonly before: SubscriptionText | undefined; readonly now: SubscriptionText },
): Promise<void> {
  const session = await scope.fetch('/api/session');
  const me = session.ok ? await session.json() : undefined;
  // Signed out: the next page of this browser looks after it.
  if (typeof me !== 'object' || me === null || !('csrfToken' in me) || typeof me.csrfToken !== 'string') return;
  const language = 'language' in me && me.language === 'de' ? 'de' : 'en';
  const { endpoint, keys } = now;
  await scope.fetch('/api/push/subscription', {
    method: 'PUT',
    headers: { 'content-type': 'application/json', 'x-csrf-token': me.csrfToken },
    body: JSON.stringify({ endpoint, keys, language, ...(before?.endpoint === undefined ? {} : { replaces: before.endpoint }) }),
  });
}

function payloadOf(text: string | undefined): PushPayload | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return isPayload(value) ? value : undefined;
  } catch {
    // Not JSON is not ours: shown without words.
    return undefined;
  }
}

/** By hand: a schema library would be ten times the worker. */
function isPayload(value: unknown): value is PushPayload {
  if (typeof value !== 'object' || value === null) return false;
  const texts: Readonly<Record<string, unknown>> = { ...value };
  return ['title', 'body', 'tag', 'path', 'language'].every((name) => typeof texts[name] === 'string');
}

/** Only to a path of this site. */
function pathOf(data: unknown, origin: string): string {
  const path = typeof data === 'object' && data !== null && 'path' in data && typeof data.path === 'string' ? data.path : '/phone';
  const url = URL.parse(path, origin);
  return url?.origin === origin ? `${url.pathname}${url.search}` : '/phone';
}
