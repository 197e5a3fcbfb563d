import { expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { emptyView } from './empty-view.ts';
import type { LiveSession } from './live-session.ts';
import type { LivePerson, LiveView } from './live-view.ts';
import { SessionDesk } from './session-desk.ts';
import { Unseen } from './unseen.ts';

const chris: LivePerson = {
  seatId: 'c',
  name: 'Chris',
  role: 'customer',
  isMe: false,
  isSupervisor: false,
  isHere: true,
  isSealed: true,
  vouchedBy: undefined,
  colour: 0,
  isWaiting: false,
};
const line = (id: string, seatId: string) => ({ id, seatId, name: '', text: 'Hello', at: 1 });

function watched() {
  const view = createStore<LiveView>(() => ({ ...emptyView(), link: 'live', mySeatId: 'me' }));
  const { getState: getView, subscribe } = view;
  const nothing = (): void => undefined;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the desk uses of it
  const session = { getView, subscribe, start: nothing, close: nothing, mute: nothing } as unknown as LiveSession;
  const desk = new SessionDesk(() => session);
  const away = desk.look({ role: 'expert', sessionId: 'a', name: 'Alice' });
  const seen = { isVisible: true };
  const counts: number[] = [];
  const unseen = new Unseen(desk, {
    isVisible: () => seen.isVisible,
    onCount: (count) => counts.push(count),
  });
  return { view, desk, away, seen, unseen, count: () => counts.at(-1) };
}

it('[SU575] what happens in a session that nobody looks at is counted: the customer came, wrote, is lost; (control) what somebody sees is not', () => {
  const { view, seen, unseen, count } = watched();
  view.setState({ people: [chris], chat: [line('1', 'c')] });
  expect(count()).toBe(0);
  view.setState({ people: [], chat: [] });
  seen.isVisible = false;
  unseen.handleVisibility();
  view.setState({ people: [chris] });
  view.setState({ chat: [line('1', 'c')] });
  view.setState({ link: 'locked' });
  view.setState({ link: 'live' });
  view.setState({ people: [{ ...chris, isHere: false }] });
  expect(count()).toBe(4);
  seen.isVisible = true;
  unseen.handleVisibility();
  expect(count()).toBe(0);
});

it('[SU575] my own lines are no news; a session of another page of this tab is', () => {
  const { view, desk, away, count } = watched();
  view.setState({ people: [chris] });
  away();
  view.setState({ chat: [line('1', 'me')] });
  expect(count()).toBe(0);
  view.setState({ chat: [line('1', 'me'), line('2', 'c')] });
  expect(count()).toBe(1);
  desk.look({ role: 'expert', sessionId: 'a', name: 'Alice' });
  expect(count()).toBe(0);
  desk.close();
  expect(count()).toBe(0);
});
