import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from '@playwright/test';
import { z } from 'zod';
import { expectNoFindings } from '../fixtures/axe.ts';
import { atCamera, inCamera, startCamera } from '../fixtures/camera-session.ts';
import { codeBeforeCamera } from '../fixtures/fake-phone.ts';
import { withKeys } from '../fixtures/tenant-keys.ts';
import { test } from '../fixtures/test.ts';
import { SupportPage } from '../pages/support-page.ts';

const run = promisify(execFile);
const reader = `
import json, sys, zipfile
archive = zipfile.ZipFile(sys.argv[1])
assert archive.testzip() is None
archive.extractall(sys.argv[2])
print(json.dumps({'names': archive.namelist(), 'session': json.loads(archive.read('session.json')), 'notes': archive.read('notes.txt').decode(), 'codes': archive.read('codes.txt').decode()}))
`;
const readSchema = z.object({
  names: z.array(z.string()),
  notes: z.string(),
  codes: z.string(),
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

test('[SU398] [SU500] [SU502] [SU507] all that is kept of a camera session is one archive that other programs open: stills with drawings and notes, codes, receipt, recording, without anybody keeping them; cancelled there is none', async ({
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
  await picture.scrollIntoViewIfNeeded();
  const box = await picture.boundingBox();
  if (!box) throw new Error('there is no still');
  // A white place of the picture before, along which the pen goes.
  await page.mouse.move(box.x + box.width * 0.1, box.y + box.height * 0.3);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.2, box.y + box.height * 0.3, { steps: 5 });
  await page.mouse.up();
  await expect(page.locator('img + svg polyline').first(), 'the line is drawn').toBeAttached();
  const strip = page.getByRole('region', { name: 'Stills', exact: true });
  await strip.getByRole('textbox', { name: 'Note on still 1' }).fill('Schraube: links');
  await strip.getByRole('textbox', { name: 'Note on still 1' }).press('Enter');
  await page.getByRole('button', { name: 'Read code' }).click();
  await expect(page.getByRole('region', { name: 'Codes read' }).getByRole('textbox')).toHaveValue(codeBeforeCamera, { timeout: 20_000 });
  await expect(strip.getByRole('button', { name: 'Still 1 is kept' })).toBeVisible({ timeout: 20_000 });
  await strip.getByRole('button', { name: 'Still 1: show to everybody' }).click();
  // One that is not to be kept.
  await page.getByRole('button', { name: 'Take still' }).click();
  await strip.getByRole('button', { name: 'Still 2 is kept. Do not keep it' }).click({ timeout: 30_000 });
  await expect(strip.getByRole('button', { name: 'Still 2 is not kept. Keep it' })).toBeVisible();
  await page.getByRole('button', { name: 'End session' }).click();
  await expect(page.getByRole('alertdialog')).toContainText('are kept sealed for your team and deleted 72 hours after the end');
  await page.getByRole('alertdialog').getByRole('button', { name: 'End session' }).click();
  await expect(page.getByRole('heading', { name: 'The session has ended' })).toBeVisible();
  const made = page.getByRole('region', { name: 'What was made' });
  await expect(made).toContainText('2 stills · 1 code');
  await expect(made.getByRole('img', { name: 'Schraube: links' })).toBeVisible();
  await expect(made.getByRole('textbox', { name: 'QRCode' })).toHaveValue(codeBeforeCamera);
  await expect(made.getByText('Kept, sealed for your team.')).toBeVisible({ timeout: 20_000 });
  await expectNoFindings(page, 'what was made');
  await page.screenshot({ path: info.outputPath('made.png'), fullPage: true });

  await expert.open();
  await page
    .getByRole('row')
    .filter({ has: page.getByRole('img', { name: 'Camera' }) })
    .first()
    .click();
  const details = page.getByRole('dialog', { name: 'Session' });
  await details.getByRole('button', { name: 'Open the still' }).click();
  await expect(details.getByRole('img', { name: 'Schraube: links' })).toBeVisible();
  await expect(details.getByRole('textbox', { name: 'QRCode' }), 'the code that was read from it').toHaveValue(codeBeforeCamera);
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
  const { names, notes, codes, session } = readSchema.parse(JSON.parse((await run('python3', ['-c', reader, archive, folder])).stdout));
  const [still = '', film = ''] = names;
  expect(names, 'without the still that was not to be kept').toEqual([
    expect.stringMatching(/^stills\/001 Schraube_ links\.(jpeg|png)$/u),
    expect.stringMatching(/^recordings\/002 .+\.webm$/u),
    'receipt.json',
    'codes.txt',
    'stills.txt',
    'notes.txt',
    'session.json',
  ]);
  expect(codes).toContain(`QRCode (still 1): ${codeBeforeCamera}`);
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

test('[SU503] [SU508] [SU509] without keys the end question and the summary say that nothing is kept, and all is saved from the page', async ({
  people,
}, info) => {
  const { expert, customer } = await atCamera(people);
  await expect(customer.page.getByText('They are deleted 72 hours after the end')).toBeVisible();
  await startCamera(expert, customer);
  const { page } = expert;
  await page.getByRole('button', { name: 'Freeze and draw' }).click();
  const strip = page.getByRole('region', { name: 'Stills', exact: true });
  await strip.getByRole('textbox', { name: 'Note on still 1' }).fill('Serial number', { timeout: 20_000 });
  await strip.getByRole('textbox', { name: 'Note on still 1' }).press('Enter');
  await expect(strip.getByText('Nothing of this session is kept.')).toBeVisible();
  await expect(strip.getByRole('button', { name: /is kept/u }), 'control: nothing claims to be kept').toHaveCount(0);
  await page.getByRole('button', { name: 'End session' }).click();
  await expect(page.getByRole('alertdialog')).toContainText('Nothing of this session is kept: stills, codes and chat are gone');
  await page.getByRole('alertdialog').getByRole('button', { name: 'End session' }).click();
  const made = page.getByRole('region', { name: 'What was made' });
  await expect(made.getByRole('img', { name: 'Serial number' })).toBeVisible();
  await expect(made.getByText('Nothing of this session is kept. Download it before you leave.')).toBeVisible();
  await expect(made).toContainText('Your team has no keys to seal with yet.');
  await page.screenshot({ path: info.outputPath('unkept.png'), fullPage: true });
  const saving = page.waitForEvent('download');
  await made.getByRole('button', { name: 'Download all' }).click();
  const { stdout } = await run('unzip', ['-Z1', await (await saving).path()]);
  expect(stdout.trim().split('\n')).toEqual([
    expect.stringMatching(/^stills\/001 Serial number\.(jpeg|png)$/u),
    'stills.txt',
    'receipt.json',
    'session.json',
  ]);
});
