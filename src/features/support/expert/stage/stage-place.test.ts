import { describe, expect, it } from 'vitest';
import {
  lensAfterKey,
  mostZoom,
  movedBy,
  placeOf,
  pointIn,
  wholePicture,
  zoomedAt,
  turnedSize,
  unturned,
  type Lens,
} from './stage-place.ts';

const picture = { width: 1920, height: 1080 };
const stage = { width: 960, height: 800 };

describe('the stage', () => {
  it('[SU180] a picture fits whole, in the middle; exactly it is as large as it is', () => {
    expect(placeOf(picture, stage, wholePicture)).toEqual({ left: 0, top: 130, width: 960, height: 540 });
    expect(placeOf(picture, stage, { ...wholePicture, mode: 'exact' })).toMatchObject({ width: 1920, height: 1080, left: -480 });
  });

  it('[SU181] the same spot has the same numbers at every size, zoom and place', () => {
    const spot = [0.25, 0.75] as const;
    for (const lens of [
      wholePicture,
      { mode: 'exact', zoom: 1, panX: 40, panY: -9 },
      { mode: 'fit', zoom: 3.3, panX: -200, panY: 77 },
    ] as const) {
      const place = placeOf(picture, stage, lens);
      const found = pointIn(place, place.left + place.width * spot[0], place.top + place.height * spot[1]);
      expect(found?.[0]).toBeCloseTo(spot[0], 10);
      expect(found?.[1]).toBeCloseTo(spot[1], 10);
    }
  });

  it('[SU182] beside the picture is no place of it', () => {
    expect(pointIn(placeOf(picture, stage, wholePicture), 480, 100)).toBeUndefined();
  });

  it('[SU183] zooming keeps what is under the pointer', () => {
    const pointer = { x: 200, y: 300 };
    const before = pointIn(placeOf(picture, stage, wholePicture), pointer.x, pointer.y);
    const lens = zoomedAt(zoomedAt(wholePicture, 2, pointer, stage), 1.5, pointer, stage);
    const after = pointIn(placeOf(picture, stage, lens), pointer.x, pointer.y);
    expect(lens.zoom).toBe(3);
    expect(after?.[0]).toBeCloseTo(before?.[0] ?? -1, 10);
    expect(after?.[1]).toBeCloseTo(before?.[1] ?? -1, 10);
  });

  it('[SU184] all the way out is the whole picture again', () => {
    const pointer = { x: 10, y: 10 };
    expect(zoomedAt(zoomedAt(wholePicture, 4, pointer, stage), 0.1, pointer, stage)).toEqual(wholePicture);
  });

  it('[SU93] keys move it and make it larger; 0 shows all of it; others are left alone', () => {
    const large = lensAfterKey(wholePicture, '+', stage);
    expect(large?.zoom).toBeCloseTo(1.2);
    expect(large && lensAfterKey(large, 'ArrowRight', stage)).toMatchObject({ panX: (large?.panX ?? 0) - 60 });
    expect(large && lensAfterKey(large, '0', stage)).toEqual(wholePicture);
    expect(large && lensAfterKey(large, '-', stage)).toEqual(wholePicture);
    expect(lensAfterKey(wholePicture, 'a', stage)).toBeUndefined();
  });

  it('[SU474] smaller than pixel by pixel is all of it, and nothing is larger than eight times', () => {
    const exact = { ...wholePicture, mode: 'exact' } as const;
    expect(lensAfterKey(exact, '-', stage)).toEqual(wholePicture);
    const larger = lensAfterKey(exact, '+', stage) ?? exact;
    expect(lensAfterKey(larger, '-', stage)).toEqual(exact);
    let lens: Lens = wholePicture;
    for (let press = 0; press < 20; press += 1) lens = lensAfterKey(lens, '+', stage) ?? lens;
    expect(lens.zoom).toBe(mostZoom);
  });

  it('[SU93] a whole picture stays in the middle', () => {
    expect(movedBy(wholePicture, [50, 50])).toBe(wholePicture);
    expect(movedBy({ ...wholePicture, mode: 'exact' }, [50, -5])).toMatchObject({ panX: 50, panY: -5 });
  });
});

describe('[SU347] a turned picture', () => {
  it.each([
    [0, [0.2, 0.3]],
    [1, [0.3, 0.8]],
    [2, [0.8, 0.7]],
    [3, [0.7, 0.2]],
  ] as const)('by %d quarters: the spot under the pointer is the picture’s own', (turn, wanted) => {
    const [x, y] = unturned([0.2, 0.3], turn);
    expect([x, y]).toEqual([expect.closeTo(wanted[0], 9), expect.closeTo(wanted[1], 9)]);
  });

  it('is as wide as it was high, and itself after four', () => {
    expect(turnedSize({ width: 1280, height: 720 }, 1)).toEqual({ width: 720, height: 1280 });
    expect(turnedSize({ width: 1280, height: 720 }, 2)).toEqual({ width: 1280, height: 720 });
    let point: readonly [number, number] = [0.1, 0.9];
    for (let quarter = 0; quarter < 4; quarter += 1) point = unturned(point, 1);
    expect(point).toEqual([expect.closeTo(0.1, 9), expect.closeTo(0.9, 9)]);
  });
});
