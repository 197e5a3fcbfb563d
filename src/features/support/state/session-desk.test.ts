import { describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { emptyView } from './empty-view.ts';
import type { Joining } from './joining.ts';
import type { LiveSession } from './live-session.ts';
import type { LiveView } from './live-view.ts';
import { SessionDesk } from './session-desk.ts';

function deskOf() {
  const steps: string[] = [];
  const views: ReturnType<typeof viewOf>[] = [];
  const open = (joining: Joining): LiveSession => {
    const id = 'sessionId' in joining ? joining.sessionId : `by ${joining.routing}`;
    const view = viewOf(id);
    views.push(view);
    const step = (what: string) => () => void steps.push(`${what} ${id}`);
    const { getState: getView, subscribe } = view;
    const mute = (isMuted: boolean) => void steps.push(`mute ${String(isMuted)} ${id}`);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the desk uses of it
    return { getView, subscribe, start: step('start'), close: step('close'), mute } as unknown as LiveSession;
  };
  return { steps, views, desk: new SessionDesk(open) };
}

function viewOf(id: string) {
  return createStore<LiveView>(() => ({ ...emptyView(), link: 'live', session: { ...emptyView().session, id } }));
}

const at = (sessionId: string): Joining => ({ role: 'expert', sessionId, name: 'Alice' });

describe('the sessions of a tab', () => {
  it('[SU91] one is opened once, also when its page is drawn twice, and told', () => {
    const { steps, desk } = deskOf();
    const told = vi.fn<() => void>();
    desk.subscribe(told);
    desk.look(at('a'))();
    desk.look(at('a'));
    expect(steps).toEqual(['start a']);
    expect(told).toHaveBeenCalled();
    expect(desk.find('a')).toBe(desk.get()[0]?.session);
  });

  it('[SU310] what nobody looks at stays open beside others, muted, and says how much of its chat was seen', () => {
    const { steps, views, desk } = deskOf();
    const away = desk.look(at('a'));
    const voice = { producerId: 'p', seatId: 's', source: 'voice', label: '', width: 0, height: 0, isPaused: false, isMine: true } as const;
    const line = { id: '1', seatId: 's', name: 'Chris', text: 'Hello', at: 1 };
    views[0]?.setState({ chat: [line], streams: [{ ...voice, track: undefined }] });
    desk.look(at('b'));
    away();
    expect(steps).toEqual(['start a', 'start b', 'mute true a']);
    expect(desk.get()).toMatchObject([
      { place: 'a', seenLines: 1 },
      { place: 'b', seenLines: 0 },
    ]);
  });

  it('[SU310] a silent one is not touched; leaving a page twice is leaving it once', () => {
    const { steps, desk } = deskOf();
    const [first, second] = [desk.look(at('a')), desk.look(at('a'))];
    first();
    first();
    second();
    expect(steps).toEqual(['start a']);
  });

  it('[SU311] what is over goes when its page is left, and a new look opens it anew', () => {
    const { steps, views, desk } = deskOf();
    const away = desk.look(at('a'));
    views[0]?.setState({ link: 'ended', endReason: 'done' });
    expect(desk.get()).toHaveLength(1);
    away();
    expect(desk.get()).toEqual([]);
    desk.look(at('a'));
    expect(steps).toEqual(['start a', 'close a', 'start a']);
  });

  it('[SU311] the tab does not come back to what ended before somebody’s eyes; what ended unseen it does (control)', () => {
    const { views, desk } = deskOf();
    const kept: (readonly string[])[] = [];
    desk.subscribe(() => kept.push(desk.toComeBackTo()));
    desk.look(at('a'));
    desk.look(at('b'))();
    expect(kept.at(-1)).toEqual(['a', 'b']);
    for (const view of views) view.setState({ link: 'ended', endReason: 'done' });
    expect(kept.at(-1)).toEqual(['b']);
  });

  it('[SU311] what ends unseen is shown until somebody saw it; who was signed out finds nothing', () => {
    const { views, desk } = deskOf();
    desk.look(at('a'))();
    desk.look(at('b'))();
    views[0]?.setState({ link: 'ended', endReason: 'done' });
    views[1]?.setState({ link: 'ended', endReason: 'signed-out' });
    expect(desk.get().map(({ place }) => place)).toEqual(['a']);
  });

  it('[SU310] a session that a colleague’s link opened is found by its id', () => {
    const { steps, desk } = deskOf();
    const byLink = {
      role: 'expert',
      as: { kind: 'link', routingId: 'r' },
      secret: { kind: 'link', secret: new Uint8Array(16) },
      routing: 'r',
    };
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a literal of the union
    desk.look({ ...byLink, name: 'Bob' } as Joining);
    desk.look(at('by r'));
    expect(steps).toEqual(['start by r']);
  });

  it('[SU311] another person in the tab finds nothing', () => {
    const { steps, desk } = deskOf();
    const away = desk.look(at('a'));
    desk.close();
    desk.close();
    away();
    expect(desk.get()).toEqual([]);
    expect(steps).toEqual(['start a', 'close a']);
  });
});
