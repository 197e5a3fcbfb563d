import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LivelySource } from './lively-source.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('[SU212] a source in which somebody does something', () => {
  it('is captured more often until they rest, at the size that it had', () => {
    const usual = { width: { max: 2560 }, frameRate: { ideal: 30, max: 30 } };
    const applied: MediaTrackConstraints[] = [];
    const track = {
      getConstraints: () => usual,
      applyConstraints: async (wish: MediaTrackConstraints) => void applied.push(wish),
    } as unknown as MediaStreamTrack;
    const source = new LivelySource(track);
    source.touch();
    vi.advanceTimersByTime(4_000);
    source.touch();
    vi.advanceTimersByTime(4_000);
    expect(applied).toEqual([{ width: { max: 2560 }, frameRate: { max: 60 } }]);
    vi.advanceTimersByTime(1_000);
    expect(applied.at(-1)).toEqual(usual);
    source.touch();
    source.close();
    vi.advanceTimersByTime(10_000);
    expect(applied).toHaveLength(3);
  });
});
