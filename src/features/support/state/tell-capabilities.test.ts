import { expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { emptyView } from './empty-view.ts';
import type { LiveView } from './live-view.ts';
import { tellCapabilities } from './tell-capabilities.ts';

it('[SU96] what is granted is told once for each change, and no more after the end', () => {
  const view = createStore<LiveView>(emptyView);
  const tell = vi.fn<(granted: string[]) => void>();
  const life = new AbortController();
  tellCapabilities(view, tell, life.signal);
  const grant = (name: 'view' | 'files', state: 'granted' | 'off'): void =>
    view.setState(({ capabilities }) => ({ capabilities: { ...capabilities, [name]: { state } } }));
  grant('view', 'granted');
  view.setState({ isMuted: true });
  grant('files', 'granted');
  grant('view', 'off');
  life.abort();
  grant('files', 'off');
  expect(tell.mock.calls.flat()).toEqual([['view'], ['view', 'files'], ['files']]);
});
