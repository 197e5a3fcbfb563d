import { describe, expect, it } from 'vitest';
import { placeOfList } from './suggest-place.ts';

const field = (top: number) => ({ top, bottom: top + 36, left: 20 });

describe('[UI110] where suggestions are shown', () => {
  it('below the field', () => {
    expect(placeOfList(field(100), { top: 0, height: 800 }, 200)).toEqual({ top: 140, left: 20, maxHeight: 320 });
  });

  it('above it when there is no room below and more above', () => {
    expect(placeOfList(field(600), { top: 0, height: 680 }, 200)).toMatchObject({ top: 396, maxHeight: 320 });
    expect(placeOfList(field(300), { top: 0, height: 380 }, 900), 'as much as there is').toMatchObject({ top: 8, maxHeight: 288 });
  });

  it('below, cut, when there is even less above; nothing above what the keyboard leaves', () => {
    expect(placeOfList(field(60), { top: 0, height: 200 }, 200)).toMatchObject({ top: 100, maxHeight: 92 });
    expect(placeOfList(field(500), { top: 400, height: 300 }, 200), 'below the keyboard’s edge nothing is seen').toMatchObject({
      top: 540,
      maxHeight: 152,
    });
  });
});
