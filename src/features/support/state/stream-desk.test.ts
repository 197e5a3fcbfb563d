import { describe, expect, it, vi } from 'vitest';
import type { FrameKeys } from '../../../../seal/index.ts';
import type { RoomClient } from '../../../platform/sfu/room-client.ts';
import type { Captured } from './capture.ts';
import { StreamDesk } from './stream-desk.ts';
import { aliceSeat, customerSeat, TestSide } from './testing/context.testing.ts';

/** A track that ends when it is closed, as a browser's does. */
function capturedScreen(): Captured {
  const track = Object.assign(new EventTarget(), { readyState: 'live', enabled: true, getSettings: () => ({ width: 1280, height: 720 }) });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the desk uses of a track
  return { track: track as unknown as MediaStreamTrack, label: 'Screen', close: () => void (track.readyState = 'ended') };
}

function deskWith(opening: Promise<void> = Promise.resolve()) {
  const side = new TestSide(customerSeat);
  const sent = {
    producerId: 'p-1',
    pause: vi.fn<() => void>(),
    resume: vi.fn<() => void>(),
    close: vi.fn<() => void>(),
    replaceTrack: vi.fn<() => Promise<void>>(),
  };
  const room = {
    setKeys: () => undefined,
    send: vi.fn<() => Promise<typeof sent>>().mockResolvedValue(sent),
    receive: vi
      .fn<() => Promise<unknown>>()
      .mockResolvedValue({ track: undefined, setShownHeight: () => undefined, close: () => undefined }),
    handleReconnected: vi.fn<() => Promise<boolean>>(),
    close: () => undefined,
  };
  const desk = new StreamDesk(side.context, {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the desk uses of a room here
    openRoom: () => opening.then(() => room as unknown as RoomClient),
    onEnded: () => undefined,
  });
  return { side, desk, room, sent };
}

describe('what is shared', () => {
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
    const { side, desk, sent } = deskWith(new Promise((resolve) => (open = resolve)));
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
    const voice = { producerId: 'v-1', source: 'voice', label: '', width: 0, height: 0, isPaused: false } as const;
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
});
