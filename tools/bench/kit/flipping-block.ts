import type { Page } from '@playwright/test';

/** CSS pixels of the block in the left upper corner of the site's page. */
const blockSide = 120;

declare global {
  interface Window {
    /** Set by a benchmark: turns the block from black to white or back. */
    flipBlock?: () => void;
  }
}

/** Puts a block into the site's page that changes with each character typed into its message, and each message `flip`. */
export async function putBlock(site: Page): Promise<void> {
  await site.evaluate((side) => {
    const block = document.createElement('div');
    block.style.cssText = `position:fixed;inset:0 auto auto 0;width:${String(side)}px;height:${String(side)}px;background:#000;z-index:9`;
    document.body.append(block);
    let isWhite = false;
    const flip = (): void => {
      isWhite = !isWhite;
      block.style.background = isWhite ? '#fff' : '#000';
    };
    document.querySelector('[name=message]')?.addEventListener('input', flip);
    addEventListener('message', ({ data }) => data === 'flip' && flip());
  }, blockSide);
}

/**
 * Watches the block in a page's first video while `press` is done `times` times.
 * @returns milliseconds from the key going down in that page to the frame with the other colour, one for each
 */
export async function timeFlips(page: Page, times: number, press: () => Promise<void>): Promise<readonly number[]> {
  const watch = await page.evaluateHandle((side) => {
    const video = document.querySelector('video');
    if (!video) throw new Error('there is no video');
    const canvas = new OffscreenCanvas(1, 1);
    const pen = canvas.getContext('2d', { willReadFrequently: true });
    const state: { pressedAt: number; isWhite: boolean | undefined; waiting: boolean; took: number[] } = {
      pressedAt: 0,
      isWhite: undefined,
      waiting: false,
      took: [],
    };
    addEventListener(
      'keydown',
      () => {
        state.pressedAt = performance.now();
        state.waiting = true;
      },
      { capture: true },
    );
    const look = (): void => {
      pen?.drawImage(video, side / 4, side / 4, side / 4, side / 4, 0, 0, 1, 1);
      const isWhite = (pen?.getImageData(0, 0, 1, 1).data[1] ?? 0) > 128;
      if (state.waiting && state.isWhite !== undefined && isWhite !== state.isWhite) {
        state.took.push(performance.now() - state.pressedAt);
        state.waiting = false;
      }
      state.isWhite = isWhite;
      video.requestVideoFrameCallback(look);
    };
    video.requestVideoFrameCallback(look);
    return state;
  }, blockSide);
  // The encoder begins with small pictures: its first moments are not what is measured.
  await page.waitForTimeout(1_500);
  for (let done = 0; done < times; done += 1) {
    await press();
    await page.waitForFunction(
      ({ state, count }) => state.took.length > count,
      { state: watch, count: done },
      { timeout: 10_000, polling: 20 },
    );
    // Not in step with the capture's own frames.
    await page.waitForTimeout(150 + 13 * (done % 7));
  }
  return watch.evaluate(({ took }) => took);
}
