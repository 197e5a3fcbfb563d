import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { errorTable } from '../../protocol/wire/errors.ts';
import { inCamera } from '../fixtures/camera-session.ts';
import { putSmallDisk } from '../fixtures/small-disk.ts';
import { withKeys } from '../fixtures/tenant-keys.ts';
import { test } from '../fixtures/test.ts';
import { SupportPage } from '../pages/support-page.ts';

/** From now on, or no longer, this browser cannot decode JPEG: what it is given of it is something else. */
async function decodesJpeg(page: Page, isAble: boolean): Promise<void> {
  await page.evaluate((able) => {
    const world: typeof globalThis & { makeUrl?: typeof URL.createObjectURL } = globalThis;
    world.makeUrl ??= URL.createObjectURL.bind(URL);
    const { makeUrl } = world;
    URL.createObjectURL = (object) =>
      !able && object instanceof Blob && object.type === 'image/jpeg' && object.size > 1_000
        ? makeUrl(new Blob(['not a picture'], { type: 'image/jpeg' }))
        : makeUrl(object);
  }, isAble);
}

test('[SU360] a still that cannot be decoded is told to the expert; its bytes can still be saved, and another one is seen', async ({
  people,
}, info) => {
  const { expert } = await inCamera(people, { hasShutter: true });
  const { page } = expert;
  const stage = page.getByRole('region', { name: 'Customer screen' });
  const sentence = 'This picture cannot be decoded. Take another one.';
  await decodesJpeg(page, false);
  await page.getByRole('button', { name: 'Freeze and draw' }).click();
  await expect(stage.getByRole('alert').filter({ hasText: sentence })).toBeVisible({ timeout: 20_000 });
  await page.screenshot({ path: info.outputPath('broken-still.png') });
  await decodesJpeg(page, true);
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save still 1' }).click();
  const bytes = await readFile(await (await saving).path());
  expect([...bytes.subarray(0, 2)], 'a JPEG, for a program that can').toEqual([0xff, 0xd8]);
  await page.getByRole('button', { name: 'Back to the live picture' }).click();
  await page.getByRole('button', { name: 'Freeze and draw' }).click();
  await expect(stage.locator('img')).toBeVisible({ timeout: 20_000 });
  await expect(stage.getByText(sentence)).toHaveCount(0);
});

test('[SU369] [SU504] a server without room for a still says so; still and note stay, and are kept when there is room again', async ({
  ownPeople,
}, info) => {
  test.setTimeout(120_000);
  const { admin } = await withKeys(ownPeople);
  const { page } = admin;
  const expert = new SupportPage(page, ownPeople.product.url);
  await inCamera(ownPeople, {}, { expert });
  const disk = putSmallDisk(path.join(ownPeople.product.dataDir, 'objects'), 8);
  const refusal = page.waitForResponse((answer) => answer.url().includes('/artefacts?') && answer.request().method() === 'POST');
  await page.getByRole('button', { name: 'Take still' }).click();
  const strip = page.getByRole('region', { name: 'Stills', exact: true });
  const note = strip.getByRole('textbox', { name: 'Note on still 1' });
  await note.fill('Serial number');
  await note.press('Enter');
  expect((await refusal).status(), 'the server’s own words').toBe(errorTable['storage-full'].status);
  await expect(strip.getByRole('alert')).toContainText('The server has no room left; this was not kept.');
  await page.screenshot({ path: info.outputPath('no-room.png') });
  await expect(note, 'nothing is lost').toHaveValue('Serial number');
  const kept = strip.getByRole('button', { name: 'Still 1 is kept' });
  await expect(kept, 'control').toHaveCount(0);
  disk.remove();
  await strip.getByRole('button', { name: 'Try again' }).click();
  await expect(kept).toBeVisible({ timeout: 20_000 });
  await expect(strip.getByRole('alert')).toHaveCount(0);
});
