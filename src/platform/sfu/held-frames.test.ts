import { describe, expect, it } from 'vitest';
import { HeldFrames, holdLimits } from './held-frames.ts';

const frameOf = (number: number, bytes = 10) => ({ number, data: new ArrayBuffer(bytes) });
const held = () => new HeldFrames<ReturnType<typeof frameOf>>();

describe('frames that are held', () => {
  it('[SE116] come out once, in their order', () => {
    const frames = held();
    for (let number = 0; number < holdLimits.frames; number += 1) frames.add(frameOf(number));
    expect(frames.take().map(({ number }) => number)).toEqual(Array.from({ length: holdLimits.frames }, (_, at) => at));
    expect([frames.take(), frames.hasDropped]).toEqual([[], false]);
  });

  it('[SE116] when they are too many, too large or too old none is kept, and none after them', () => {
    const [many, large, old] = [held(), held(), held()];
    for (let number = 0; number <= holdLimits.frames; number += 1) many.add(frameOf(number));
    for (let number = 0; number <= 4; number += 1) large.add(frameOf(number, holdLimits.bytes / 4));
    old.add(frameOf(0));
    old.drop();
    for (const frames of [many, large, old]) {
      frames.add(frameOf(7));
      expect([frames.take(), frames.hasDropped]).toEqual([[], true]);
    }
  });
});
