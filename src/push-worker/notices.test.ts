import { describe, expect, it } from 'vitest';
import { moveSubscription, openNotice, showNotice } from './notices.ts';
import type { PageWindow, WorkerScope } from './worker-scope.ts';

function world(windows: readonly Partial<PageWindow>[] = [], session?: unknown) {
  const did: unknown[] = [];
  const scope: WorkerScope = {
    location: { origin: 'https://phone.acme.test' },
    registration: { showNotification: async (title, { body, tag, data }) => void did.push(['shown', title, body, tag, data]) },
    clients: {
      matchAll: async () =>
        windows.map((one) => ({
          visibilityState: 'hidden',
          focused: false,
          focus: async () => did.push('focused'),
          postMessage: (message) => void did.push(message),
          ...one,
        })),
      openWindow: async (url) => did.push(['opened', url]),
    },
    fetch: async (url, init) => {
      if (init) did.push([url, init.method, init.headers['x-csrf-token'], JSON.parse(init.body)]);
      return { ok: session !== undefined, json: async () => session };
    },
  };
  return { scope, did };
}

const text = JSON.stringify({ title: 'New voicemail', body: 'Alice', tag: 't', path: '/phone', language: 'en' });

describe('the service worker', () => {
  it('[UI90] shows a notice while no page is visible, and something for what it does not understand', async () => {
    const { scope, did } = world([{ visibilityState: 'hidden' }]);
    await showNotice(scope, text);
    for (const strange of [undefined, '', '{}', 'no json', '[1]']) await showNotice(scope, strange);
    expect(did[0]).toEqual(['shown', 'New voicemail', 'Alice', 't', { path: '/phone' }]);
    expect(did.slice(1)).toEqual(Array.from({ length: 5 }, () => ['shown', 'Deskline', '', 'deskline', { path: '/phone' }]));
  });

  it('[UI91] keeps still while a page is visible', async () => {
    const { scope, did } = world([{ visibilityState: 'hidden' }, { visibilityState: 'visible' }]);
    await showNotice(scope, text);
    expect(did).toEqual([]);
  });

  it('[UI92] a click brings the page forward without loading it anew, or opens one; never another site', async () => {
    const open = world([{}, { focused: true }]);
    await openNotice(open.scope, { path: '/recordings?x=1' });
    expect(open.did).toEqual(['focused', { kind: 'open-notice', path: '/recordings?x=1' }]);
    const closed = world();
    for (const data of [{ path: '/phone' }, { path: 'https://evil.test/x' }, { path: '//evil.test' }, null, 'x'])
      await openNotice(closed.scope, data);
    expect(closed.did).toEqual(Array.from({ length: 5 }, () => ['opened', '/phone']));
  });

  it('[UI93] another address of the push service is told to the server, while somebody is signed in', async () => {
    const now = { endpoint: 'https://push.example/new', keys: { p256dh: 'p', auth: 'a' } };
    const before = { endpoint: 'https://push.example/old' };
    const signedIn = world([], { csrfToken: 'csrf', language: 'de' });
    await moveSubscription(signedIn.scope, { before, now });
    expect(signedIn.did).toEqual([
      ['/api/push/subscription', 'PUT', 'csrf', { ...now, language: 'de', replaces: 'https://push.example/old' }],
    ]);
    const signedOut = world();
    await moveSubscription(signedOut.scope, { before, now });
    expect(signedOut.did).toEqual([]);
  });
});
