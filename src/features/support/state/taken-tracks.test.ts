import { describe, expect, it } from 'vitest';
import type { RoomClient } from '../../../platform/sfu/room-client.ts';
import type { Captured } from './capture.ts';
import { StreamDesk } from './stream-desk.ts';
import { aliceSeat, customerSeat, TestSide } from './testing/context.testing.ts';

/** A device's track: the system can hold it back and take it. */
class Device implements Captured {
  readonly #track = Object.assign(new EventTarget(), { readyState: 'live', enabled: true, muted: false, getSettings: () => ({}) });
  readonly label = '';

  get track(): MediaStreamTrack {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the desk uses of a track
    return this.#track as unknown as MediaStreamTrack;
  }
  close(): void {
    this.#track.readyState = 'ended';
  }
  hold(isHeld: boolean): void {
    this.#track.muted = isHeld;
    this.#track.dispatchEvent(new Event(isHeld ? 'mute' : 'unmute'));
  }
  take(): void {
    this.close();
    this.#track.dispatchEvent(new Event('ended'));
  }
}

function phone(seatId = customerSeat) {
  const side = new TestSide(seatId);
  const desk = new StreamDesk(side.context, {
    openRoom: () => {
      const nothing = (): void => undefined;
      const sent = { producerId: 'p-1', close: nothing, pause: nothing, resume: nothing, replaceTrack: () => Promise.resolve() };
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the desk uses of a room here
      return Promise.resolve({ send: () => Promise.resolve(sent), setKeys: nothing } as unknown as RoomClient);
    },
    holds: () => true,
    onEnded: () => undefined,
  });
  return { side, desk };
}

describe('[SU362] what the system holds back', () => {
  it('is said after a second, and at once when it is given back; a moment is nothing', async () => {
    const { side, desk } = phone();
    const camera = new Device();
    await desk.share(camera, 'camera');
    const before = side.sent.length;
    camera.hold(true);
    side.pass(400);
    camera.hold(false);
    side.pass(2_000);
    expect(side.sent).toHaveLength(before);
    camera.hold(true);
    side.pass(1_000);
    expect(side.sent.at(-1)).toMatchObject({ type: 'share', streams: [{ source: 'camera', isPaused: false, isHeld: true }] });
    expect(side.view.streams[0]?.isHeld).toBe(true);
    camera.hold(false);
    expect(side.sent.at(-1)).toMatchObject({ streams: [{ source: 'camera' }] });
    expect(side.sent.at(-1)).not.toHaveProperty('streams.0.isHeld');
    expect(side.view.streams[0]?.isHeld).toBe(false);
  });

  it('is told of the camera that is on, and of no screen', async () => {
    const { side, desk } = phone();
    const [front, rear, screen] = [new Device(), new Device(), new Device()];
    await desk.share(front, 'camera');
    await desk.change('p-1', () => Promise.resolve(rear));
    front.hold(true);
    side.pass(2_000);
    expect(side.view.streams[0]?.isHeld).toBe(false);
    rear.hold(true);
    side.pass(2_000);
    expect(side.view.streams[0]?.isHeld, 'control').toBe(true);
    const other = phone();
    await other.desk.share(screen, 'screen');
    screen.hold(true);
    other.side.pass(2_000);
    expect(other.side.view.streams[0]?.isHeld).toBe(false);
  });
});

describe('[SU363] a voice that ended', () => {
  it('by itself is said, also to who comes later, until it is on again', async () => {
    const { side, desk } = phone();
    const voice = new Device();
    await desk.share(voice, 'voice');
    voice.take();
    expect(side.sent.at(-1)).toEqual({ type: 'share', streams: [], lost: ['voice'] });
    expect(side.view.lost).toEqual([{ seatId: customerSeat, source: 'voice', isMine: true }]);
    const said = side.sent.length;
    desk.handleJoined();
    expect(side.sent.slice(said)).toEqual([{ type: 'share', streams: [], lost: ['voice'] }]);
    await desk.share(new Device(), 'voice');
    expect(side.sent.at(-1)).not.toHaveProperty('lost');
    expect(side.view.lost).toEqual([]);
  });

  it('by a person is not, and neither is a screen', async () => {
    const { side, desk } = phone();
    await desk.share(new Device(), 'voice');
    desk.stop({ source: 'voice' });
    const screen = new Device();
    await desk.share(screen, 'screen');
    screen.take();
    expect([side.sent.at(-1), side.view.lost]).toEqual([{ type: 'share', streams: [] }, []]);
  });

  it('is known of the others as they say, and of nobody who is gone', () => {
    const { side, desk } = phone(aliceSeat);
    desk.handleShare(side.hears({ type: 'share', streams: [], lost: ['voice'] }, customerSeat));
    expect(side.view.lost).toEqual([{ seatId: customerSeat, source: 'voice', isMine: false }]);
    desk.handleGone(customerSeat);
    expect(side.view.lost).toEqual([]);
    desk.handleShare(side.hears({ type: 'share', streams: [], lost: ['voice'] }, customerSeat));
    desk.handleShare(side.hears({ type: 'share', streams: [] }, customerSeat));
    expect(side.view.lost).toEqual([]);
  });
});
