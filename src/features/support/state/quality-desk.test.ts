import { describe, expect, it } from 'vitest';
import type { LineSample } from '../../../platform/sfu/line-quality.ts';
import { QualityDesk, type MeasuredRoom } from './quality-desk.ts';
import { aliceSeat, TestSide } from './testing/context.testing.ts';

const good: LineSample = { roundTripMs: 30, lostShare: 0, isTcp: false };

function deskOf() {
  const side = new TestSide(aliceSeat);
  const desk = new QualityDesk(side.context);
  const room = { state: 'open' as MeasuredRoom['state'], sample: good, measured: 0, measure: () => Promise.resolve(good) };
  room.measure = () => {
    room.measured += 1;
    return Promise.resolve(room.sample);
  };
  desk.watch(room);
  const measured = async (sample: LineSample): Promise<void> => {
    room.sample = sample;
    side.pass(3_000);
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { side, desk, room, measured };
}

describe('how good the connection is', () => {
  it('[SU321] is said after two samples that agree, with the reason; one that differs is no news', async () => {
    const { side, measured } = deskOf();
    await measured(good);
    expect(side.view.quality).toBeUndefined();
    await measured(good);
    expect(side.view.quality).toEqual({ state: 'good', why: undefined });
    await measured({ ...good, lostShare: 0.2 });
    await measured(good);
    expect(side.view.quality?.state).toBe('good');
    for (const [sample, why] of [
      [{ ...good, lostShare: 0.06, roundTripMs: 900 }, 'losing'],
      [{ ...good, roundTripMs: 401, isTcp: true }, 'slow'],
      [{ ...good, isTcp: true }, 'tcp'],
    ] as const) {
      await measured(sample);
      await measured(sample);
      expect(side.view.quality).toEqual({ state: 'weak', why });
    }
  });

  it('[SU321] a way that is gone is lost at once; a room that is closed is asked no more', async () => {
    const { side, room, measured } = deskOf();
    room.state = 'interrupted';
    await measured(good);
    expect(side.view.quality?.state).toBe('lost');
    room.state = 'closed';
    await measured(good);
    await measured(good);
    expect(room.measured).toBe(1);
  });

  it('[SU321] nothing is measured after the end', async () => {
    const { desk, room, measured } = deskOf();
    desk.close();
    await measured(good);
    expect(room.measured).toBe(0);
  });
});
