import { describe, expect, it } from 'vitest';
import { hasTorch, zoomOf } from './track-abilities.ts';

/** A track that reports these capabilities; undefined: a browser that reports none at all. */
function track(capabilities: object | undefined, settings: object = {}): MediaStreamTrack {
  const fake = { getSettings: () => settings, ...(capabilities ? { getCapabilities: () => capabilities } : {}) };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is looked at of a track
  return fake as unknown as MediaStreamTrack;
}

describe('[SU343] what a camera can', () => {
  it.each([
    ['reports one', { torch: true }, true],
    ['says that it has none', { torch: false }, false],
    ['says nothing of it', { width: { max: 1920 } }, false],
    ['in a browser that reports nothing', undefined, false],
  ])('a light: %s', (_name, capabilities, wanted) => {
    expect(hasTorch(track(capabilities))).toBe(wanted);
  });

  it('a zoom, between what it reports and where it stands', () => {
    expect(zoomOf(track({ zoom: { min: 1, max: 8, step: 0.1 } }, { zoom: 2 }))).toEqual({ min: 1, max: 8, value: 2 });
    expect(zoomOf(track({ zoom: { min: 1, max: 8 } }))).toEqual({ min: 1, max: 8, value: 1 });
  });

  it.each([[{ zoom: { min: 1, max: 1 } }], [{ zoom: {} }], [{ zoom: true }], [{}], [undefined]])('no zoom: %j', (capabilities) => {
    expect(zoomOf(track(capabilities))).toBeUndefined();
  });
});
