import { describe, expect, it } from 'vitest';
import { drawnHeight } from './plan-columns.ts';
import { planOfTemplate } from './templates.ts';

describe('the main line as a new plan begins with it', () => {
  it('[DP361] its nodes stand in columns with room around each', () => {
    const { nodes } = planOfTemplate('main-line', 'en');
    const boxes = nodes.map((node) => ({ ...node.position, width: 232, height: drawnHeight(node) }));
    for (const [at, one] of boxes.entries()) {
      for (const other of boxes.slice(at + 1)) {
        const isBeside = one.x + one.width + 40 <= other.x || other.x + other.width + 40 <= one.x;
        const isBelow = one.y + one.height + 24 <= other.y || other.y + other.height + 24 <= one.y;
        expect(isBeside || isBelow).toBe(true);
      }
    }
  });
});
