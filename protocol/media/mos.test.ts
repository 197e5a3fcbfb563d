import { describe, expect, it } from 'vitest';
import { estimateMos, rating } from './mos.ts';

const perfect = { codec: 'PCMU', loss: 0, jitterMs: 0, roundTripMs: 0 };

describe('the estimate of a call’s quality', () => {
  it.each([
    ['nothing is wrong', {}, 92.3, 4.4],
    ['1 % loss', { loss: 0.01 }, 88.7, 4.3],
    ['5 % loss', { loss: 0.05 }, 76.5, 3.9],
    ['20 % loss', { loss: 0.2 }, 50.2, 2.6],
    ['200 ms there and back', { roundTripMs: 200 }, 89.9, 4.3],
    ['600 ms there and back', { roundTripMs: 600 }, 67.5, 3.5],
    ['50 ms jitter', { jitterMs: 50 }, 89.9, 4.3],
    ['everything lost', { loss: 1 }, 16.3, 1.3],
    ['an unknown codec', { codec: 'speex' }, 82.3, 4.1],
  ])('[MED71] %s', (_name, change, r, mos) => {
    expect(rating({ ...perfect, ...change })).toBeCloseTo(r, 0);
    expect(estimateMos({ ...perfect, ...change })).toBeCloseTo(mos, 0.5);
  });

  it('[MED71] stays within 1 and 4.5 and never rises with loss, delay or jitter', () => {
    let last = 5;
    for (let step = 0; step <= 100; step += 1) {
      const mos = estimateMos({ codec: 'opus', loss: step / 100, jitterMs: step * 3, roundTripMs: step * 20 });
      expect(mos).toBeGreaterThanOrEqual(1);
      expect(mos).toBeLessThanOrEqual(Math.min(4.5, last));
      last = mos;
    }
  });
});
