import { expect, type Locator, type Page } from '@playwright/test';
import { artefactListSchema } from '../../protocol/support/records.ts';
import { inCamera } from '../fixtures/camera-session.ts';
import { withKeys } from '../fixtures/tenant-keys.ts';
import { test } from '../fixtures/test.ts';
import { SupportPage } from '../pages/support-page.ts';

/** What the server has of a session. */
async function kindsOf(page: Page, session: string): Promise<readonly string[]> {
  const { items } = artefactListSchema.parse(
    await (await page.request.get(session.replace('/support/', '/api/support/sessions/') + '/artefacts')).json(),
  );
  return [...new Set(items.map(({ kind }) => kind))].toSorted();
}

/** The darkest colour part around a place of a picture, 0 to 1 of its sides: 255 where all of it is white. */
function darkestOf(image: Locator, x: number, y: number): Promise<number> {
  return image.evaluate(
    (picture: HTMLImageElement, [left, top]) => {
      const pen = new OffscreenCanvas(16, 16).getContext('2d');
      const { naturalWidth, naturalHeight } = picture;
      pen?.drawImage(picture, naturalWidth * left - 8, naturalHeight * top - 8, 16, 16, 0, 0, 16, 16);
      return Math.min(...(pen?.getImageData(0, 0, 16, 16).data ?? []));
    },
    [x, y] as const,
  );
}

test('[SU531] [SU512] the only expert closes the tab a moment after drawing, noting and writing: details have all of it, under the number of the film strip', async ({
  ownPeople,
}, info) => {
  test.setTimeout(150_000);
  const { admin } = await withKeys(ownPeople);
  const tab = await admin.context.newPage();
  const expert = new SupportPage(tab, ownPeople.product.url);
  const { customer } = await inCamera(ownPeople, { hasShutter: true }, { expert });
  const strip = tab.getByRole('region', { name: 'Stills', exact: true });
  // One that is thrown away: the next one is the second all the same.
  await tab.getByRole('button', { name: 'Take still' }).click();
  await strip.getByRole('button', { name: 'Discard still 1' }).click({ timeout: 20_000 });
  await tab.getByRole('button', { name: 'Freeze and draw' }).click();
  const picture = tab.getByRole('region', { name: 'Customer screen' }).locator('img');
  await expect(picture).toBeVisible({ timeout: 20_000 });
  await expect(strip.getByRole('button', { name: 'Still 2 is kept' })).toBeVisible({ timeout: 20_000 });
  await expert.write('It is the left one');
  await expect(customer.page.getByText('It is the left one')).toBeAttached();
  await strip.getByRole('textbox', { name: 'Note on still 2' }).fill('Left pump');
  await strip.getByRole('textbox', { name: 'Note on still 2' }).press('Enter');
  await expert.choose('Box');
  const box = await picture.boundingBox();
  if (!box) throw new Error('there is no still');
  await tab.mouse.move(box.x + box.width * 0.1, box.y + box.height * 0.3);
  await tab.mouse.down();
  await tab.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.6, { steps: 4 });
  await tab.mouse.up();
  await expect(tab.locator('img + svg rect').first(), 'it is drawn').toBeAttached();
  const session = tab.url();
  expect(await kindsOf(admin.page, session), 'control: the picture alone is kept').toEqual(['still']);
  await tab.close({ runBeforeUnload: true });
  await expect.poll(() => kindsOf(admin.page, session), { timeout: 15_000 }).toEqual(['still', 'transcript']);

  const list = new SupportPage(admin.page, ownPeople.product.url);
  await list.open();
  const row = admin.page.getByRole('row').filter({ has: admin.page.getByRole('img', { name: 'Camera' }) });
  await row
    .first()
    .getByRole('button', { name: /^Actions/u })
    .click();
  await admin.page.getByRole('menuitem', { name: 'Details' }).click();
  const details = admin.page.getByRole('dialog', { name: 'Session' });
  await details.getByRole('button', { name: 'Open the still' }).click();
  const kept = details.getByRole('figure');
  await expect(kept.getByText('2', { exact: true })).toBeVisible();
  const image = kept.getByRole('img', { name: 'Left pump' });
  await expect(image).toBeVisible();
  expect(await darkestOf(image, 0.1, 0.45), 'the left edge of the box').toBeLessThan(160);
  expect(await darkestOf(image, 0.2, 0.45), 'control: in its middle the picture is white').toBeGreaterThan(220);
  await details.getByRole('button', { name: 'Open chat and codes' }).click();
  await expect(details.getByRole('list', { name: 'Chat' })).toContainText('It is the left one');
  await admin.page.screenshot({ path: info.outputPath('details.png') });
});
