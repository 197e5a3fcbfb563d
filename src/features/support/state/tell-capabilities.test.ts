import { expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { emptyView } from './empty-view.ts';
import type { LiveView } from './live-view.ts';
import { tellCapabilities } from './tell-capabilities.ts';

function telling() {
  const view = createStore<LiveView>(emptyView);
  const tell = vi.fn<(granted: readonly string[]) => void>();
  const life = new AbortController();
  let due: (() => void)[] = [];
  const schedule = (_ms: number, task: () => void) => {
    due.push(task);
    return () => (due = due.filter((one) => one !== task));
  };
  tellCapabilities(view, { tell, schedule }, life.signal);
  const set = (name: 'view' | 'point' | 'files', state: 'granted' | 'off'): void =>
    view.setState(({ capabilities }) => ({ capabilities: { ...capabilities, [name]: { state } } }));
  const later = (): void => due.splice(0).forEach((task) => task());
  return { view, set, later, end: () => life.abort(), told: () => tell.mock.calls.flat() };
}

it('[SU96] what is granted is told once for each change, and no more after the end', () => {
  const { view, set, later, end, told } = telling();
  set('view', 'granted');
  later();
  view.setState({ isMuted: true });
  later();
  set('files', 'granted');
  later();
  set('view', 'off');
  later();
  set('view', 'granted');
  end();
  later();
  set('files', 'off');
  later();
  expect(told()).toEqual([['view'], ['view', 'files'], ['files']]);
});

it('[SU96] what changes within a moment is told together, and what was granted only in between is not left out', () => {
  const { set, later, told } = telling();
  set('view', 'granted');
  set('point', 'granted');
  expect(told()).toEqual([]);
  later();
  expect(told()).toEqual([['view', 'point']]);
  set('files', 'granted');
  set('files', 'off');
  later();
  expect(told().slice(1)).toEqual([
    ['view', 'point', 'files'],
    ['view', 'point'],
  ]);
});
