import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ScenePage } from '../testing/scene-page.testing.ts';
import type { MaskArea } from './mask-messages.ts';

/** Left upper quarter. */
const quarter: MaskArea = { x: 0, y: 0, width: 0.5, height: 0.5 };
const places = [
  [0.25, 0.25],
  [0.75, 0.75],
] as const;
const dark = 24;

describe('a mask in Chromium', () => {
  let masking: ScenePage;
  beforeAll(async () => {
    masking = await ScenePage.open({ script: 'src/platform/masking/testing/masking-scene.testing.ts', ready: 'scene' });
  });
  afterAll(() => masking.close());
  beforeEach(async () => {
    await masking.page.evaluate(() => void globalThis.newScene?.());
    await vi.waitUntil(async () => (await isShown()).every(Boolean), { timeout: 10_000 });
  });

  const look = () => masking.page.evaluate((at) => globalThis.scene?.look(at), places);
  /** Whether something is seen at each of the places; false: black. */
  async function isShown(): Promise<readonly boolean[]> {
    return (await look())?.colours.map((colour) => Math.max(...colour) > dark) ?? [];
  }
  const setAreas = (areas: readonly MaskArea[]) => masking.page.evaluate((wanted) => globalThis.scene?.setAreas(wanted), areas);
  const states = () => masking.page.evaluate(() => ({ ...globalThis.scene?.states(), ends: globalThis.scene?.ends }));

  it('[SU140] makes its area black in the track that leaves, and nothing else; without it all is seen (control)', async () => {
    await setAreas([quarter]);
    await expect.poll(isShown).toEqual([false, true]);
    const frames = [];
    for (let times = 0; times < 20; times += 1) frames.push((await isShown())[0]);
    expect(frames.every((isSeen) => isSeen === false)).toBe(true);
    await setAreas([]);
    await expect.poll(isShown).toEqual([true, true]);
  });

  /** The longest that one waits for being sent again is half a second: after this nothing goes by itself any more. */
  async function standStill(): Promise<void> {
    await masking.page.evaluate(() => globalThis.scene?.standStill());
    await expect.poll(() => masking.page.evaluate(() => globalThis.scene?.stillMs ?? 0), { timeout: 5_000 }).toBeGreaterThan(700);
  }

  it('[SU146] is painted also over a picture that stands still', async () => {
    await standStill();
    await setAreas([quarter]);
    await expect.poll(isShown).toEqual([false, true]);
  });

  it('[SU146] makes a picture that stands still and cannot be read all black, at its size, until there is a new one', async () => {
    await masking.page.evaluate(() => void globalThis.newScene?.({ isUnreadable: true }));
    await vi.waitUntil(async () => (await isShown()).every(Boolean), { timeout: 10_000 });
    await standStill();
    await setAreas([quarter]);
    await expect.poll(isShown).toEqual([false, false]);
    expect((await look())?.width).toBe(640);
    await masking.page.evaluate(() => globalThis.scene?.move());
    await expect.poll(isShown).toEqual([false, true]);
    await setAreas([]);
    await expect.poll(isShown).toEqual([true, true]);
  });

  it('[SU141] makes everything black when the picture changes its size, until somebody has looked', async () => {
    await setAreas([quarter]);
    await expect.poll(isShown).toEqual([false, true]);
    await masking.page.evaluate(() => globalThis.scene?.resize(320, 240));
    await expect.poll(async () => (await look())?.width).toBe(320);
    expect(await isShown()).toEqual([false, false]);
    expect(await masking.page.evaluate(() => globalThis.scene?.masked.getView().isBlackedOut)).toBe(true);
    await masking.page.evaluate(() => globalThis.scene?.masked.confirm());
    await expect.poll(isShown).toEqual([false, true]);
  });

  it('[SU141] without areas a change of size hides nothing', async () => {
    await masking.page.evaluate(() => globalThis.scene?.resize(320, 240));
    await expect.poll(async () => (await look())?.width).toBe(320);
    expect(await isShown()).toEqual([true, true]);
  });

  it('[SU143] ends the sharing when its worker dies without a word', async () => {
    await masking.page.evaluate(() => globalThis.scene?.worker.terminate());
    await expect.poll(states, { timeout: 15_000 }).toEqual({ source: 'ended', out: 'ended', ends: 1 });
  });

  it('[SU143] ends the sharing when its worker fails', async () => {
    await masking.page.evaluate(() => void globalThis.scene?.worker.dispatchEvent(new Event('error')));
    expect(await states()).toEqual({ source: 'ended', out: 'ended', ends: 1 });
  });

  it('[SU144] says the size of its source from the start', async () => {
    const { width, height } = await masking.page.evaluate(() => globalThis.newScene?.().masked.track.getSettings() ?? {});
    expect({ width, height }).toEqual({ width: 640, height: 360 });
  });

  it('[SU144] tells when the source ended, and ends it when it is closed', async () => {
    await masking.page.evaluate(() => globalThis.scene?.endSource());
    expect(await states()).toEqual({ source: 'ended', out: 'ended', ends: 1 });
    await masking.page.evaluate(() => {
      globalThis.newScene?.().masked.close();
    });
    expect(await states()).toEqual({ source: 'ended', out: 'ended', ends: 0 });
  });
});
