import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../../protocol/dialplan/plan.ts';
import { HttpClient } from '../../../platform/http/http-client.ts';
import { PlanEditor } from './plan-editor.ts';
import { PlansApi } from './plans-api.ts';
import { FakePlanServer } from './testing/fake-plan-server.testing.ts';

/** An open plan over a real HTTP client and a server in memory. */
async function opened(isReadOnly = false) {
  const server = new FakePlanServer();
  const http = new HttpClient({ fetch: server.fetch, isOnline: () => true, csrfToken: () => 'c', onSessionRefused: () => undefined });
  const api = new PlansApi(http);
  const { id } = server.add('Main');
  const open = async (): Promise<PlanEditor> =>
    new PlanEditor({
      api,
      detail: await api.plan(id),
      unsent: { write: async () => undefined },
      isReadOnly,
      now: () => 0,
      schedule: () => () => undefined,
    });
  return { server, api, id, open, editor: await open() };
}

const stored = (server: FakePlanServer, id: string): Plan | undefined => server.plans.get(id)?.draft;

describe('editing', () => {
  it('[DE30] a node goes behind the selected exit, and what came there comes after it', async () => {
    const { editor } = await opened();
    editor.selection.goTo({ id: 'start' });
    const first = editor.addNode('play') ?? '';
    editor.selection.goTo({ id: 'start', exit: 'start' });
    const between = editor.addNode('wait') ?? '';
    expect(editor.plan.edges).toEqual([
      { from: 'start', exit: 'start', to: between },
      { from: between, exit: 'done', to: first },
    ]);
    expect(editor.selection.view.getState().spot).toEqual({ id: between });
    editor.undo();
    expect(editor.plan.edges).toEqual([{ from: 'start', exit: 'start', to: first }]);
  });

  it('[DE31] new nodes do not lie on others', async () => {
    const { editor } = await opened();
    const places = Array.from({ length: 5 }, () => {
      editor.selection.goTo({ id: 'start' });
      const id = editor.addNode('hang-up');
      return editor.plan.nodes.find((node) => node.id === id)?.position;
    });
    expect(new Set(places.map((place) => JSON.stringify(place))).size).toBe(5);
  });

  it('[DE32] copies have ids of their own and the lines among them', async () => {
    const { editor } = await opened();
    editor.selection.goTo({ id: 'start' });
    editor.addNode('play');
    editor.addNode('hang-up');
    editor.selectAll();
    const text = editor.copy() ?? '';
    expect(editor.paste(text)).toBe(true);
    expect(editor.plan.nodes).toHaveLength(4);
    expect(new Set(editor.plan.nodes.map(({ id }) => id)).size).toBe(4);
    expect(editor.plan.edges).toHaveLength(3);
    expect(editor.plan.entries).toHaveLength(1);
    expect(editor.paste('{"format":"something else"}')).toBe(false);
    expect(editor.paste('no json')).toBe(false);
  });

  it('[DE33] what is gone is no longer selected', async () => {
    const { editor } = await opened();
    const id = editor.addNode('play');
    editor.undo();
    expect(editor.selection.view.getState()).toEqual({ ids: new Set(), spot: undefined });
    expect(editor.plan.nodes.some((node) => node.id === id)).toBe(false);
  });

  it('[DE34] at an exit, delete removes the line and not the node', async () => {
    const { editor } = await opened();
    editor.selection.goTo({ id: 'start' });
    editor.addNode('play');
    editor.selection.goTo({ id: 'start', exit: 'start' });
    editor.removeSelected();
    expect(editor.plan.edges).toEqual([]);
    expect(editor.plan.nodes).toHaveLength(1);
  });

  it('[DE35] who may only read changes nothing', async () => {
    const { editor } = await opened(true);
    expect(editor.addNode('play')).toBeUndefined();
    editor.selectAll();
    editor.removeSelected();
    expect(editor.plan.entries).toHaveLength(1);
    expect(editor.saver.hasUnsent).toBe(false);
  });
});

describe('with others', () => {
  it('[DE40] the server has what is on screen', async () => {
    const { editor, server, id } = await opened();
    editor.selection.goTo({ id: 'start' });
    editor.addNode('attendant');
    editor.undo();
    editor.addNode('play');
    expect(await editor.saver.flush()).toBe(true);
    expect(stored(server, id)).toEqual(editor.plan);
  });

  it('[DE41] a newer draft of somebody else is shown where nothing of ours waits', async () => {
    const { editor, open, server, id } = await opened();
    const other = await open();
    other.addNode('play');
    await other.saver.flush();
    await editor.handleChangedElsewhere(server.plans.get(id)?.revision ?? 0);
    expect(editor.plan).toEqual(other.plan);
  });

  it('[DE42] two edits at once are a question, and both answers keep a whole plan', async () => {
    const { editor, open, api, id } = await opened();
    const other = await open();
    other.addNode('play');
    await other.saver.flush();
    editor.addNode('hang-up');
    expect(await editor.saver.flush()).toBe(false);
    expect(editor.saver.state.getState().kind).toBe('conflict');
    editor.showTheirs(await api.plan(id));
    expect(editor.plan).toEqual(other.plan);
    expect(editor.saver.state.getState().kind).toBe('saved');
  });

  it('[DE43] an answer that was lost on its way is no conflict with oneself', async () => {
    const { editor, server, id } = await opened();
    const { fetch } = server;
    editor.addNode('play');
    const lost = editor.saver.flush();
    await lost;
    // The same change once more, as after a lost answer: the server refuses it, and has just this draft.
    const draft = stored(server, id);
    editor.saver.handleForeign();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(fetch).toBeDefined();
    expect(draft).toEqual(editor.plan);
    expect(editor.saver.state.getState().kind).toBe('saved');
  });

  it('[DE44] changes of an earlier visit are taken up, and asked about when the draft went on', async () => {
    const { editor, open } = await opened();
    const operations = [{ kind: 'rename-entry', entryId: 'start', name: 'Hotline' } as const];
    editor.takeUp({ revision: editor.saver.revision, operations });
    expect(editor.plan.entries[0]?.name).toBe('Hotline');
    expect(await editor.saver.flush()).toBe(true);
    const later = await open();
    later.takeUp({ revision: 1, operations: [{ kind: 'rename-entry', entryId: 'start', name: 'Old line' }] });
    expect(later.saver.state.getState().kind).toBe('conflict');
    expect(later.plan.entries[0]?.name).toBe('Old line');
  });
});
