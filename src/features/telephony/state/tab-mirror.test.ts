import { describe, expect, it } from 'vitest';
import { FakeTabHub } from '../../../platform/tab-channel.fake.ts';
import { FakeLocks } from '../../../platform/tab-lock.fake.ts';
import { holdTabLock } from '../../../platform/tab-lock.ts';
import { emptyView, type PhoneCommand, type PhoneView } from './phone-view.ts';
import { TabMirror } from './tab-mirror.ts';

const registered: PhoneView = { ...emptyView, role: 'owner', status: { name: 'registered', sinceMs: 1 } };

function openTab(hub: FakeTabHub, options: { readonly owns?: boolean; readonly userId?: string } = {}) {
  const views: PhoneView[] = [];
  const commands: PhoneCommand[] = [];
  const tab = { isOwner: options.owns ?? false };
  const mirror = new TabMirror({
    channel: hub.join(),
    userId: options.userId ?? 'alice',
    ownView: () => (tab.isOwner ? registered : undefined),
    onView: (view) => views.push(view),
    onCommand: (command) => commands.push(command),
  });
  return { tab, mirror, views, commands };
}

describe('one phone in many tabs', () => {
  it('[SP30] a new tab is told at once; later changes reach every other tab', () => {
    const hub = new FakeTabHub();
    const owner = openTab(hub, { owns: true });
    const second = openTab(hub);
    expect(second.views).toEqual([registered]);
    const third = openTab(hub);
    owner.mirror.tell(emptyView);
    expect(second.views.at(-1)).toEqual(emptyView);
    expect(third.views.at(-1)).toEqual(emptyView);
    expect(owner.views).toEqual([]);
  });

  it('[SP31] a command reaches the owner only', () => {
    const hub = new FakeTabHub();
    const owner = openTab(hub, { owns: true });
    const second = openTab(hub);
    const third = openTab(hub);
    third.mirror.ask({ name: 'answer', callId: 'c' });
    expect(owner.commands).toEqual([{ name: 'answer', callId: 'c' }]);
    expect(second.commands).toEqual([]);
  });

  it('[SP31] nonsense, another person and another version are not listened to', () => {
    const hub = new FakeTabHub();
    const owner = openTab(hub, { owns: true });
    const stranger = openTab(hub, { userId: 'bob' });
    const raw = hub.join();
    stranger.mirror.ask({ name: 'hangUp', callId: 'c' });
    for (const message of [
      null,
      'x',
      { version: 1, userId: 'alice', kind: 'command', data: { name: 'burn' } },
      { version: 99, userId: 'alice', kind: 'command', data: { name: 'allowSound' } },
    ])
      raw.post(message);
    expect(owner.commands).toEqual([]);
    expect(stranger.views).toEqual([]);
  });

  it('[SP32] the lock passes to the next tab when its holder goes, and never to one that gave up', async () => {
    const browser = new FakeLocks();
    const lives = [new AbortController(), new AbortController(), new AbortController()] as const;
    const order: number[] = [];
    const held = lives.map((life, index) =>
      holdTabLock('phone', { locks: browser.tab().locks, signal: life.signal, onHeld: () => order.push(index) }),
    );
    await Promise.resolve();
    await Promise.resolve();
    expect(order).toEqual([0]);
    lives[1].abort();
    lives[0].abort();
    await held[0];
    await held[1];
    expect(order).toEqual([0, 2]);
    lives[2].abort();
    await held[2];
  });
});
