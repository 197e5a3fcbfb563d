import { describe, expect, it } from 'vitest';
import { arrowPath, cornersOf, ellipsePath, wordsBeside } from './drawing-paths.ts';

/** The numbers of a path, two by two. */
function placesOf(path: string): readonly (readonly number[])[] {
  const numbers = path.match(/-?[\d.]+/gu)?.map(Number) ?? [];
  return Array.from({ length: numbers.length / 2 }, (_, at) => numbers.slice(at * 2, at * 2 + 2));
}

describe('[SU472] shapes', () => {
  it('an ellipse touches the middles of the box that it was drawn in, from whichever corner', () => {
    const middles = [
      [30, 20],
      [20, 40],
      [10, 20],
      [20, 0],
    ];
    const drawn = [
      [
        [10, 0],
        [30, 40],
      ],
      [
        [30, 40],
        [10, 0],
      ],
      [
        [10, 40],
        [30, 0],
      ],
    ] as const;
    for (const points of drawn) {
      const places = placesOf(ellipsePath(points));
      for (const middle of middles) expect(places).toContainEqual(middle);
      const beyond = places.filter(([x = 0, y = 0]) => x < 10 || x > 30 || y < 0 || y > 40);
      expect(beyond).toEqual([]);
    }
  });

  it('on an object that turned, it lies in the slanted box', () => {
    const places = placesOf(
      ellipsePath([
        [0, 0],
        [10, 10],
        [0, 20],
        [-10, 10],
      ]),
    );
    expect(places[0]).toEqual([5, 15]);
    expect(places).toContainEqual([-5, 15]);
    expect(
      cornersOf([
        [0, 0],
        [4, 2],
      ]),
    ).toEqual([
      [0, 0],
      [4, 0],
      [4, 2],
      [0, 2],
    ]);
  });

  it('an arrow ends where it points, and the words of a numbered one are on its other side', () => {
    expect(placesOf(arrowPath([1, 2], [7, 8], 2)).slice(0, 3)).toEqual([
      [1, 2],
      [7, 8],
      [7, 8],
    ]);
    expect(wordsBeside([50, 50], [90, 50], 1)).toEqual({ at: [43, 52], isLeft: true });
    expect(wordsBeside([50, 50], [10, 50], 1)).toEqual({ at: [57, 52], isLeft: false });
    expect(wordsBeside([50, 50], undefined, 1)).toEqual({ at: [57, 52], isLeft: false });
  });
});
