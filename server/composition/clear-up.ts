import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Clock } from '../platform/clock.ts';

const quietMs = 1_000;

type Collector = (options: { readonly type: 'major'; readonly flavor: 'last-resort' }) => void;

/**
 * Gives back what the start needed and nothing needs any more (about 10 MB): V8 would keep it, and the room for young objects that it
 * grew, until there is as much garbage again. Takes some tens of milliseconds, once, when hardly anybody is connected yet. V8 offers it by the flag
 * `--expose-gc` alone, which is set for the one context that is thrown away here.
 */
export function clearUpAfterStart(clock: Clock): void {
  clock.after(quietMs, () => {
    setFlagsFromString('--expose-gc');
    const collect: unknown = runInNewContext('gc');
    setFlagsFromString('--no-expose-gc');
    if (isCollector(collect)) collect({ type: 'major', flavor: 'last-resort' });
  });
}

const isCollector = (value: unknown): value is Collector => typeof value === 'function';
