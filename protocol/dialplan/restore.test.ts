import { anything, array, assert, nat, property, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { migrate } from './migrations/migrate.ts';
import type { Migration } from './migrations/migrate.ts';
import { migrations } from './migrations/index.ts';
import { brokenRuleOf } from './plan-shape.ts';
import { currentSchemaVersion, planSchema } from './plan.ts';
import type { Plan } from './plan.ts';
import { maxPlanFileLength, restorePlan, restorePlanFile } from './restore.ts';
import type { RestoreResult } from './restore.ts';
import { buildPlan } from './testing/build-plan.ts';
import { randomPlan } from './testing/random-plans.ts';

const plan = buildPlan({
  nodes: { a: { kind: 'play', sounds: [{ kind: 'phrase', phrase: 'closed' }] }, b: { kind: 'hang-up' } },
  ways: ['start > a', 'a.done > b'],
});
const changed = (changes: object): unknown => ({ ...structuredCopy(plan), ...changes });
const structuredCopy = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

/** The plan, and what was repaired as `rule part`. */
function restored(value: unknown): { plan: Plan; repairs: readonly string[] } {
  const result = restorePlan(value);
  if (!result.ok) throw new Error(result.reason);
  expect(planSchema.parse(result.plan)).toEqual(result.plan);
  expect(brokenRuleOf(result.plan)).toBeUndefined();
  return { plan: result.plan, repairs: result.repairs.map(({ rule, part }) => `${rule} ${part}`) };
}

describe('[DP85] plans from elsewhere', () => {
  test('a whole plan stays as it is', () => {
    expect(restored(structuredCopy(plan))).toEqual({ plan, repairs: [] });
    expect(restorePlanFile(JSON.stringify(plan))).toEqual({ ok: true, plan, repairs: [] });
  });

  test('unknown kinds and what is no node are left out, with their edges', () => {
    const { plan: whole, repairs } = restored(
      changed({
        nodes: [...plan.nodes, { id: 'x', kind: 'teleport', settings: {} }, 7, null, { id: '', kind: 'play' }],
        edges: [...plan.edges, { from: 'x', exit: 'done', to: 'b' }],
      }),
    );
    expect(whole).toEqual(plan);
    expect(repairs).toEqual(['unknown-kind x', 'not-a-part nodes.3', 'not-a-part nodes.4', 'not-a-part ', 'edge-dangling x.done']);
  });

  test("wrong settings become the kind's own, right ones stay", () => {
    const { plan: whole, repairs } = restored(
      changed({
        nodes: [
          { ...plan.nodes[0], settings: { sounds: [{ kind: 'phrase', phrase: 'goodbye' }], isInterruptible: 'yes' } },
          { ...plan.nodes[1], title: 7, position: 'left', settings: null },
        ],
      }),
    );
    expect(whole.nodes[0]?.settings).toEqual({ sounds: [{ kind: 'phrase', phrase: 'goodbye' }], isInterruptible: false });
    expect(whole.nodes[1]).toMatchObject({ title: '', position: { x: 0, y: 0 }, settings: { cause: 'completed' } });
    expect(repairs).toEqual(['settings-replaced a', 'settings-replaced b']);
  });

  test('second uses of an id, among all parts, are left out', () => {
    const { plan: whole, repairs } = restored(
      changed({
        nodes: [...plan.nodes, { ...plan.nodes[1], id: 'a' }, { ...plan.nodes[1], id: 'start' }],
        notes: [{ id: 'b', text: '', position: { x: 0, y: 0 } }],
      }),
    );
    expect(whole).toEqual(plan);
    expect(repairs).toEqual(['id-twice a', 'id-twice start', 'id-twice b']);
  });

  test('dangling, doubled and shapeless edges are left out', () => {
    const { plan: whole, repairs } = restored(
      changed({
        edges: [
          ...plan.edges,
          { from: 'a', exit: 'done', to: 'a' },
          { from: 'a', exit: 'nowhere', to: 'b' },
          { from: 'gone', exit: 'done', to: 'b' },
          { from: 'a' },
          'edge',
        ],
      }),
    );
    expect(whole).toEqual(plan);
    expect(repairs).toEqual([
      'edge-twice a.done',
      'edge-dangling a.nowhere',
      'edge-dangling gone.done',
      'not-a-part edges.5',
      'not-a-part edges.6',
    ]);
  });

  test('wrong values of the plan itself become usual ones', () => {
    const { plan: whole, repairs } = restored(
      changed({ language: 'xx', fallback: { kind: 'moon' }, maxVisits: 1e9, notes: 'none', edges: 5 }),
    );
    expect(whole).toMatchObject({ language: 'en', fallback: { kind: 'hang-up' }, maxVisits: 20, notes: [], edges: [] });
    expect(repairs).toEqual(['value-replaced notes', 'value-replaced language', 'value-replaced fallback', 'value-replaced maxVisits']);
  });

  test('too many parts are cut off', () => {
    const notes = Array.from({ length: 250 }, (_, index) => ({ id: `n${index}`, text: '', position: { x: 0, y: 0 } }));
    const { plan: whole, repairs } = restored(changed({ notes }));
    expect(whole.notes).toHaveLength(200);
    expect(repairs).toEqual(['too-many notes']);
  });

  test('keys of prototypes change nothing', () => {
    const text = JSON.stringify(plan).replace(
      '"settings":{',
      '"settings":{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},',
    );
    const result = restorePlanFile(text.replace('{"schemaVersion"', '{"__proto__":{"nodes":[]},"schemaVersion"'));
    expect(result.ok && result.plan).toEqual(plan);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    expect(
      restored(
        changed({
          nodes: [
            { ...plan.nodes[0], kind: '__proto__' },
            { ...plan.nodes[1], id: '__proto__' },
          ],
        }),
      ).plan.nodes,
    ).toEqual([]);
  });
});

describe('[DP86] refused', () => {
  test.each<[string, RestoreResult]>([
    ['', { ok: false, reason: 'not-json' }],
    ['{"schemaVersion":', { ok: false, reason: 'not-json' }],
    ['['.repeat(1_000_000), { ok: false, reason: 'not-json' }],
    ['x'.repeat(maxPlanFileLength + 1), { ok: false, reason: 'too-large' }],
    ['[]', { ok: false, reason: 'not-a-plan' }],
    ['null', { ok: false, reason: 'not-a-plan' }],
    ['{"schemaVersion":1}', { ok: false, reason: 'not-a-plan' }],
    ['{"nodes":[],"entries":[]}', { ok: false, reason: 'no-version' }],
    ['{"schemaVersion":"1","nodes":[],"entries":[]}', { ok: false, reason: 'no-version' }],
    [`{"schemaVersion":${currentSchemaVersion + 1},"nodes":[],"entries":[]}`, { ok: false, reason: 'newer-version' }],
    ['{"schemaVersion":0,"nodes":[],"entries":[]}', { ok: false, reason: 'unknown-version' }],
  ])('%.40s', (text, result) => {
    expect(restorePlanFile(text)).toEqual(result);
  });
});

test('[DP85] whatever is broken in a random plan, what comes out is whole', () => {
  const rubbish = anything({ withNullPrototype: true, maxDepth: 3 });
  assert(
    property(randomPlan, array(tuple(nat(1e6), rubbish), { maxLength: 6 }), (start, breaks) => {
      const value = structuredCopy(start) as unknown;
      for (const [where, what] of breaks) breakAt(value, where, what);
      const result = restorePlan(value);
      expect(result.ok ? [planSchema.safeParse(result.plan).success, brokenRuleOf(result.plan)] : [result.reason, undefined]).toEqual([
        result.ok ? true : 'not-a-plan',
        undefined,
      ]);
    }),
    { numRuns: 1_000, seed: 3 },
  );
}, 120_000);

/** Puts something in place of some value inside. */
function breakAt(value: unknown, where: number, what: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  const keys = Object.keys(value);
  const key = keys[where % Math.max(keys.length, 1)];
  if (key === undefined || key === 'schemaVersion') return;
  const inner = (value as Record<string, unknown>)[key];
  if (where % 3 === 0 || typeof inner !== 'object' || inner === null) (value as Record<string, unknown>)[key] = what;
  else breakAt(inner, Math.floor(where / 3), what);
}

describe('[DP85] migrations', () => {
  const steps: readonly Migration[] = [
    { from: 1, up: (old) => ({ ...old, b: old['a'] }) },
    { from: 2, up: ({ a: _a, ...rest }) => rest },
  ];

  test('are applied one after the other, each once', () => {
    expect(migrate({ schemaVersion: 1, a: 5 }, steps, 3)).toEqual({ ok: true, plan: { schemaVersion: 3, b: 5 }, from: 1 });
    expect(migrate({ schemaVersion: 3, a: 5 }, steps, 3)).toEqual({ ok: true, plan: { schemaVersion: 3, a: 5 }, from: 3 });
  });

  test('[DP86] a version that nobody knows is refused', () => {
    expect(migrate({ schemaVersion: 4 }, steps, 3)).toEqual({ ok: false, reason: 'newer-version' });
    expect(migrate({ schemaVersion: 0 }, steps, 3)).toEqual({ ok: false, reason: 'unknown-version' });
    expect(migrate({ schemaVersion: 1.5 }, steps, 3)).toEqual({ ok: false, reason: 'no-version' });
  });

  test('there is one for every version before the current one', () => {
    expect(migrations.map(({ from }) => from)).toEqual(Array.from({ length: currentSchemaVersion - 1 }, (_, index) => index + 1));
  });
});
