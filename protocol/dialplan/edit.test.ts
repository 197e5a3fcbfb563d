import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { copyParts, pasteOperation } from './clipboard.ts';
import { diffPlans, isSamePlan } from './diff.ts';
import { applyOperation } from './edit.ts';
import { exitsOf } from './nodes/index.ts';
import { operationSchema, refusals } from './operations.ts';
import type { Operation, SimpleOperation } from './operations.ts';
import { brokenRuleOf } from './plan-shape.ts';
import { emptyPlan, planLimits, planSchema } from './plan.ts';
import type { Plan } from './plan.ts';
import { buildPlan } from './testing/build-plan.ts';
import { randomPlan } from './testing/random-plans.ts';

const at = { x: 0, y: 0 };
const note = (id: string) => ({ id, text: id, position: at });
const plan = buildPlan({
  nodes: {
    menu: {
      kind: 'attendant',
      options: [
        { id: 'a', keys: '1', label: '' },
        { id: 'b', keys: '2', label: '' },
      ],
    },
    ring: { kind: 'ring', targets: [{ kind: 'user', userId: 'u' }] },
    bye: { kind: 'hang-up' },
  },
  ways: [
    'start > menu',
    'menu.option:a > ring',
    'menu.option:b > bye',
    'menu.timeout > menu',
    'menu.invalid > bye',
    'ring.no-answer > bye',
  ],
  more: { notes: [note('note1'), note('note2')] },
});

/** Applies, checks that the inverse leads back, and gives the new plan. */
function applied(before: Plan, operation: Operation): Plan {
  const frozen = JSON.stringify(before);
  const result = applyOperation(before, operation);
  if (!result.ok) throw new Error(`${operation.kind}: ${result.reason} ${result.details}`);
  expect(JSON.stringify(before)).toBe(frozen);
  expect(brokenRuleOf(result.plan)).toBeUndefined();
  expect(planSchema.parse(result.plan)).toEqual(result.plan);
  const back = applyOperation(result.plan, operationSchema.parse(JSON.parse(JSON.stringify(result.inverse))));
  expect(back.ok && back.plan).toEqual(before);
  return result.plan;
}

describe('[DP80] [DP81] each operation and its way back', () => {
  const newNode = { id: 'new', kind: 'lookup', title: 'Who', position: at, settings: {} } as const;

  test.each<[string, Operation, (after: Plan) => unknown, unknown]>([
    ['add-node', { kind: 'add-node', node: newNode }, ({ nodes }) => nodes.at(-1), newNode],
    ['add-node in its place', { kind: 'add-node', node: newNode, index: 1 }, ({ nodes }) => nodes[1], newNode],
    [
      'move',
      {
        kind: 'move',
        positions: [
          { id: 'menu', position: { x: 5, y: 6 } },
          { id: 'start', position: { x: 1, y: 1 } },
          { id: 'note1', position: { x: 2, y: 2 } },
        ],
      },
      ({ nodes }) => nodes[0]?.position,
      { x: 5, y: 6 },
    ],
    ['connect anew', { kind: 'connect', edge: { from: 'ring', exit: 'busy', to: 'menu' } }, ({ edges }) => edges.length, 7],
    ['connect elsewhere', { kind: 'connect', edge: { from: 'menu', exit: 'option:a', to: 'bye' } }, ({ edges }) => edges[1]?.to, 'bye'],
    ['disconnect', { kind: 'disconnect', from: 'menu', exit: 'option:b' }, ({ edges }) => edges.length, 5],
    ['add-entry', { kind: 'add-entry', entry: { id: 'night', name: 'Night', position: at } }, ({ entries }) => entries.length, 2],
    ['rename-entry', { kind: 'rename-entry', entryId: 'start', name: 'Main line' }, ({ entries }) => entries[0]?.name, 'Main line'],
    ['remove-entry', { kind: 'remove-entry', entryId: 'start' }, ({ entries, edges }) => [entries.length, edges.length], [0, 5]],
    ['add-note', { kind: 'add-note', note: note('note3') }, ({ notes }) => notes.length, 3],
    ['edit-note', { kind: 'edit-note', noteId: 'note1', text: 'new' }, ({ notes }) => notes[0]?.text, 'new'],
    ['remove-note', { kind: 'remove-note', noteId: 'note1' }, ({ notes }) => notes.map(({ id }) => id), ['note2']],
    [
      'set-fallback',
      { kind: 'set-fallback', fallback: { kind: 'voicemail', box: { kind: 'user', userId: 'u' } } },
      ({ fallback }) => fallback.kind,
      'voicemail',
    ],
    ['set-language', { kind: 'set-language', language: 'de' }, ({ language }) => language, 'de'],
    ['set-max-visits', { kind: 'set-max-visits', maxVisits: 3 }, ({ maxVisits }) => maxVisits, 3],
    ['replace-all', { kind: 'replace-all', plan: emptyPlan() }, (after) => after, emptyPlan()],
    ['update-node title', { kind: 'update-node', nodeId: 'bye', title: 'Goodbye' }, ({ nodes }) => nodes[2]?.title, 'Goodbye'],
    [
      'batch',
      {
        kind: 'batch',
        operations: [
          { kind: 'remove-node', nodeId: 'ring' },
          { kind: 'remove-node', nodeId: 'bye' },
        ],
      },
      ({ nodes }) => nodes.length,
      1,
    ],
  ])('%s', (_name, operation, read, expected) => {
    expect(read(applied(plan, operation))).toEqual(expected);
  });

  test('[DP83] removing a node removes its edges, in both directions', () => {
    const after = applied(plan, { kind: 'remove-node', nodeId: 'menu' });
    expect(after.edges).toEqual([{ from: 'ring', exit: 'no-answer', to: 'bye' }]);
  });

  test('[DP83] settings that take exits away take their edges too', () => {
    const after = applied(plan, {
      kind: 'update-node',
      nodeId: 'menu',
      settings: { ...plan.nodes[0]?.settings, options: [{ id: 'b', keys: '1', label: 'now one' }] },
    });
    expect(after.edges.map(({ exit }) => exit)).toEqual(['start', 'option:b', 'timeout', 'invalid', 'no-answer']);
  });

  test('paste with new ids', () => {
    const clip = copyParts(plan, ['menu', 'bye', 'note1']);
    expect(clip.edges.map(({ exit }) => exit)).toEqual(['option:b', 'timeout', 'invalid']);
    const operation = pasteOperation(clip, ['p1', 'p2', 'p3'], { x: 40, y: 40 });
    expect(pasteOperation(clip, ['p1'], at)).toBeUndefined();
    if (!operation) throw new Error('nothing to paste');
    const after = applied(plan, operation);
    expect(after.nodes).toHaveLength(5);
    expect(after.nodes[3]).toMatchObject({ id: 'p1', position: { x: 40, y: 40 } });
    expect(after.edges).toContainEqual({ from: 'p1', exit: 'timeout', to: 'p1' });
  });
});

describe('[DP82] what does not fit is refused', () => {
  const many = Array.from({ length: planLimits.notes }, (_, index) => note(`n${index}`));
  test.each<[(typeof refusals)[number], Operation, Plan?]>([
    ['unknown-part', { kind: 'remove-node', nodeId: 'nobody' }],
    ['unknown-part', { kind: 'move', positions: [{ id: 'nobody', position: at }] }],
    ['unknown-part', { kind: 'connect', edge: { from: 'menu', exit: 'option:a', to: 'start' } }],
    ['unknown-part', { kind: 'connect', edge: { from: 'nobody', exit: 'next', to: 'bye' } }],
    ['unknown-part', { kind: 'edit-note', noteId: 'menu', text: '' }],
    ['unknown-part', { kind: 'rename-entry', entryId: 'menu', name: 'x' }],
    ['id-taken', { kind: 'add-note', note: note('menu') }],
    ['id-taken', { kind: 'add-entry', entry: { id: 'note1', name: 'x', position: at } }],
    ['no-such-exit', { kind: 'connect', edge: { from: 'menu', exit: 'option:c', to: 'bye' } }],
    ['no-such-exit', { kind: 'connect', edge: { from: 'start', exit: 'next', to: 'bye' } }],
    ['exit-not-connectable', { kind: 'connect', edge: { from: 'ring', exit: 'answered', to: 'bye' } }],
    ['not-connected', { kind: 'disconnect', from: 'ring', exit: 'busy' }],
    ['wrong-settings', { kind: 'update-node', nodeId: 'menu', settings: { options: 'many' } }],
    ['too-many', { kind: 'add-note', note: note('more') }, { ...plan, notes: many }],
    ['not-a-plan', { kind: 'replace-all', plan: { ...plan, edges: [{ from: 'gone', exit: 'x', to: 'bye' }] } }],
    [
      'id-taken',
      {
        kind: 'batch',
        operations: [
          { kind: 'remove-note', noteId: 'note1' },
          { kind: 'add-note', note: note('note2') },
        ],
      },
    ],
  ])('%s: %j', (reason, operation, before = plan) => {
    expect(applyOperation(before, operation)).toMatchObject({ ok: false, reason });
  });

  test('an operation of the wire has to have the right shape', () => {
    expect(operationSchema.safeParse({ kind: 'add-node', node: { id: '__proto__', kind: 'lookup' } }).success).toBe(false);
    expect(operationSchema.safeParse({ kind: 'drop-database' }).success).toBe(false);
  });
});

/** Some operation for a plan, by three numbers; many do not fit. */
function someOperation(before: Plan, [what, which, where]: readonly [number, number, number]): SimpleOperation {
  const node = before.nodes[which % Math.max(before.nodes.length, 1)];
  const target = before.nodes[where % Math.max(before.nodes.length, 1)];
  const exits = node ? exitsOf(node) : [];
  const exit = exits[where % Math.max(exits.length, 1)]?.id ?? 'none';
  const id = node?.id ?? 'none';
  const choices: readonly SimpleOperation[] = [
    { kind: 'remove-node', nodeId: id },
    { kind: 'connect', edge: { from: id, exit, to: target?.id ?? 'none' } },
    { kind: 'connect', edge: { from: 'start', exit: 'start', to: id } },
    {
      kind: 'disconnect',
      from: before.edges[which % Math.max(before.edges.length, 1)]?.from ?? 'none',
      exit: before.edges[which % Math.max(before.edges.length, 1)]?.exit ?? 'none',
    },
    {
      kind: 'add-node',
      node: { ...(target ?? { kind: 'lookup', title: '', position: at, settings: {} }), id: `new${which}` },
      index: where % 20,
    },
    {
      kind: 'update-node',
      nodeId: id,
      title: 't',
      settings: before.nodes.find((other) => other.kind === node?.kind && other.id !== id)?.settings ?? {},
    },
    {
      kind: 'move',
      positions: [
        { id, position: { x: where, y: which } },
        { id: 'start', position: { x: 1, y: where } },
      ],
    },
    { kind: 'add-note', note: note(`note${which}`), index: where % 3 },
    { kind: 'remove-entry', entryId: 'start' },
  ];
  return choices[what % choices.length] ?? { kind: 'set-language', language: 'de' };
}

test('[DP81] [DP82] random operations on random plans: the inverse leads back, one by one and all at once', () => {
  const triple = fc.tuple(fc.nat(1_000), fc.nat(1_000), fc.nat(1_000));
  fc.assert(
    fc.property(randomPlan, fc.array(triple, { maxLength: 12 }), (start, triples) => {
      let current = start;
      const done: SimpleOperation[] = [];
      for (const numbers of triples) {
        const operation = someOperation(current, numbers);
        const result = applyOperation(current, operation);
        expect(result.ok ? undefined : result.reason).toBeOneOf([undefined, ...refusals]);
        if (!result.ok) continue;
        current = applied(current, operation);
        done.push(operation);
      }
      expect(applied(start, { kind: 'batch', operations: done })).toEqual(current);
      expect(isSamePlan(start, current)).toBe(JSON.stringify(sorted(start)) === JSON.stringify(sorted(current)));
    }),
    { numRuns: 300, seed: 11 },
  );
}, 120_000);

function sorted(one: Plan): unknown {
  const byId = (a: { id: string }, b: { id: string }): number => a.id.localeCompare(b.id);
  return [
    one.language,
    one.fallback,
    one.maxVisits,
    one.nodes.toSorted(byId),
    one.entries.toSorted(byId),
    one.notes.toSorted(byId),
    one.edges.map((edge) => `${edge.from} ${edge.exit} ${edge.to}`).toSorted(),
  ];
}

describe('[DP84] differences', () => {
  test('a plan has none with itself', () => {
    expect(isSamePlan(plan, JSON.parse(JSON.stringify(plan)) as Plan)).toBe(true);
  });

  test('lists what is added, removed, changed and moved', () => {
    const operations: SimpleOperation[] = [
      { kind: 'add-node', node: { id: 'new', kind: 'lookup', title: '', position: at, settings: {} } },
      { kind: 'remove-node', nodeId: 'ring' },
      { kind: 'update-node', nodeId: 'bye', settings: { cause: 'busy' } },
      { kind: 'move', positions: [{ id: 'menu', position: { x: 9, y: 9 } }] },
      { kind: 'connect', edge: { from: 'menu', exit: 'option:b', to: 'new' } },
      { kind: 'set-language', language: 'de' },
      { kind: 'rename-entry', entryId: 'start', name: 'Line' },
      { kind: 'remove-note', noteId: 'note2' },
    ];
    const diff = diffPlans(plan, applied(plan, { kind: 'batch', operations }));
    expect(diff.nodes.added.map(({ id }) => id)).toEqual(['new']);
    expect(diff.nodes.removed.map(({ id }) => id)).toEqual(['ring']);
    expect(diff.nodes.changed.map(({ after }) => after.id)).toEqual(['bye']);
    expect(diff.nodes.moved.map(({ after }) => after.id)).toEqual(['menu']);
    expect(diff.edges.removed.map(({ exit }) => exit)).toEqual(['option:a', 'no-answer']);
    expect(diff.edges.changed).toEqual([
      { before: { from: 'menu', exit: 'option:b', to: 'bye' }, after: { from: 'menu', exit: 'option:b', to: 'new' } },
    ]);
    expect(diff.language).toEqual({ before: 'en', after: 'de' });
    expect(diff.entries.changed).toHaveLength(1);
    expect(diff.notes.removed.map(({ id }) => id)).toEqual(['note2']);
    expect([diff.fallback, diff.maxVisits]).toEqual([undefined, undefined]);
  });
});

test('[DP73] a plan does not grow beyond its greatest size; one that is larger already can be made smaller', () => {
  const longer = (id: string, length: number) => ({ id, text: 'x'.repeat(length), position: { x: 0, y: 0 } });
  const full = { ...plan, notes: [longer('full', planLimits.size - 10_000)] };
  expect(applyOperation(full, { kind: 'add-note', note: longer('more', 20_000) })).toMatchObject({ ok: false, reason: 'too-large' });
  expect(applyOperation(full, { kind: 'add-note', note: longer('more', 10) }).ok).toBe(true);
  const old = { ...plan, notes: [longer('old', planLimits.size), longer('older', planLimits.size)] };
  expect(applyOperation(old, { kind: 'remove-note', noteId: 'older' }).ok).toBe(true);
  expect(applyOperation(old, { kind: 'add-note', note: longer('more', 10) })).toMatchObject({ ok: false, reason: 'too-large' });
});
