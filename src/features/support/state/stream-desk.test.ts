import { describe, expect, it, vi } from 'vitest';
import type { FrameKeys } from '../../../../seal/index.ts';
import type { RoomClient } from '../../../platform/sfu/room-client.ts';
import type { Captured } from './capture.ts';
import { StreamDesk } from './stream-desk.ts';
import { aliceSeat, bobSeat, customerSeat, TestSide } from './testing/context.testing.ts';

/** A track that ends when it is closed, as a browser's does. */
function capturedScreen(): Captured {
  const track = Object.assign(new EventTarget(), { readyState: 'live', enabled: true, getSettings: () => ({ width: 1280, height: 720 }) });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the desk uses of a track
  return { track: track as unknown as MediaStreamTrack, label: 'Screen', close: () => void (track.readyState = 'ended') };
}

function deskWith(opening: () => Promise<void> = () => Promise.resolve(), seatId = customerSeat) {
  const side = new TestSide(seatId);
  const may = new Set<string>();
  const sent = {
    producerId: 'p-1',
    pause: vi.fn<() => void>(),
    resume: vi.fn<() => void>(),
    close: vi.fn<() => void>(),
    replaceTrack: vi.fn<() => Promise<void>>(),
  };
  const [named, closed] = [vi.fn<() => void>(), vi.fn<() => void>()];
  const room = {
    setKeys: () => undefined,
    send: vi.fn<() => Promise<typeof sent>>().mockResolvedValue(sent),
    receiveUnnamed: vi
      .fn<(producerId: string) => Promise<unknown>>()
      .mockImplementation(() => Promise.resolve({ track: { kind: 'video' }, name: named, setShownHeight: () => undefined, close: closed })),
    receive: vi
      .fn<() => Promise<unknown>>()
      .mockResolvedValue({ track: undefined, setShownHeight: () => undefined, close: () => undefined }),
    handleReconnected: vi.fn<() => Promise<boolean>>(),
    close: () => undefined,
  };
  const ended: string[] = [];
  let opened = 0;
  const desk = new StreamDesk(side.context, {
    openRoom: async () => {
      opened += 1;
      await opening();
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the desk uses of a room here
      return room as unknown as RoomClient;
    },
    onEnded: (source) => ended.push(source),
    holds: (capability, holder) => holder === seatId && may.has(capability),
  });
  return { may, side, desk, room, sent, ended, named, closed, opened: () => opened };
}

describe('what is shared', () => {
  it('[SU407] of two screens one that ends by itself leaves the other; that none is left is told with the last', async () => {
    const { desk, ended } = deskWith();
    const [first, second] = [capturedScreen(), capturedScreen()];
    await desk.share(first, 'screen');
    await desk.share(second, 'screen');
    first.track.dispatchEvent(new Event('ended'));
    expect([ended, desk.has('screen'), second.track.readyState]).toEqual([[], true, 'live']);
    second.track.dispatchEvent(new Event('ended'));
    expect([ended, desk.has('screen')]).toEqual([['screen'], false]);
  });

  it('[SU555] is closed on the page of whoever may not see it any more, and comes again when they may', async () => {
    const { side, desk, room, may } = deskWith(undefined, aliceSeat);
    const close = vi.fn<() => void>();
    room.receive.mockImplementation(() => Promise.resolve({ track: {}, setShownHeight: () => undefined, close }));
    const shown = () => side.view.streams.map(({ producerId, track }) => `${producerId} ${track ? 'there' : 'coming'}`);
    const screen = { producerId: 's-1', source: 'screen', label: '', width: 1, height: 1, isPaused: false, context: 1 } as const;
    desk.handleKeys({} as FrameKeys);
    desk.handleShare(side.hears({ type: 'share', streams: [screen] }, customerSeat));
    desk.handleShare(side.hears({ type: 'share', streams: [{ ...screen, producerId: 'v-1', source: 'voice' }] }, bobSeat));
    await vi.waitFor(() => expect(shown(), 'a colleague’s voice is nobody’s to allow').toEqual(['v-1 there']));
    may.add('view');
    desk.handleGrants();
    await vi.waitFor(() => expect(shown()).toEqual(['s-1 there', 'v-1 there']));
    may.delete('view');
    desk.handleGrants();
    expect([shown(), close.mock.calls.length]).toEqual([['v-1 there'], 1]);
    desk.handleShare(side.hears({ type: 'share', streams: [{ ...screen, isPaused: true }] }, customerSeat));
    await room.handleReconnected.mockResolvedValue(false)();
    expect([shown(), room.receive.mock.calls.length], 'what is said of it again brings it not').toEqual([['v-1 there'], 2]);
    may.add('view');
    desk.handleGrants();
    await vi.waitFor(() => expect(shown()).toEqual(['s-1 there', 'v-1 there']));
  });

  it('[SU555] what is over while it comes is not shown', async () => {
    const { side, desk, room, may } = deskWith(undefined, aliceSeat);
    const close = vi.fn<() => void>();
    let come = (): void => undefined;
    room.receive.mockImplementation(
      () => new Promise((resolve) => (come = () => resolve({ track: {}, setShownHeight: () => undefined, close }))),
    );
    const screen = { producerId: 's-1', source: 'screen', label: '', width: 1, height: 1, isPaused: false, context: 1 } as const;
    may.add('view');
    desk.handleKeys({} as FrameKeys);
    desk.handleShare(side.hears({ type: 'share', streams: [screen] }, customerSeat));
    await vi.waitFor(() => expect(room.receive).toHaveBeenCalled());
    may.delete('view');
    desk.handleGrants();
    come();
    await vi.waitFor(() => expect(close).toHaveBeenCalled());
    expect(side.view.streams).toEqual([]);
  });

  it('[SU442] finds the room opened ahead, once, and not after the end', async () => {
    const { desk, opened } = deskWith();
    desk.prepare();
    desk.prepare();
    await desk.share(capturedScreen(), 'screen');
    expect([desk.has('screen'), opened()]).toEqual([true, 1]);
    const other = deskWith();
    other.desk.close();
    other.desk.prepare();
    expect(other.opened()).toBe(0);
  });

  it('[SU442] a room that could not be opened ahead is opened for the first picture', async () => {
    const openings = [Promise.reject(new Error('no room')), Promise.resolve()];
    const { desk, opened } = deskWith(() => openings.shift() ?? Promise.resolve());
    desk.prepare();
    await new Promise((resolve) => setTimeout(resolve));
    await desk.share(capturedScreen(), 'screen');
    expect([desk.has('screen'), opened()]).toEqual([true, 2]);
  });

  it('[SU168] is told to everybody, and stopping ends the track before anything is said', async () => {
    const { side, desk, sent } = deskWith();
    const screen = capturedScreen();
    await desk.share(screen, 'screen');
    expect(side.sent).toMatchObject([{ type: 'share', streams: [{ producerId: 'p-1', source: 'screen' }] }]);
    desk.stop();
    expect(screen.track.readyState).toBe('ended');
    expect(sent.close).toHaveBeenCalled();
    expect(side.sent.at(-1)).toEqual({ type: 'share', streams: [] });
  });

  it('[SU168] what is only beginning when everything is stopped never begins', async () => {
    let open = (): void => undefined;
    const { side, desk, sent } = deskWith(() => new Promise((resolve) => (open = resolve)));
    const screen = capturedScreen();
    const sharing = desk.share(screen, 'screen');
    desk.stop();
    expect(screen.track.readyState).toBe('ended');
    open();
    await expect(sharing).rejects.toThrow('ended before');
    expect(sent.close).toHaveBeenCalled();
    expect([desk.has('screen'), side.sent.filter((event) => event.type === 'share' && event.streams.length > 0)]).toEqual([false, []]);
  });

  it('[SU169] while it is locked nothing is sent; what a person paused stays paused', async () => {
    const { desk, sent } = deskWith();
    await desk.share(capturedScreen(), 'screen');
    desk.setLocked(true);
    expect(sent.pause).toHaveBeenCalledTimes(1);
    desk.setLocked(false);
    expect(sent.resume).toHaveBeenCalledTimes(1);
    desk.setPaused('screen', true);
    desk.setLocked(false);
    expect(sent.resume).toHaveBeenCalledTimes(1);
  });

  it('[SU323] whoever was away for so long that the server forgot their streams sends and takes them anew', async () => {
    const { side, desk, room, sent } = deskWith();
    await desk.share(capturedScreen(), 'screen');
    desk.handleKeys({} as FrameKeys);
    const voice = { producerId: 'v-1', source: 'voice', label: '', width: 0, height: 0, isPaused: false, context: 1 } as const;
    desk.handleShare(side.hears({ type: 'share', streams: [voice] }, aliceSeat));
    await vi.waitFor(() => expect(room.receive).toHaveBeenCalledTimes(1));
    room.handleReconnected.mockResolvedValue(true);
    desk.handleReconnected();
    await vi.waitFor(() => expect(room.handleReconnected).toHaveBeenCalledTimes(1));
    expect(room.send, 'control: what is known goes on').toHaveBeenCalledTimes(1);
    room.handleReconnected.mockResolvedValue(false);
    room.send.mockResolvedValue({ ...sent, producerId: 'p-2' });
    desk.handleReconnected();
    await vi.waitFor(() => expect(room.receive).toHaveBeenCalledTimes(2));
    expect(room.send).toHaveBeenCalledTimes(2);
    expect(side.sent.at(-1)).toMatchObject({ type: 'share', streams: [{ producerId: 'p-2' }] });
    expect(side.view.streams.map(({ producerId }) => producerId)).toEqual(['p-2', 'v-1']);
  });

  it('[SU452] what the server tells of comes at once, and is seen when its sender names it', async () => {
    const { side, desk, room, named } = deskWith();
    desk.handleProducerAdded('v-1');
    desk.prepare();
    desk.handleProducerAdded('v-1');
    expect(room.receiveUnnamed, 'without keys nothing comes').not.toHaveBeenCalled();
    desk.handleKeys({} as FrameKeys);
    desk.handleProducerAdded('v-1');
    await vi.waitFor(() => expect(room.receiveUnnamed.mock.calls).toEqual([['v-1']]));
    expect(side.view.streams).toEqual([]);
    const voice = { producerId: 'v-1', source: 'screen', label: '', width: 0, height: 0, isPaused: false, context: 3 } as const;
    desk.handleShare(side.hears({ type: 'share', streams: [voice] }, aliceSeat));
    await vi.waitFor(() => expect(side.view.streams[0]?.track).toBeDefined());
    desk.setShownHeight('v-1', 720);
    expect(named.mock.calls).toEqual([[{ seatId: aliceSeat, context: 3 }]]);
    desk.handleProducerAdded('v-1');
    expect([room.receive.mock.calls.length, room.receiveUnnamed.mock.calls.length]).toEqual([0, 1]);
  });

  it('[SU452] what the server told of before there were keys comes with them, unless it ended meanwhile, and not without bounds', async () => {
    const { desk, room } = deskWith();
    desk.prepare();
    for (const id of ['ended', 'a', 'b', 'c', 'too many']) desk.handleProducerAdded(id);
    desk.handleProducerRemoved('ended');
    expect(room.receiveUnnamed).not.toHaveBeenCalled();
    desk.handleKeys({} as FrameKeys);
    await vi.waitFor(() => expect(room.receiveUnnamed.mock.calls.flat()).toEqual(['a', 'b', 'c']));
    desk.handleKeys({} as FrameKeys);
    desk.handleProducerAdded('d');
    await vi.waitFor(() => expect(room.receiveUnnamed.mock.calls.flat()).toEqual(['a', 'b', 'c', 'd']));
  });

  it('[SU452] what nobody names is never seen, and is closed in time, when it ends and with the desk', async () => {
    const { side, desk, room, named, closed } = deskWith();
    desk.prepare();
    desk.handleKeys({} as FrameKeys);
    for (const id of ['late', 'ended', 'left']) desk.handleProducerAdded(id);
    await vi.waitFor(() => expect(room.receiveUnnamed).toHaveBeenCalledTimes(3));
    desk.handleProducerRemoved('ended');
    await vi.waitFor(() => expect(closed).toHaveBeenCalledTimes(1));
    side.pass(5_000);
    await vi.waitFor(() => expect(closed).toHaveBeenCalledTimes(3));
    desk.handleProducerAdded('last');
    desk.close();
    await vi.waitFor(() => expect(closed).toHaveBeenCalledTimes(4));
    expect([side.view.streams, named.mock.calls]).toEqual([[], []]);
  });

  it('[SU516] at the end nothing is shown any more, neither mine nor another’s, and nobody is told', async () => {
    const { side, desk } = deskWith();
    desk.handleKeys({} as FrameKeys);
    await desk.share(capturedScreen(), 'screen');
    const voice = { producerId: 'v-1', source: 'voice', label: '', width: 0, height: 0, isPaused: false, context: 3 } as const;
    desk.handleShare(side.hears({ type: 'share', streams: [voice] }, aliceSeat));
    await vi.waitFor(() => expect(side.view.streams).toHaveLength(2));
    const said = side.sent.length;
    desk.close();
    expect([side.view.streams, side.sent.length]).toEqual([[], said]);
  });

  it('[SU344] another camera goes into the same stream; paused it stays paused, and the one before has no say any more', async () => {
    const { side, desk, sent } = deskWith();
    const [front, rear] = [capturedScreen(), capturedScreen()];
    await desk.share(front, 'camera');
    desk.setPaused('camera', true);
    await desk.change('p-1', (before) => {
      before.close();
      return Promise.resolve(rear);
    });
    expect(sent.replaceTrack).toHaveBeenCalledWith(rear.track);
    expect([rear.track.enabled, sent.close.mock.calls]).toEqual([false, []]);
    front.track.dispatchEvent(new Event('ended'));
    expect([desk.has('camera'), side.view.streams[0]?.track]).toEqual([true, rear.track]);
    rear.track.dispatchEvent(new Event('ended'));
    expect(desk.has('camera')).toBe(false);
  });

  it('[SU344] when the other one cannot be had and the first is gone, the stream is over; when the first is there, it goes on', async () => {
    const { desk } = deskWith();
    await desk.share(capturedScreen(), 'camera');
    const fails = (): Promise<Captured> => Promise.reject(new Error('busy'));
    await expect(desk.change('p-1', fails)).rejects.toThrow('busy');
    expect(desk.has('camera')).toBe(true);
    await expect(
      desk.change('p-1', (before) => {
        before.close();
        return fails();
      }),
    ).rejects.toThrow('busy');
    expect(desk.has('camera')).toBe(false);
    await expect(desk.change('p-1', fails)).rejects.toThrow('no such stream');
  });

  it('[SU344] what is stopped while the other one is being opened stays stopped', async () => {
    const { desk } = deskWith();
    const rear = capturedScreen();
    await desk.share(capturedScreen(), 'camera');
    await desk.change('p-1', () => {
      desk.stop();
      return Promise.resolve(rear);
    });
    expect([rear.track.readyState, desk.has('camera')]).toEqual(['ended', false]);
  });
});
