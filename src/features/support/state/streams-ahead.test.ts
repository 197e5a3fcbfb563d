import { describe, expect, it, vi } from 'vitest';
import type { UnnamedStream } from '../../../platform/sfu/room-client.ts';
import { aheadLimits, StreamsAhead } from './streams-ahead.ts';
import { customerSeat, TestSide } from './testing/context.testing.ts';

const origin = { seatId: customerSeat, context: 7 };

function heldStream(kind = 'video') {
  return {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is used of a track
    track: { kind } as MediaStreamTrack,
    name: vi.fn<UnnamedStream['name']>(),
    setShownHeight: vi.fn<UnnamedStream['setShownHeight']>(),
    stats: vi.fn<UnnamedStream['stats']>(),
    close: vi.fn<UnnamedStream['close']>(),
  };
}

function ahead() {
  const side = new TestSide(customerSeat);
  return { side, streams: new StreamsAhead(side.context.schedule) };
}

describe('streams that nobody has named', () => {
  it('[SU452] are opened by their name alone, once they have a place on the page', async () => {
    const { side, streams } = ahead();
    const held = heldStream();
    streams.begin('p-1', () => Promise.resolve(held));
    side.pass(100);
    expect(held.name).not.toHaveBeenCalled();
    const stream = await streams.named('p-1', origin);
    expect(held.name).not.toHaveBeenCalled();
    stream?.setShownHeight(720);
    stream?.setShownHeight(360);
    expect(held.name.mock.calls).toEqual([[origin]]);
    expect(held.setShownHeight.mock.calls).toEqual([[720], [360]]);
    side.pass(aheadLimits.waitMs);
    expect([held.name.mock.calls.length, held.close.mock.calls.length]).toEqual([1, 0]);
    expect(await streams.named('p-1', origin)).toBeUndefined();
  });

  it('[SU452] a voice needs no place, and a picture that gets none does not wait for it for ever', async () => {
    const { side, streams } = ahead();
    const [voice, picture, closed] = [heldStream('audio'), heldStream(), heldStream()];
    for (const [id, held] of Object.entries({ voice, picture, closed })) streams.begin(id, () => Promise.resolve(held));
    for (const id of ['voice', 'picture']) await streams.named(id, origin);
    (await streams.named('closed', origin))?.close();
    expect([voice.name.mock.calls.length, picture.name.mock.calls.length]).toEqual([1, 0]);
    side.pass(1_000);
    expect([picture.name.mock.calls.length, closed.name.mock.calls.length, closed.close.mock.calls.length]).toEqual([1, 0, 1]);
  });

  it('[SU452] are closed when nobody names them in time, when they end, and with the room', async () => {
    const { side, streams } = ahead();
    const [late, ended, left] = [heldStream(), heldStream(), heldStream()];
    streams.begin('late', () => Promise.resolve(late));
    side.pass(aheadLimits.waitMs);
    streams.begin('ended', () => Promise.resolve(ended));
    streams.drop('ended');
    streams.begin('left', () => Promise.resolve(left));
    streams.close();
    for (const held of [late, ended, left]) {
      await vi.waitFor(() => expect(held.close).toHaveBeenCalledTimes(1));
      expect(held.name).not.toHaveBeenCalled();
    }
    for (const id of ['late', 'ended', 'left']) expect(await streams.named(id, origin)).toBeUndefined();
  });

  it('[SU452] a server that tells of streams for ever makes no more than a few of them come', () => {
    const { side, streams } = ahead();
    let came = 0;
    const come = (): Promise<UnnamedStream> => {
      came += 1;
      return Promise.resolve(heldStream());
    };
    for (let at = 0; at < 100; at += 1) streams.begin(`p-${String(at % 50)}`, come);
    expect(came).toBe(aheadLimits.waiting);
    for (let at = 100; at < 300; at += 1) {
      streams.begin(`p-${String(at)}`, come);
      if (at % 2 === 0) streams.drop(`p-${String(at)}`);
      side.pass(aheadLimits.waitMs);
    }
    expect(came).toBeLessThan(aheadLimits.inVain + aheadLimits.waiting);
  });

  it('[SU452] one that could not come is asked for again by its name', async () => {
    const { streams } = ahead();
    streams.begin('p-1', () => Promise.reject(new Error('lost')));
    expect(await streams.named('p-1', origin)).toBeUndefined();
  });
});
