import { beforeEach, describe, expect, it } from 'vitest';
import type { VoicemailMessage } from '../../../../protocol/telephony/voicemail.ts';
import { VoicemailStore, type VoicemailReader, type MessagesQuery } from './voicemail-store.ts';

function messageOf(id: string, isHeard = false): VoicemailMessage {
  return {
    id,
    boxId: 'box',
    boxName: 'Bob',
    caller: { userId: null, displayName: `Caller ${id}`, number: '100' },
    receivedAt: '2026-05-01T12:00:00.000Z',
    durationMs: 5_000,
    isCut: false,
    heardBy: isHeard ? [{ userId: 'bob', name: 'Bob', at: '2026-05-01T12:01:00.000Z' }] : [],
    deletedAt: null,
  };
}

/** A server with one box. */
class FakeServer implements VoicemailReader {
  inbox = [messageOf('2'), messageOf('1')];
  deleted: VoicemailMessage[] = [];
  isDown = false;

  async boxes() {
    if (this.isDown) throw new Error('down');
    const newCount = this.inbox.filter((item) => item.heardBy.length === 0).length;
    const greetings = { greetings: { greetingId: null, busyGreetingId: null, scheduleId: null, rules: [], temporary: null } };
    return [
      {
        id: 'box',
        name: 'Bob',
        isShared: false,
        newCount,
        isOn: true,
        maxMessageSeconds: 180,
        emailNotice: 'none' as const,
        isMailPossible: false,
        hasPin: false,
        ...greetings,
        version: 1,
      },
    ];
  }
  readonly asked: MessagesQuery[] = [];
  async messages(asked: MessagesQuery) {
    this.asked.push(asked);
    const { query, state } = asked;
    const items = (state === 'inbox' ? this.inbox : this.deleted).filter((item) => item.caller.displayName.includes(query));
    return { items, total: items.length };
  }
  async setHeard(id: string, isHeard: boolean) {
    this.inbox = this.inbox.map((item) => (item.id === id ? messageOf(id, isHeard) : item));
    return messageOf(id, isHeard);
  }
  async delete(id: string) {
    this.deleted.push(...this.inbox.filter((item) => item.id === id));
    this.inbox = this.inbox.filter((item) => item.id !== id);
  }
  async restore(id: string) {
    const [found] = this.deleted.filter((item) => item.id === id);
    this.deleted = this.deleted.filter((item) => item.id !== id);
    if (found) this.inbox.push(found);
    return messageOf(id);
  }
}

describe('my voicemail', () => {
  let server: FakeServer;
  let store: VoicemailStore;
  const shown = (): readonly string[] => store.view.getState().items.map((item) => item.id);
  beforeEach(async () => {
    server = new FakeServer();
    store = new VoicemailStore(server);
    await store.refresh();
  });

  it('[VM40] shows messages, newest first, and how many are new', () => {
    expect(store.view.getState()).toMatchObject({ state: 'ready', newCount: 2 });
    expect(shown()).toEqual(['2', '1']);
  });

  it('[VM40] is read anew when the server says that something changed', async () => {
    server.inbox.unshift(messageOf('3'));
    store.handleChange(3);
    expect(store.view.getState().newCount).toBe(3);
    await store.refresh();
    expect(shown()).toEqual(['3', '2', '1']);
  });

  it('[VM41] what is deleted is in the other folder, and comes back from there', async () => {
    await store.delete('2');
    expect(shown()).toEqual(['1']);
    await store.show('deleted');
    expect(shown()).toEqual(['2']);
    await store.restore('2');
    expect(shown()).toEqual([]);
    await store.show('inbox');
    expect(shown()).toEqual(['1', '2']);
  });

  it('[VM41] heard and new again', async () => {
    await store.setHeard('1', true);
    expect(store.view.getState().items[1]?.heardBy).toHaveLength(1);
    await store.setHeard('1', false);
    expect(store.view.getState().items[1]?.heardBy).toEqual([]);
  });

  it('[VM50] looks at one box, or at all; a box that is gone gives way to all', async () => {
    await store.showBox('box');
    expect(store.view.getState().boxId).toBe('box');
    expect(server.asked.at(-1)).toMatchObject({ boxId: 'box', page: 1 });
    await store.showBox('gone');
    expect(store.view.getState().boxId).toBeUndefined();
    expect(server.asked.at(-1)).not.toHaveProperty('boxId');
    expect(shown()).toEqual(['2', '1']);
  });

  it('[VM42] while the server is away, what was read stays; a search finds by name', async () => {
    await store.search('Caller 1');
    expect(shown()).toEqual(['1']);
    server.isDown = true;
    await store.refresh();
    expect(shown()).toEqual(['1']);
    expect(store.view.getState()).toMatchObject({ state: 'ready', failure: new Error('down') });
  });
});
