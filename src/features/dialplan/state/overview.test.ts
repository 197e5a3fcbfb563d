import { describe, expect, it } from 'vitest';
import { emptyPlan, type Plan } from '../../../../protocol/dialplan/plan.ts';
import { newNode } from './edits.ts';
import { drawingOf } from './overview-drawing.ts';
import { Overview, overviewFrom, partAt, partsBetween, shownIn } from './overview.ts';
import { Selection } from './selection.ts';

function planOf(count: number): Plan {
  const nodes = Array.from({ length: count }, (_, index) => newNode('play', `n${String(index)}`, { x: index * 300, y: 0 }));
  return { ...emptyPlan(), nodes, edges: [{ from: 'n0', exit: 'done', to: 'n1' }] };
}

const large = planOf(overviewFrom);
const small = planOf(3);

describe('a large plan from afar', () => {
  it('[DE65] is a picture; a small plan, or one that is near, is not', () => {
    const overview = new Overview();
    overview.handleLevel(true, small);
    expect(overview.view.getState().isOn).toBe(false);
    overview.handleLevel(true, large);
    expect(overview.view.getState().isOn).toBe(true);
    overview.handleLevel(false, large);
    expect(overview.view.getState().isOn).toBe(false);
  });

  it('[DE65] what is pointed at, selected, or where the keyboard is, is made of elements; near everything is', () => {
    const [overview, selection] = [new Overview(), new Selection()];
    expect(shownIn(overview.view.getState(), selection.view.getState())).toBeUndefined();
    overview.handleLevel(true, large);
    expect(shownIn(overview.view.getState(), selection.view.getState())).toEqual(new Set());
    selection.goTo({ id: 'n4', exit: 'done' });
    overview.point('n7');
    expect(shownIn(overview.view.getState(), selection.view.getState())).toEqual(new Set(['n4', 'n7']));
  });

  it('[DE65] while something is in the hand the pointer finds nothing else, and afterwards it does', () => {
    const overview = new Overview();
    overview.handleLevel(true, large);
    overview.point('n1');
    overview.hold(['n1']);
    overview.point('n2');
    expect(overview.view.getState()).toMatchObject({ pointed: 'n1' });
    overview.hold([]);
    overview.point('n2');
    expect(overview.view.getState()).toMatchObject({ pointed: 'n2' });
  });

  it('[DE65] the pointer finds the part that is on top, or none', () => {
    const nodes = [...small.nodes, newNode('play', 'above', { x: 40, y: 10 })];
    expect(partAt({ ...small, nodes }, { x: 50, y: 20 })?.id).toBe('above');
    expect(partAt(small, { x: 250, y: 20 })).toBeUndefined();
  });

  it('[DE65] a box selects what lies wholly in it, in whatever direction it is drawn', () => {
    expect(partsBetween(small, { x: 700, y: 200 }, { x: 290, y: -10 })).toEqual(['n1']);
    expect(partsBetween(small, { x: 10, y: 10 }, { x: 20, y: 20 })).toEqual([]);
  });

  it('[DE65] the picture has every part and every line', () => {
    const { boxes, lines } = drawingOf(large);
    expect(boxes).toHaveLength(overviewFrom + large.entries.length);
    expect(lines).toMatchObject([{ from: 'n0', to: 'n1', x2: 300 }]);
  });
});
