import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ScenePage } from '../../../../platform/testing/scene-page.testing.ts';
import { clipSeconds, makeClip } from './testing/playback-clip.testing.ts';

const script = 'src/features/support/expert/records/testing/playback-scene.testing.ts';

const all = { behind: 1e9, ahead: 1e9 };

describe('a recording that is played part by part in Chromium', () => {
  let clip: Buffer;
  let playing: ScenePage;
  beforeAll(async () => {
    clip = makeClip();
    playing = await ScenePage.open({ script, ready: 'play', files: { '/clip.webm': clip } });
  }, 60_000);
  afterAll(() => playing.close());

  const begin = (limits: typeof all) => playing.page.evaluate((wanted) => globalThis.play?.(wanted), limits);
  const look = () =>
    playing.page.evaluate(() => {
      const { playing: scene } = globalThis;
      return scene && { ...scene.look(), reads: scene.reads, openings: scene.openings, isRead: scene.isRead, failure: scene.failure };
    });
  /** Goes to a place. @returns what is seen there */
  async function goTo(seconds: number) {
    await playing.page.evaluate((to) => {
      if (globalThis.playing) globalThis.playing.video.currentTime = to;
    }, seconds);
    await expect.poll(async () => (await look())?.isThere, { timeout: 15_000 }).toBe(true);
    return look();
  }
  /** Where in the clip a picture is from, by its brightness: grey is written in full range. */
  const secondsOf = (brightness = 0) => (brightness - 16) / 1.7;

  it('[SU292] is held whole without limits (control), and knows its length at the end', async () => {
    await begin(all);
    await expect.poll(async () => (await look())?.isRead, { timeout: 15_000 }).toBe(true);
    const seen = await look();
    expect(seen?.failure).toBe('');
    expect(seen?.held).toBeGreaterThan(clipSeconds - 2);
    expect(seen?.duration).toBeGreaterThan(clipSeconds - 2);
    expect(seen?.duration).toBeLessThan(clipSeconds + 2);
  });

  it('[SU292] holds what is around the place that is shown, and shows every place, forwards and back', async () => {
    const share = clip.length / 12;
    await begin({ behind: share, ahead: share });
    const first = await goTo(1);
    expect(first?.held, 'a sixth of it and a part').toBeLessThan(clipSeconds / 3);
    expect(first?.duration, 'it can be led to the end').toBeGreaterThan(clipSeconds / 2);
    for (const [place, openings] of [
      [30, 1],
      [100, 1],
      [95, 1],
      [10, 2],
      [60, 2],
    ] as const) {
      const seen = await goTo(place);
      expect(seen?.failure).toBe('');
      expect(Math.abs(secondsOf(seen?.brightness) - place), `what is seen at ${String(place)} s`).toBeLessThan(3);
      expect(seen?.held, `held at ${String(place)} s`).toBeLessThan(clipSeconds / 3);
      expect(seen?.openings, `opened until ${String(place)} s`).toBe(openings);
    }
  });
});
