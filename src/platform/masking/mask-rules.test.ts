import { describe, expect, it } from 'vitest';
import { boxOf, MaskRules } from './mask-rules.ts';

const hd = { width: 1280, height: 720 };
const sd = { width: 640, height: 480 };
const area = { x: 0.25, y: 0.5, width: 0.5, height: 0.25 };

describe('[SU140] what is painted over', () => {
  it('covers whole pixels and a little more', () => {
    expect(boxOf(area, hd)).toEqual({ left: 318, top: 358, width: 644, height: 184 });
  });

  it('stays inside the picture', () => {
    expect(boxOf({ x: -1, y: 0.9, width: 3, height: 3 }, sd)).toEqual({ left: 0, top: 430, width: 640, height: 50 });
  });

  it('is nothing without areas', () => {
    const rules = new MaskRules();
    rules.handleSize(hd);
    expect(rules.boxes(hd)).toEqual([]);
  });
});

describe('[SU146] other areas', () => {
  it('hide something that was in sight when one of them is new', () => {
    const rules = new MaskRules();
    expect(rules.setAreas([area]), 'the first').toBe(true);
    expect(rules.setAreas([{ ...area }]), 'the same').toBe(false);
    expect(rules.setAreas([area, { ...area, x: 0 }]), 'one more').toBe(true);
    expect(rules.setAreas([area]), 'one less').toBe(false);
    expect(rules.setAreas([{ ...area, width: 0.6 }]), 'a larger one').toBe(true);
    expect(rules.setAreas([]), 'none').toBe(false);
  });
});

describe('[SU141] another size', () => {
  it('blacks everything out until somebody has looked at the areas again', () => {
    const rules = new MaskRules();
    rules.handleSize(hd);
    rules.setAreas([area]);
    expect(rules.isBlackedOut).toBe(false);
    expect(rules.handleSize(sd)).toBe(true);
    expect(rules.boxes(sd)).toEqual([{ left: 0, top: 0, width: 640, height: 480 }]);
    rules.confirm(hd);
    expect(rules.isBlackedOut, 'a confirmation for the size before').toBe(true);
    rules.setAreas([area, area]);
    expect(rules.isBlackedOut, 'more areas confirm nothing').toBe(true);
    rules.confirm(sd);
    expect(rules.boxes(sd)).toEqual([boxOf(area, sd), boxOf(area, sd)]);
  });

  it('without areas hides nothing', () => {
    const rules = new MaskRules();
    rules.handleSize(hd);
    rules.handleSize(sd);
    expect(rules.isBlackedOut).toBe(false);
  });

  it('goes back to open when the areas are taken away', () => {
    const rules = new MaskRules();
    rules.handleSize(hd);
    rules.setAreas([area]);
    rules.handleSize(sd);
    rules.setAreas([]);
    expect(rules.isBlackedOut).toBe(false);
  });
});
