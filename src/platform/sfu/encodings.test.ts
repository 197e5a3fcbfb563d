import { describe, expect, it } from 'vitest';
import { encodingOf, layersFor } from './encodings.ts';

describe('what of a stream is taken', () => {
  it('[SU312] a thumbnail gets the smallest size that fills it and the lowest frame rate', () => {
    const camera = { spatial: 3, temporal: 3 };
    expect(layersFor(140, camera)).toEqual({ spatial: 0, temporal: 0 });
    expect(layersFor(181, camera)).toEqual({ spatial: 1, temporal: 0 });
    expect(layersFor(360, camera)).toEqual({ spatial: 1, temporal: 2 });
    expect(layersFor(1_080, camera)).toEqual({ spatial: 2, temporal: 2 });
  });

  it('[SU312] of one size only the frame rate is lowered, and of one layer nothing', () => {
    expect(layersFor(140, { spatial: 1, temporal: 3 })).toEqual({ spatial: 0, temporal: 0 });
    expect(layersFor(720, { spatial: 1, temporal: 3 })).toEqual({ spatial: 0, temporal: 2 });
    expect(layersFor(140, { spatial: 1, temporal: 1 })).toEqual({ spatial: 0, temporal: 0 });
  });
});

describe('what is sent', () => {
  it('[SE78] begins, where it is a picture, as on a line of 1 Mbit/s; a voice needs no such estimate', () => {
    const startOf = (source: 'screen' | 'camera' | 'voice', hasVp9Layers: boolean) =>
      encodingOf(source, hasVp9Layers).codecOptions?.videoGoogleStartBitrate;
    const starts = [startOf('screen', true), startOf('screen', false), startOf('camera', true), startOf('voice', true)];
    expect(starts).toEqual([1_000, 1_000, 1_000, undefined]);
  });
});
