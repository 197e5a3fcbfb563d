import type { StoreApi } from 'zustand/vanilla';
import { capabilities, type LiveView } from './live-view.ts';

/** Calls with the names of what is granted, each time that they become others. */
export function tellCapabilities(view: StoreApi<LiveView>, tell: (granted: string[]) => void, signal: AbortSignal): void {
  let told = '';
  const stop = view.subscribe((now) => {
    const granted = capabilities.filter((one) => now.capabilities[one].state === 'granted');
    if (granted.join() === told) return;
    told = granted.join();
    tell(granted);
  });
  signal.addEventListener('abort', stop, { once: true });
}
