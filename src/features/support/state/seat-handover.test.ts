import { describe, expect, it } from 'vitest';
import { SeatHandover } from './seat-handover.ts';

/** Tabs of one browser: what one posts all others hear. */
class Tabs {
  readonly #all = new Set<(data: unknown) => void>();

  open(kept: Record<string, string> = {}) {
    const storage = new Map(Object.entries(kept));
    const hearing: ((event: MessageEvent<unknown>) => void)[] = [];
    const me = (data: unknown): void => hearing.forEach((hear) => hear(new MessageEvent('message', { data })));
    this.#all.add(me);
    const channel = {
      postMessage: (data: unknown) => [...this.#all].filter((tab) => tab !== me).forEach((tab) => tab(data)),
      close: () => void this.#all.delete(me),
      addEventListener: (_type: 'message', hear: (event: MessageEvent<unknown>) => void) => void hearing.push(hear),
    };
    const tab = {
      getItem: (key: string) => storage.get(key) ?? null,
      setItem: (key: string, value: string) => void storage.set(key, value),
      removeItem: (key: string) => void storage.delete(key),
    };
    return { storage, handover: (place: string) => new SeatHandover(channel, tab, place), post: channel.postMessage };
  }
}

describe('[SU411] a second tab', () => {
  it('gets the seat that the first has in that session, and none of another', async () => {
    const tabs = new Tabs();
    tabs.open({ 'support-seat s-1': 'the seat' }).handover('s-1');
    const [second, other] = [tabs.open(), tabs.open()];
    await Promise.all([second.handover('s-1').fetch(), other.handover('s-2').fetch()]);
    expect([...second.storage]).toEqual([['support-seat s-1', 'the seat']]);
    expect([...other.storage]).toEqual([]);
  });

  it('keeps its own, and hears no nonsense', async () => {
    const tabs = new Tabs();
    const first = tabs.open({ 'support-seat s-1': 'mine' });
    const stranger = tabs.open();
    await first.handover('s-1').fetch();
    stranger.post({ type: 'seat', place: 's-1', seat: 'another' });
    stranger.post({ type: 'seat', place: 's-1' });
    expect(first.storage.get('support-seat s-1')).toBe('mine');
  });

  it('is not answered by a tab that is closed', async () => {
    const tabs = new Tabs();
    tabs.open({ 'support-seat s-1': 'the seat' }).handover('s-1').close();
    const second = tabs.open();
    await second.handover('s-1').fetch();
    expect(second.storage.size).toBe(0);
  });
});
