import { describe, expect, it, vi } from 'vitest';
import type { LiveSession } from './live-session.ts';
import { SessionHolder } from './session-holder.ts';

function holderOf() {
  const steps: string[] = [];
  const open = (): LiveSession => ({ start: () => steps.push('start'), close: () => steps.push('close') }) as unknown as LiveSession;
  return { steps, holder: new SessionHolder(open) };
}

describe('the session of a page', () => {
  it('[SU91] is opened by the first who looks, told, and closed with the last', () => {
    const { steps, holder } = holderOf();
    expect(holder.get()).toBeUndefined();
    const told = vi.fn<() => void>();
    const [first, second] = [holder.subscribe(told), holder.subscribe(() => undefined)];
    expect(told).toHaveBeenCalledOnce();
    expect(holder.get()).toBeDefined();
    first();
    expect(steps).toEqual(['start']);
    second();
    expect(steps).toEqual(['start', 'close']);
    expect(holder.get()).toBeUndefined();
  });

  it('[SU91] a page that is drawn twice gets a new one, and never one that was closed', () => {
    const { steps, holder } = holderOf();
    holder.subscribe(() => undefined)();
    const again = holder.subscribe(() => undefined);
    expect(steps).toEqual(['start', 'close', 'start']);
    again();
    expect(steps).toEqual(['start', 'close', 'start', 'close']);
  });
});
