import { SessionApi, SessionStore, type Identity } from '../features/identity/index.ts';
import { ApiFailure } from '../platform/http/api-failure.ts';
import { HttpClient } from '../platform/http/http-client.ts';
import type { Platform } from '../platform/platform-context.tsx';
import { LiveSocket } from '../platform/socket/live-socket.ts';
import { notifications, type Live } from '../platform/socket/notifications.ts';

/** Everything that lives as long as the page. */
export interface Services {
  platform: Platform;
  identity: Identity;
}

/** Composes the page: the only place in the browser that says `new` for what features share. */
export function createServices(): Services {
  const http: HttpClient = new HttpClient({
    fetch: (input, init) => fetch(input, init),
    isOnline: () => navigator.onLine,
    csrfToken: (): string | undefined => store.me?.csrfToken,
    onSessionRefused: (code): void => (code === 'not-signed-in' ? store.handleEnded('expired') : store.handlePasswordChangeRequired()),
  });
  const api = new SessionApi(http);
  const store: SessionStore = new SessionStore(api, (failure) => failure instanceof ApiFailure && failure.code === 'not-signed-in');
  return { platform: { http, live: createLive() }, identity: { store, api } };
}

function createLive(): Live {
  const address = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws`;
  return new LiveSocket({
    open: () => new WebSocket(address),
    catalogue: notifications,
    schedule(delayMs, task) {
      const timer = setTimeout(task, delayMs);
      return () => clearTimeout(timer);
    },
    random: () => Math.random(),
  });
}
