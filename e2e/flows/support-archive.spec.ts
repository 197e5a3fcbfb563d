import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from '@playwright/test';
import { z } from 'zod';
import { expectNoFindings } from '../fixtures/axe.ts';
import { inCamera } from '../fixtures/camera-session.ts';
import { withKeys } from '../fixtures/tenant-keys.ts';
import { test } from '../fixtures/test.ts';
import { SupportPage } from '../pages/support-page.ts';

const run = promisify(execFile);
const reader = `
import json, sys, zipfile
archive = zipfile.ZipFile(sys.argv[1])
assert archive.testzip() is None
archive.extractall(sys.argv[2])
print(json.dumps({'names': archive.namelist(), 'session': json.loads(archive.read('session.json')), 'notes': archive.read('notes.txt').decode()}))
`;
const readSchema = z.object({
  names: z.array(z.string()),
  notes: z.string(),
  session: z.object({ rule: z.string(), files: z.array(z.object({ name: z.string(), isWhole: z.boolean() })) }),
});

/** The darkest colour part around a place of a picture, 0 to 1 of its sides: 255 where all of it is white. */
async function darkestOf(file: string, x: number, y: number): Promise<number> {
  const crop = `crop=8:24:iw*${String(x)}-4:ih*${String(y)}-12`;
  const { stdout } = await run('ffmpeg', ['-v', 'error', '-i', file, '-vf', crop, '-pix_fmt', 'rgb24', '-f', 'rawvideo', '-'], {
    encoding: 'buffer',
  });
  return Math.min(...stdout);
}

test('[SU398] all that is kept of a camera session is one archive that other programs open: stills with drawings, notes, recording; cancelled there is none', async ({
  ownPeople,
}, info) => {
  test.setTimeout(170_000);
  const { admin } = await withKeys(ownPeople);
  const { page } = admin;
  const expert = new SupportPage(page, ownPeople.product.url);
  const { customer } = await inCamera(ownPeople, {}, { expert });
  const bar = page.getByRole('group', { name: 'Recording' });
  await bar.getByRole('button', { name: 'Ask to record' }).click();
  await customer.question('record the session').getByRole('button', { name: 'Allow' }).tap();
  await bar.getByRole('button', { name: 'Start recording' }).click();
  await expect(bar.getByText('0:03')).toBeVisible({ timeout: 15_000 });
  await bar.getByRole('button', { name: 'Stop recording' }).click();
  await expect(bar.getByRole('status').first()).toHaveText('Not recording', { timeout: 15_000 });

  await page.getByRole('textbox', { name: 'Notes on this session' }).fill('Gerät läuft wieder');
  await expect(page.getByRole('region', { name: 'Notes' }).getByRole('status')).toHaveText('Saved');
  await page.getByRole('button', { name: 'Freeze and draw' }).click();
  const picture = page.getByRole('region', { name: 'Customer screen' }).locator('img');
  await expect(picture).toBeVisible({ timeout: 20_000 });
  await expert.choose('Pen');
  const box = await picture.boundingBox();
  if (!box) throw new Error('there is no still');
  // A white place of the picture before, along which the pen goes.
  await page.mouse.move(box.x + box.width * 0.1, box.y + box.height * 0.3);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.2, box.y + box.height * 0.3, { steps: 5 });
  await page.mouse.up();
  await page.getByRole('button', { name: 'Keep still 1' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Title' }).fill('Schraube: links');
  await page.getByRole('dialog').getByRole('button', { name: 'Keep' }).click();
  await expect(page.getByText('The still is kept')).toBeVisible();
  await page.getByRole('button', { name: 'End session' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'End session' }).click();
  await expect(page.getByRole('heading', { name: 'The session has ended' })).toBeVisible();

  await expert.open();
  await page
    .getByRole('row')
    .filter({ has: page.getByRole('img', { name: 'Camera' }) })
    .first()
    .click();
  const details = page.getByRole('dialog', { name: 'Session' });
  const all = details.getByRole('button', { name: 'Download all' });
  let downloads = 0;
  page.on('download', () => (downloads += 1));
  // A slow line: there is time to think better of it.
  await page.route('**/artefacts/*/parts/*', () => undefined);
  await all.click();
  await expect(details.getByRole('status').filter({ hasText: 'Collecting' })).toBeVisible();
  await details.getByRole('button', { name: 'Cancel the download' }).click();
  await expect(all).toBeVisible();
  await expect(details.getByRole('alert')).toHaveCount(0);
  await page.unroute('**/artefacts/*/parts/*');
  expect(downloads, 'control: what was cancelled saved nothing').toBe(0);
  await expectNoFindings(page, 'all that was kept');
  await page.screenshot({ path: info.outputPath('archive.png') });

  const saving = page.waitForEvent('download');
  await all.click();
  const archive = await (await saving).path();
  await run('unzip', ['-tq', archive]);
  const folder = info.outputPath('archive');
  const { names, notes, session } = readSchema.parse(JSON.parse((await run('python3', ['-c', reader, archive, folder])).stdout));
  const [film = '', still = ''] = names;
  expect(names).toEqual([
    expect.stringMatching(/^recordings\/001 .+\.webm$/u),
    expect.stringMatching(/^stills\/002 Schraube_ links\.(jpeg|png)$/u),
    'notes.txt',
    'session.json',
  ]);
  expect(notes).toBe('Gerät läuft wieder');
  expect(session).toMatchObject({ rule: 'camera-72-hours' });
  expect(session.files.every(({ isWhole }) => isWhole)).toBe(true);
  const { stdout: seconds } = await run('ffprobe', [
    '-v',
    'error',
    '-count_packets',
    '-show_entries',
    'stream=nb_read_packets',
    '-of',
    'csv=p=0',
    `${folder}/${film}`,
  ]);
  expect(Number(seconds.split('\n')[0]), 'pictures of the recording').toBeGreaterThan(10);
  expect(await darkestOf(`${folder}/${still}`, 0.15, 0.3), 'the pen’s line is in the still').toBeLessThan(120);
  expect(await darkestOf(`${folder}/${still}`, 0.15, 0.4), 'control: beside it the picture is white').toBeGreaterThan(220);
});
