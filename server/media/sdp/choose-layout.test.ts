import { describe, expect, it } from 'vitest';
import { chooseLayout } from './choose-layout.ts';
import { isUsualLayout, layoutKey } from './payload-layout.ts';

const opus = { name: 'opus', payloadType: 109, clockRate: 48_000 };
const g722 = { name: 'g722', payloadType: 9, clockRate: 8000 };
const pcma = { name: 'pcma', payloadType: 8, clockRate: 8000 };
const event = (payloadType: number, clockRate: number) => ({ name: 'telephone-event', payloadType, clockRate });

describe('choosing a layout', () => {
  it.each([
    ['Opus wins wherever it stands', [pcma, opus], 'opus:109'],
    ['otherwise the far end’s order counts', [g722, pcma], 'G722:9'],
    ['an unknown codec is passed over', [{ name: 'speex', payloadType: 97, clockRate: 8000 }, pcma], 'PCMA:8'],
    ['Opus at another rate is no Opus', [{ ...opus, clockRate: 16_000 }, pcma], 'PCMA:8'],
    ['telephone-event at the audio’s rate is preferred', [opus, event(126, 8000), event(110, 48_000)], 'opus:109+110/48000'],
    ['with Opus the only one offered is taken', [opus, event(101, 8000)], 'opus:109+101/8000'],
    ['with G.711 only 8000 is taken', [pcma, event(110, 48_000), event(101, 8000)], 'PCMA:8+101/8000'],
    ['with G.711 another rate is none', [pcma, event(110, 48_000)], 'PCMA:8'],
  ])('[MED15] %s', (_name, offered, key) => {
    expect(layoutKey(chooseLayout(offered))).toBe(key);
  });

  it('[MED03] no codec in common is not acceptable', () => {
    expect(() => chooseLayout([{ name: 'g729', payloadType: 18, clockRate: 8000 }, event(101, 8000)])).toThrow(
      expect.objectContaining({ code: 'not-acceptable' }),
    );
  });

  it('[MED12] Chromium’s and Firefox’s layouts are usual', () => {
    expect(isUsualLayout(chooseLayout([{ ...opus, payloadType: 111 }, event(110, 48_000)]))).toBe(true);
    expect(isUsualLayout(chooseLayout([opus, event(101, 8000)]))).toBe(true);
    expect(isUsualLayout(chooseLayout([opus]))).toBe(false);
  });
});
