import { describe, expect, it } from 'vitest';
import { rangeOf } from './number-range.ts';
import { formattedNumber } from './phone-number.ts';

const berlin = { country: 'DE', areaCode: '30', trunkPrefix: '0' };

function refusal(first: string, last?: string): unknown {
  try {
    return rangeOf(first, last, berlin);
  } catch (error) {
    return error instanceof Error && 'fields' in error ? error.fields : error;
  }
}

describe('numbers to add', () => {
  it('[NU1] one is read as its site dials', () => {
    for (const typed of ['030 2345678', '+49 30 2345678', '2345678', '0049 30 2345678'])
      expect(rangeOf(typed, undefined, berlin), typed).toEqual(['+49302345678']);
  });

  it('[NU2] a range ends with a whole number or with its last digits', () => {
    const block = ['+49302345678', '+49302345679', '+49302345680'];
    for (const last of ['030 2345680', '+49302345680', '80', '680']) expect(rangeOf('030 2345678', last, berlin), last).toEqual(block);
    expect(rangeOf('030 2345678', '78', berlin)).toEqual(['+49302345678']);
  });

  it('[NU2] refuses what is no number, no range or too many', () => {
    for (const typed of ['hello', '12', '+49', '030 1', '*97']) expect(refusal(typed), typed).toEqual({ number: 'not-a-number' });
    for (const last of ['77', '030 234567', '+49 40 2345680 0', 'x'])
      expect(refusal('030 2345678', last), last).toEqual({ last: 'not-a-range' });
    expect(refusal('030 2345000', '6000')).toEqual({ last: 'too-many' });
  });

  it('[NU1] are shown as their country writes them', () => {
    expect(formattedNumber('+49302345678')).toEqual({ formatted: '+49 30 2345678', country: 'DE' });
    expect(formattedNumber('+12125550123')).toEqual({ formatted: '+1 212 555 0123', country: 'US' });
    expect(formattedNumber('+8001234567890')).toMatchObject({ country: null });
  });
});
