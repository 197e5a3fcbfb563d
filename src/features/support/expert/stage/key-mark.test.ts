import { describe, expect, it } from 'vitest';
import { lensOn, middle, movedMark } from './key-mark.ts';
import { placeOf, wholePicture } from './stage-place.ts';

const size = { width: 400, height: 200 };
const press = (key: string, held: { shiftKey?: boolean; repeat?: boolean } = {}) => ({ key, shiftKey: false, repeat: false, ...held });

describe('a mark led by keys', () => {
  it('[SU565] begins in the middle and goes by pixels of the picture as it is seen', () => {
    expect(movedMark(undefined, press('ArrowLeft'), size)).toEqual(middle);
    expect(movedMark([0.5, 0.5], press('ArrowLeft'), size)).toEqual([0.49, 0.5]);
    expect(movedMark([0.5, 0.5], press('ArrowDown'), size)).toEqual([0.5, 0.52]);
    expect(movedMark([0.5, 0.5], press('ArrowRight', { repeat: true }), size)).toEqual([0.54, 0.5]);
    expect(movedMark([0.5, 0.5], press('ArrowUp', { shiftKey: true, repeat: true }), size)).toEqual([0.5, 0.3]);
  });

  it('[SU565] stays in the picture, and other keys are not for it', () => {
    expect(movedMark([0, 1], press('ArrowLeft'), size)).toEqual([0, 1]);
    expect(movedMark([0, 1], press('ArrowDown'), size)).toEqual([0, 1]);
    expect(movedMark([0, 1], press('b'), size)).toBeUndefined();
  });

  it('[SU565] a zoomed picture moves so that the mark is in sight; one that is in sight stays', () => {
    const lens = { ...wholePicture, zoom: 4 };
    const place = placeOf(size, size, lens);
    expect(lensOn(lens, middle, place, size)).toBe(lens);
    const moved = lensOn(lens, [0, 0], place, size);
    const { left, top } = placeOf(size, size, moved);
    expect([left, top]).toEqual([24, 24]);
  });
});
