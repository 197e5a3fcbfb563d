import { describe, expect, it } from 'vitest';
import { emptyPlan, type Plan } from '../../../../protocol/dialplan/plan.ts';
import { walk } from './canvas-walk.ts';
import { countsOf, drawnDiffOf } from './drawn-diff.ts';
import { newNode } from './edits.ts';
import { cardSizeOf } from './geometry.ts';
import { litPathOf } from './lit-path.ts';
import { readingOrder } from './reading-order.ts';
import { mapSize, startViewport, wholeViewport } from './start-viewport.ts';

/** start → menu (schedule: open → play, closed → bye) */
const plan: Plan = {
  ...emptyPlan(),
  nodes: [
    newNode('schedule', 'hours', { x: 200, y: 0 }),
    newNode('play', 'play', { x: 500, y: 0 }),
    newNode('hang-up', 'bye', { x: 500, y: 200 }),
    newNode('wait', 'lonely', { x: 500, y: 600 }),
  ],
  edges: [
    { from: 'start', exit: 'start', to: 'hours' },
    { from: 'hours', exit: 'open', to: 'play' },
    { from: 'hours', exit: 'closed', to: 'bye' },
  ],
};

describe('the keyboard on the canvas', () => {
  it('[DE50] right goes into the exits and along the line, left goes back', () => {
    expect(walk(plan, undefined, 'ArrowRight')).toEqual({ id: 'start' });
    expect(walk(plan, { id: 'start' }, 'ArrowRight')).toEqual({ id: 'start', exit: 'start' });
    expect(walk(plan, { id: 'start', exit: 'start' }, 'ArrowRight')).toEqual({ id: 'hours' });
    expect(walk(plan, { id: 'hours', exit: 'closed' }, 'ArrowRight')).toEqual({ id: 'bye' });
    expect(walk(plan, { id: 'bye' }, 'ArrowLeft')).toEqual({ id: 'hours', exit: 'closed' });
    expect(walk(plan, { id: 'hours', exit: 'closed' }, 'ArrowLeft')).toEqual({ id: 'hours' });
    expect(walk(plan, { id: 'bye' }, 'ArrowRight')).toBeUndefined();
  });

  it('[DE51] up and down go through exits, and from node to node also where no line leads', () => {
    expect(walk(plan, { id: 'hours', exit: 'open' }, 'ArrowDown')).toEqual({ id: 'hours', exit: 'closed' });
    expect(walk(plan, { id: 'hours', exit: 'closed' }, 'ArrowDown')).toBeUndefined();
    expect(walk(plan, { id: 'play' }, 'ArrowDown')).toEqual({ id: 'bye' });
    expect(walk(plan, { id: 'bye' }, 'ArrowDown')).toEqual({ id: 'lonely' });
    expect(walk(plan, { id: 'lonely' }, 'ArrowUp')).toEqual({ id: 'bye' });
  });

  it('[DE52] every part can be reached', () => {
    const reached = new Set<string>();
    const waiting = [walk(plan, undefined, 'Home')];
    for (let spot = waiting.pop(); spot !== undefined; spot = waiting.pop()) {
      const key = `${spot.id} ${spot.exit ?? ''}`;
      if (reached.has(key)) continue;
      reached.add(key);
      for (const next of ['ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown'] as const) {
        const there = walk(plan, spot, next);
        if (there !== undefined) waiting.push(there);
      }
    }
    const ids = new Set([...reached].map((key) => key.split(' ')[0]));
    expect(ids).toEqual(new Set(['start', 'hours', 'play', 'bye', 'lonely']));
  });
});

describe('what is drawn over the plan', () => {
  it('[DE60] a path has its steps, its lines and where it is', () => {
    const path = litPathOf('p', 'start', [
      { planId: 'p', nodeId: 'hours', exit: 'open' },
      { planId: 'other', nodeId: 'play', exit: 'done' },
      { planId: 'p', nodeId: 'play', exit: undefined },
    ]);
    expect([...path.visits]).toEqual([
      ['hours', [1]],
      ['play', [3]],
    ]);
    expect([...path.edges]).toEqual(['start start', 'hours open']);
    expect(path.at).toBe('play');
  });

  it('[DE61] a difference names what came, went, changed and moved, and nothing else', () => {
    const [hours, play, bye, lonely] = plan.nodes;
    if (hours === undefined || play === undefined || bye === undefined || lonely === undefined) throw new Error('four nodes');
    const draft: Plan = {
      ...plan,
      nodes: [{ ...hours, position: { x: 8, y: 0 } }, { ...play, title: 'Hello' }, bye, newNode('ring', 'new', { x: 0, y: 0 })],
      edges: [...plan.edges.slice(0, 2), { from: 'hours', exit: 'closed', to: 'new' }],
    };
    const diff = drawnDiffOf(plan, draft);
    expect(Object.fromEntries(diff.changes)).toEqual({ hours: 'moved', play: 'changed', new: 'added' });
    expect(diff.ghosts.map(({ id }) => id)).toEqual(['lonely']);
    expect(countsOf(diff)).toEqual({ added: 1, removed: 1, changed: 1, moved: 1, lines: 2 });
    expect(countsOf(drawnDiffOf(plan, plan))).toEqual({ added: 0, removed: 0, changed: 0, moved: 0, lines: 0 });
  });

  it('[DE62] the list reads the plan in the order of a call, each part once, the unused last', () => {
    expect(readingOrder(plan).map(({ part, depth }) => [part.id, depth])).toEqual([
      ['start', 0],
      ['hours', 1],
      ['play', 2],
      ['bye', 2],
      ['lonely', undefined],
    ]);
  });

  it('[DE63] a plan that fits is seen whole; a large one begins at its entry and can be read', () => {
    expect(startViewport(plan, 2_000, 1_500).zoom).toBe(1);
    const large: Plan = { ...plan, nodes: [...plan.nodes, newNode('play', 'far', { x: 9_000, y: 9_000 })] };
    const viewport = startViewport(large, 800, 600);
    expect(viewport.zoom).toBeGreaterThan(0.5);
    expect(viewport.x).toBeGreaterThan(0);
  });

  it('[DE64] a plan seen whole keeps clear of the small map', () => {
    const corner: Plan = { ...plan, nodes: [...plan.nodes, newNode('play', 'corner', { x: 0, y: 600 })] };
    for (const [width, height] of [
      [700, 480],
      [1_200, 500],
      [900, 900],
    ] as const) {
      const { x, y, zoom } = wholeViewport(corner, width, height);
      const under = corner.nodes.filter(
        (node) =>
          node.position.x * zoom + x < mapSize.width && (node.position.y + cardSizeOf(node).height) * zoom + y > height - mapSize.height,
      );
      expect(under).toEqual([]);
    }
  });
});
