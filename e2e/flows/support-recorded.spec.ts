import { expect, type Locator } from '@playwright/test';
import type { Customer } from '../fixtures/customer.ts';
import { seenPicture } from '../fixtures/fake-screen.ts';
import { brightestIn, measureRecording } from '../fixtures/kept-records.ts';
import type { Person } from '../fixtures/person.ts';
import { inSession } from '../fixtures/support.ts';
import { mayRecord, withKeys } from '../fixtures/tenant-keys.ts';
import { test, type People } from '../fixtures/test.ts';
import type { SupportPage } from '../pages/support-page.ts';

const customerHz = 700;

/** A session whose tenant has keys; Alice may record it and the customer's screen is seen. The admin's browser opens recordings. */
interface Recorded {
  readonly alice: SupportPage;
  readonly admin: Person;
  readonly customer: Customer;
  readonly bar: Locator;
}

async function recordable(people: People): Promise<Recorded> {
  const { admin } = await withKeys(people);
  const { expert: alice, customer } = await inSession(people, { toneHz: customerHz });
  await customer.shareScreen();
  await alice.seesScreenGoOn();
  return { alice, admin, customer, bar: await mayRecord(alice, customer) };
}

async function recordFor(bar: Locator, clock: string): Promise<void> {
  await bar.getByRole('button', { name: 'Start recording' }).click();
  await expect(bar.getByText(clock)).toBeVisible({ timeout: 15_000 });
  await bar.getByRole('button', { name: 'Stop recording' }).click();
  await expect(bar.getByRole('status').first()).toHaveText('Not recording');
}

test('[R14] [SU287] what the customer blacked out is black in every picture of the recording, played and saved; without the area it is there', async ({
  ownPeople,
}) => {
  test.setTimeout(150_000);
  const { alice, admin, customer, bar } = await recordable(ownPeople);
  await recordFor(bar, '0:04');
  await customer.page.getByRole('button', { name: 'Black out an area' }).click();
  await customer.page.getByRole('button', { name: 'Black out: top left' }).click();
  const leftTop = async () => Math.max(...((await seenPicture(alice.page, 'Customer screen'))?.corners[0] ?? [255]));
  await expect.poll(leftTop).toBeLessThan(40);
  await recordFor(bar, '0:04');

  await admin.page.goto(`${admin.product.url}/support`);
  await admin.page.getByRole('row').filter({ hasText: 'Chris' }).getByRole('button').last().click();
  await admin.page.getByRole('menuitem', { name: 'Details' }).click();
  const dialog = admin.page.getByRole('dialog', { name: 'Session' });
  const files = dialog.getByRole('listitem').filter({ hasText: 'Recording of' });
  await expect(files).toHaveCount(2);
  /** Plays one of them, and saves it. */
  const open = async (file: Locator) => {
    await file.getByRole('button', { name: 'Open', exact: true }).click();
    const player = file.locator('video');
    await player.evaluate(async (video) => video instanceof HTMLVideoElement && video.play());
    await expect.poll(() => player.evaluate((video) => (video instanceof HTMLVideoElement ? video.currentTime : 0))).toBeGreaterThan(1);
    await expect(player, 'it is played part by part').toHaveJSProperty('error', null);
    const corner = await player.evaluate((video) => {
      if (!(video instanceof HTMLVideoElement)) return [];
      const pen = new OffscreenCanvas(video.videoWidth, video.videoHeight).getContext('2d');
      pen?.drawImage(video, 0, 0);
      return [...(pen?.getImageData(10, 10, 1, 1).data ?? [])].slice(0, 3);
    });
    const download = admin.page.waitForEvent('download');
    await file.getByRole('button', { name: 'Download', exact: true }).click();
    return { corner, saved: await (await download).path() };
  };
  const found = [await open(files.nth(0)), await open(files.nth(1))];
  const measured = await Promise.all(
    found.map(async ({ corner, saved }) => ({
      shown: Math.max(...corner),
      corners: (await measureRecording(saved, customerHz)).corners.map((colour) => Math.max(...colour) > 100),
      area: await brightestIn(saved, { x: 0, y: 0, width: 0.5, height: 0.5 }),
      beside: await brightestIn(saved, { x: 0.5, y: 0.5, width: 0.5, height: 0.5 }),
    })),
  );
  const [masked, plain] = measured.toSorted((one, other) => one.area.brightest - other.area.brightest);
  expect(plain, 'control: without the area its barcode, colour and white are there').toMatchObject({ corners: [true, true, true, true] });
  expect(plain?.area.brightest).toBeGreaterThan(200);
  expect(plain?.shown).toBeGreaterThan(100);
  expect(masked).toMatchObject({ corners: [false, true, true, true] });
  expect(masked?.area.pictures, 'all of its pictures').toBeGreaterThan(20);
  // Black is 16 of luma, 0 of grey; the encoder may be off by a little.
  expect(masked?.area.brightest).toBeLessThan(24);
  expect(masked?.shown).toBeLessThan(24);
  expect(masked?.beside.brightest, 'the rest is seen').toBeGreaterThan(200);
});

test('[SU285] when the page that records dies, the customer is told within the time after which it would have stopped', async ({
  ownPeople,
}) => {
  test.setTimeout(120_000);
  const { alice, customer, bar } = await recordable(ownPeople);
  await bar.getByRole('button', { name: 'Start recording' }).click();
  const mark = customer.page.getByText('This session is being recorded');
  const interrupted = customer.page.getByText('Recording interrupted');
  await expect(mark).toBeVisible();
  await expect(bar.getByText('0:12'), 'control: as long as it is there it is not interrupted').toBeVisible({ timeout: 20_000 });
  await expect(mark).toBeVisible();
  await expect(interrupted).toHaveCount(0);
  await alice.page.close({ runBeforeUnload: false });
  await expect(interrupted).toBeVisible({ timeout: 13_000 });
  await expect(mark).toHaveCount(0);
});
