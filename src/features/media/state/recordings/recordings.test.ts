import { describe, expect, it } from 'vitest';
import { filterOf, isNarrowed, recordingsSearchOf, recordingsSearchText } from './recordings-search.ts';
import { wavFileOf } from './wav-file.ts';
import { barsOf, heightOf, momentAt } from './waveform.ts';

describe('what of the recordings is shown', () => {
  it('[REC60] stands in the address and is read from it again; what does not fit is left out', () => {
    const search = { query: 'invoice', tag: 'billing', from: '2026-05-01', hold: 'held', order: 'oldest' } as const;
    expect(recordingsSearchOf(recordingsSearchText(search))).toEqual(search);
    expect(recordingsSearchOf('from=yesterday&hold=maybe&open=1')).toEqual({});
  });

  it('[REC60] supervisors see all unless they ask for their own; others only their own', () => {
    expect(filterOf({}, true)).toEqual({ scope: 'all' });
    expect(filterOf({ scope: 'own' }, true)).toEqual({ scope: 'own' });
    expect(filterOf({ scope: 'all' }, false)).toEqual({ scope: 'own' });
  });

  it('[REC60] both days are included', () => {
    const { from, to } = filterOf({ from: '2026-05-01', until: '2026-05-01' }, false);
    expect(Date.parse(to ?? '') - Date.parse(from ?? '')).toBe(24 * 60 * 60 * 1000);
  });

  it('[REC60] an order or an open recording leaves nothing out', () => {
    expect(isNarrowed({ order: 'oldest', scope: 'own' })).toBe(false);
    expect(isNarrowed({ tag: 'billing' })).toBe(true);
  });
});

describe('a waveform', () => {
  const envelope = { perSecond: 10, peak: [0.1, 0.9, 0.2, 0.3], rms: [0.05, 0.5, 0.1, 0.1] };

  it('[REC61] shows the loudest moment of each column, and silence after the end of its track', () => {
    expect(barsOf(envelope, 800, 4).map(({ peak }) => peak)).toEqual([0.9, 0.3, 0, 0]);
    expect(barsOf(envelope, 400, 8).map(({ rms }) => rms)).toEqual([0.05, 0.05, 0.5, 0.5, 0.1, 0.1, 0.1, 0.1]);
  });

  it('[REC61] is flat while it is not drawn yet', () => {
    expect(barsOf(null, 1000, 2)).toEqual([
      { peak: 0, rms: 0 },
      { peak: 0, rms: 0 },
    ]);
    expect(barsOf(envelope, 0, 1)).toEqual([{ peak: 0, rms: 0 }]);
  });

  it('[REC61] has heights by loudness, and moments by place', () => {
    expect(heightOf(1)).toBe(1);
    expect(heightOf(0)).toBe(0);
    expect(heightOf(0.1)).toBeCloseTo(0.6);
    expect([momentAt(-1, 1000), momentAt(0.25, 1000), momentAt(2, 1000)]).toEqual([0, 250, 1000]);
  });
});

it('[REC63] an export is a WAV file of 16 bit, clipped and not wrapped', async () => {
  const file = wavFileOf(new Float32Array([0, 1, -1, 2, -2]), 16_000);
  const view = new DataView(await file.arrayBuffer());
  const letters = (at: number): string => String.fromCharCode(...Array.from({ length: 4 }, (_, index) => view.getUint8(at + index)));
  expect([letters(0), letters(8), letters(36)]).toEqual(['RIFF', 'WAVE', 'data']);
  expect([view.getUint32(24, true), view.getUint16(22, true), view.getUint32(40, true)]).toEqual([16_000, 1, 10]);
  expect([0, 1, 2, 3, 4].map((at) => view.getInt16(44 + at * 2, true))).toEqual([0, 32_767, -32_767, 32_767, -32_767]);
});
