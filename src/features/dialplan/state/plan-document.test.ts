import { describe, expect, it } from 'vitest';
import { emptyPlan } from '../../../../protocol/dialplan/plan.ts';
import { newNode } from './edits.ts';
import { PlanDocument } from './plan-document.ts';

function documentAt() {
  let nowMs = 0;
  const document = new PlanDocument(emptyPlan(), () => nowMs);
  return { document, pass: (ms: number) => (nowMs += ms) };
}

function added(document: PlanDocument, id: string): void {
  document.apply({ name: 'add', operation: { kind: 'add-node', node: newNode('play', id, { x: 0, y: 0 }) } });
}

function typed(document: PlanDocument, title: string): void {
  document.apply({ name: 'title', operation: { kind: 'update-node', nodeId: 'a', title }, mergeKey: 'title a' });
}

describe('the draft on screen', () => {
  it('[DE10] undo and redo lead to the same plans', () => {
    const { document } = documentAt();
    const before = document.plan;
    added(document, 'a');
    const after = document.plan;
    expect(document.undo()).toBe('add');
    expect(document.plan).toEqual(before);
    expect(document.redo()).toBe('add');
    expect(document.plan).toEqual(after);
    expect(document.redo()).toBeUndefined();
  });

  it('[DE11] typing is one step of undo, until one pauses', () => {
    const { document, pass } = documentAt();
    added(document, 'a');
    for (const title of ['H', 'He', 'Hel']) {
      typed(document, title);
      pass(200);
    }
    pass(5_000);
    typed(document, 'Hello');
    expect(document.undo()).toBe('title');
    expect(document.plan.nodes[0]?.title).toBe('Hel');
    expect(document.undo()).toBe('title');
    expect(document.plan.nodes[0]?.title).toBe('');
  });

  it('[DE12] what does not fit is refused and changes nothing, not even redo', () => {
    const { document } = documentAt();
    added(document, 'a');
    document.undo();
    const plan = document.plan;
    expect(
      document.apply({ name: 'connect', operation: { kind: 'connect', edge: { from: 'start', exit: 'start', to: 'nobody' } } }),
    ).toEqual({
      ok: false,
      reason: 'unknown-part',
    });
    expect(document.plan).toBe(plan);
    expect(document.redo()).toBe('add');
  });

  it('[DE13] every change is told as an operation, also those of undo and redo', () => {
    const { document } = documentAt();
    const told: string[] = [];
    const scope = new AbortController();
    document.onOperation((operation) => told.push(operation.kind), scope.signal);
    added(document, 'a');
    document.undo();
    document.redo();
    scope.abort();
    document.undo();
    expect(told).toEqual(['add-node', 'remove-node', 'add-node']);
  });

  it('[DE14] another state of the plan has nothing to undo', () => {
    const { document } = documentAt();
    added(document, 'a');
    document.replace(emptyPlan());
    expect(document.view.getState().undo).toBeUndefined();
    expect(document.undo()).toBeUndefined();
  });
});
