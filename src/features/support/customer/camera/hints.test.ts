import { describe, expect, it } from 'vitest';
import { isDark, isWeak } from './hints.ts';

function picture(luma: (at: number) => number): Uint8ClampedArray {
  return Uint8ClampedArray.from({ length: 4 * 576 }, (_, at) => (at % 4 === 3 ? 255 : luma(Math.floor(at / 4))));
}

describe('[SU351] a picture is too dark', () => {
  it('when all of it is', () => {
    expect(isDark(picture(() => 12))).toBe(true);
    expect(isDark(picture((at) => at % 40))).toBe(true);
  });

  it('not when it is lit, or has a lit part, or there is none', () => {
    expect(isDark(picture(() => 120))).toBe(false);
    expect(isDark(picture((at) => (at % 10 === 0 ? 220 : 5)))).toBe(false);
    expect(isDark(new Uint8ClampedArray())).toBe(false);
  });
});

describe('[SU352] the network is weak', () => {
  it.each([
    ['a tenth of the packets is lost', [{ type: 'remote-inbound-rtp', fractionLost: 0.1 }], true],
    ['it carries less than a picture needs', [{ type: 'candidate-pair', availableOutgoingBitrate: 90_000 }], true],
    ['little is lost', [{ type: 'remote-inbound-rtp', fractionLost: 0.01 }], false],
    ['it carries enough', [{ type: 'candidate-pair', availableOutgoingBitrate: 2_000_000 }], false],
    ['nothing is known', [{ type: 'outbound-rtp' }], false],
  ])('%s', (_name, reports, wanted) => {
    expect(isWeak(reports)).toBe(wanted);
  });
});
