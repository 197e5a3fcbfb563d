import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WindowMessage } from '../../../../../protocol/support/cobrowse.ts';
import type { ControlInput } from '../../../../../seal/index.ts';
import type { ControlTarget } from '../../state/control-desk.ts';
import { emptyView } from '../../state/empty-view.ts';
import type { LiveView } from '../../state/live-view.ts';
import { CobrowseSeat } from './cobrowse-seat.ts';
import type { TabName } from './shared-tab.ts';

const site = 'https://shop.example';
const handle = 'c0ffee00-c0ff-ee00-c0ff-eec0ffee0000';
const move: ControlInput = { kind: 'pointer-move', producerId: 'p1', x: 0.5, y: 0.5 };

/** A window whose opener is written to and heard, without a browser. */
function desk() {
  const sent: { readonly message: WindowMessage; readonly to: string }[] = [];
  const opener = { postMessage: (message: WindowMessage, to: string) => void sent.push({ message, to }) } as unknown as Window;
  let hear: (event: unknown) => void = () => undefined;
  vi.stubGlobal('addEventListener', (_type: string, listener: typeof hear) => (hear = listener));
  vi.stubGlobal('removeEventListener', () => (hear = () => undefined));
  vi.stubGlobal(
    'MediaStreamTrack',
    class {
      getCaptureHandle(): null {
        return null;
      }
    },
  );
  let tab: TabName | null = { origin: site, handle };
  let view: LiveView = { ...emptyView(), link: 'live' };
  let tell = (): void => undefined;
  let target: ControlTarget | undefined;
  let touches = 0;
  const seat = new CobrowseSeat(opener, { tabOf: (track) => (track ? tab : undefined), onInput: () => (touches += 1) });
  seat.join({
    getView: () => view,
    subscribe: (listener) => {
      tell = listener;
      return () => undefined;
    },
    setControlTarget: (given) => (target = given),
  });
  return {
    seat,
    sent,
    inputs: () => sent.filter(({ message }) => message.type === 'input'),
    hear: (data: object, more: object = {}) => hear({ source: opener, origin: site, data: { deskline: 1, ...data }, ...more }),
    target: () => target,
    touches: () => touches,
    show: (tabName: TabName | null) => (tab = tabName),
    set: (part: Partial<LiveView>) => {
      view = { ...view, ...part };
      tell();
    },
  };
}

const hello = { type: 'hello', title: 'Shop', handle };
const screen = { producerId: 'p1', seatId: 'me', source: 'screen', label: '', width: 1, height: 1, isPaused: false, isMine: true };
const shared = { streams: [{ ...screen, track: {} }] } as unknown as Partial<LiveView>;
const controlled = { controlHolder: 'e1', people: [{ seatId: 'e1', name: 'Ada' }] } as unknown as Partial<LiveView>;

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the window that a page opened', () => {
  it('[SU201] hears its opener alone, and one origin', () => {
    const { seat, hear, sent } = desk();
    expect(sent).toEqual([{ message: { deskline: 1, type: 'ready' }, to: '*' }]);
    hear(hello, { source: {} });
    hear({ ...hello, handle: 'short' });
    hear(hello, { origin: 'null' });
    expect(seat.view.getState().state).toBe('no-page');
    hear(hello);
    expect(seat.view.getState()).toEqual({ state: 'not-shared', title: 'Shop' });
    hear({ ...hello, title: 'Other' }, { origin: 'https://evil.example' });
    expect(seat.view.getState().title).toBe('Shop');
    expect(sent.slice(1).every(({ to }) => to === site)).toBe(true);
  });

  it('[SU202] offers control only while that very tab is shared', () => {
    const { seat, hear, set, show, target } = desk();
    hear(hello);
    expect(target()).toBeUndefined();
    show({ origin: 'https://evil.example', handle });
    set(shared);
    expect(seat.view.getState().state).toBe('other-tab');
    show({ handle });
    set({});
    expect(target()).toBeUndefined();
    show({ origin: site, handle });
    set({});
    expect(seat.view.getState().state).toBe('ready');
    expect(target()?.label).toBe('Shop');
    set({ streams: [] });
    expect(target()).toBeUndefined();
  });

  it('[SU202] looks at the tab with each input', () => {
    const { hear, set, show, target, inputs, touches } = desk();
    hear(hello);
    set(shared);
    const hand = target();
    hand?.apply(move);
    expect(inputs()).toEqual([]);
    set(controlled);
    hand?.apply(move);
    hand?.apply({ ...move, producerId: 'p2' });
    expect(inputs()).toHaveLength(1);
    show(null);
    hand?.apply(move);
    expect(inputs()).toHaveLength(1);
    expect(touches(), '[SU212] what does nothing makes no picture lively').toBe(1);
  });

  it('[SU203] the page hears of sharing before the picker opens', () => {
    const { seat, hear, sent } = desk();
    hear(hello);
    const opened = vi.fn<() => Promise<never>>(() => new Promise(() => undefined));
    void seat.watching({ screen: opened, camera: opened, microphone: opened }).screen();
    expect(sent.at(-1)?.message).toEqual({ deskline: 1, type: 'sharing', isOn: true });
  });

  it('[SU210] revoking, silence and the end are told, or end it', () => {
    const { seat, hear, set, sent, target } = desk();
    hear(hello);
    set({ ...shared, ...controlled });
    expect(sent.at(-1)?.message).toEqual({ deskline: 1, type: 'controlled', name: 'Ada' });
    set({ controlHolder: undefined });
    expect(sent.at(-1)?.message).toEqual({ deskline: 1, type: 'controlled', name: null });
    vi.advanceTimersByTime(9_000);
    expect(target()).toBeUndefined();
    seat.close();
    expect(sent.at(-1)?.message).toEqual({ deskline: 1, type: 'ended' });
  });
});
