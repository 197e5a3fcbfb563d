import type { StoreApi } from 'zustand/vanilla';
import type { LiveContext } from './live-context.ts';
import { capabilities, type LiveView } from './live-view.ts';

/** What the others wait for is said first. */
const tellAfterMs = 50;

export interface TellingOptions {
  readonly tell: (granted: readonly string[]) => void;
  readonly schedule: LiveContext['schedule'];
}

/** Tells the names of what is granted when that became another, a moment later: with what changed meanwhile, and nothing left out. */
export function tellCapabilities(view: StoreApi<LiveView>, { tell, schedule }: TellingOptions, signal: AbortSignal): void {
  let seen: readonly string[] = [];
  /** What was granted at any time since it was told last. */
  let toTell: ReadonlySet<string> | undefined;
  const flush = (): void => {
    const all = [...(toTell ?? [])];
    toTell = undefined;
    tell(all);
    if (all.length > seen.length) tell(seen);
  };
  let stopTimer = (): void => undefined;
  const stop = view.subscribe((now) => {
    const granted = capabilities.filter((one) => now.capabilities[one].state === 'granted');
    if (granted.join() === seen.join()) return;
    seen = granted;
    if (toTell === undefined) stopTimer = schedule(tellAfterMs, flush);
    toTell = new Set([...(toTell ?? []), ...granted]);
  });
  signal.addEventListener('abort', () => {
    stopTimer();
    stop();
  });
}
