import { describe, expect, it } from 'vitest';
import { breakoutBox } from './breakout-box.ts';

const parts = ['MediaStreamTrackProcessor', 'MediaStreamTrackGenerator', 'OffscreenCanvas'] as const;

describe('[SU145] masking', () => {
  it('is offered only where the browser has all of it', () => {
    const whole = Object.fromEntries(parts.map((part) => [part, () => undefined]));
    expect(breakoutBox(whole)).toBe(whole);
    for (const missing of parts)
      expect(breakoutBox(Object.fromEntries(Object.entries(whole).filter(([part]) => part !== missing)))).toBeUndefined();
  });
});
