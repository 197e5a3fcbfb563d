import { mkdtemp, rm, truncate, writeFile, appendFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, type BrowserContext } from '@playwright/test';
import { expertAt, inSession, withColleague } from '../fixtures/support.ts';
import { test } from '../fixtures/test.ts';

test('[SU407] sharing that is stopped at the browser’s own bar is over for everybody, and told as such; the rest goes on', async ({
  people,
}) => {
  const { expert, customer } = await inSession(people);
  await customer.shareScreen();
  await expert.seesScreenGoOn();
  await customer.page.evaluate(() => window.fakeScreens[0]?.endByBrowser());
  await expect(expert.page.getByText('Nothing is shown yet')).toBeVisible();
  await expect(customer.page.getByRole('button', { name: 'Stop sharing', exact: true })).toHaveCount(0);
  await expect(expert.capability('See the screen')).not.toContainText('Allowed');
  await expect(customer.page.getByRole('listitem').filter({ hasText: 'see your screen' })).toHaveCount(0);
  await expert.write('Still here?');
  await expect(customer.chat).toContainText('Still here?');
  await customer.shareScreen();
  await expert.seesScreenGoOn();
});

test('[SU408] a screen that changes its size is seen whole in its new size, and what is drawn is at the same spot', async ({ people }) => {
  const { expert, customer } = await inSession(people);
  await customer.shareScreen();
  await expert.seesScreenGoOn();
  await customer.page.evaluate(() => window.fakeScreens[0]?.resize(960, 720));
  await expect.poll(async () => (await expert.sees())?.width).toBe(960);
  const seen = await expert.seesScreenGoOn();
  expect(seen.height).toBe(720);
  expect(seen.corners.map((colour) => Math.max(...colour) > 180)).toEqual([true, true, true, true]);
  await expert.choose('Box');
  await expert.draw([0.25, 0.25], [0.75, 0.5]);
  const box = customer.page.locator('video + svg rect').first();
  await expect(box).toBeAttached();
  const at = await box.evaluate((rect) => {
    const svg = rect.closest('svg');
    const picture = svg?.parentElement?.querySelector('video')?.getBoundingClientRect();
    const own = rect.getBoundingClientRect();
    return picture ? [(own.left - picture.left) / picture.width, (own.top - picture.top) / picture.height, own.width / picture.width] : [];
  });
  for (const [number, wanted] of [0.25, 0.25, 0.5].entries()) expect(Math.abs((at[number] ?? 9) - wanted)).toBeLessThan(0.01);
});

test('[SU411] who opens the session in a second tab goes on there, and the first one says so; a used link lets nobody in twice', async ({
  people,
}) => {
  const [expert, customer] = [await expertAt(people), await people.customer()];
  const { link } = await expert.begin();
  await customer.join(link);
  await customer.isConnectedWith('Alice');
  await expert.isSealed();
  const stranger = await customer.context.newPage();
  await stranger.goto(link);
  await expect(stranger.getByText(/has been used/u).first()).toBeVisible();
  await stranger.close();
  await customer.write('In my first tab');
  await expect(expert.chat).toContainText('In my first tab');
  // A duplicated tab has the storage of the one it came from.
  const [second] = await Promise.all([
    customer.context.waitForEvent('page'),
    customer.page.evaluate(() => void window.open(location.href, '_blank')),
  ]);
  await expect(second.getByRole('heading', { name: /connected with Alice/u })).toBeVisible({ timeout: 20_000 });
  await expect(customer.page.getByText('It goes on in another tab of this browser.')).toBeVisible();
  await second.getByRole('region', { name: 'Chat' }).getByRole('textbox').fill('In my second tab');
  await second.keyboard.press('Enter');
  await expect(expert.chat).toContainText('In my second tab');
  const other = await expert.page.context().newPage();
  await other.goto(expert.page.url());
  await expect(expert.page.getByText('It is open in another tab now.')).toBeVisible({ timeout: 20_000 });
  await expect(other.getByRole('status').filter({ hasText: 'Sealed' })).toBeVisible({ timeout: 20_000 });
  await second.getByRole('region', { name: 'Chat' }).getByRole('textbox').fill('To your second tab');
  await second.keyboard.press('Enter');
  await expect(other.getByRole('region', { name: 'Chat' })).toContainText('To your second tab');
});

test.describe('files', () => {
  let folder: string;
  test.beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'deskline-bad-luck-'));
  });
  test.afterEach(() => rm(folder, { recursive: true, force: true }));

  test('[R5] [SU410] a file that is changed while it is sent is noticed on both sides; one of 5 GB is not offered, with a sentence', async ({
    people,
  }) => {
    const { expert, customer } = await inSession(people);
    const [changing, huge] = [path.join(folder, 'report.bin'), path.join(folder, 'disk.img')];
    await writeFile(changing, Buffer.alloc(80_000_000, 7));
    await writeFile(huge, '');
    await truncate(huge, 5_000_000_000);
    const picker = expert.page.getByLabel('Choose files');
    await picker.setInputFiles(changing);
    await customer.answer(/files/u, 'Allow');
    await customer.page.getByRole('button', { name: 'Accept report.bin' }).click();
    const progress = expert.page.getByRole('progressbar', { name: 'report.bin' });
    await expect.poll(async () => Number((await progress.getAttribute('value')) ?? 0), { timeout: 20_000 }).toBeGreaterThan(1_000_000);
    await appendFile(changing, 'more');
    await expect(expert.page.getByText('The file was changed while it was sent.')).toBeVisible({ timeout: 20_000 });
    await expect(expert.page.getByText('Failed: it changed')).toBeVisible();
    await expect(customer.page.getByRole('region', { name: 'Files' })).toContainText(/failed|cancelled/u);
    await expect(customer.page.getByRole('button', { name: 'Save report.bin' })).toHaveCount(0);
    await expert.page.getByRole('button', { name: 'Close' }).click();
    await picker.setInputFiles(huge);
    await expect(expert.page.getByText('A file of more than 2 GB cannot go through the browser.')).toBeVisible();
    await expect(expert.page.getByText('disk.img')).toHaveCount(0);
    await expert.write('That was too large');
    await expect(customer.chat).toContainText('That was too large');
    await expect(customer.page.getByText('disk.img')).toHaveCount(0);
  });

  test('[SU412] a second expert is removed in the middle of a file and a picture: nothing more comes, and the file is not whole', async ({
    people,
  }) => {
    const { expert: alice, customer } = await inSession(people);
    const large = path.join(folder, 'large.bin');
    await writeFile(large, Buffer.alloc(300_000_000, 7));
    await customer.shareScreen();
    const bob = await withColleague(people, alice, customer);
    await bob.seesScreenGoOn();
    await bob.page.getByLabel('Choose files').setInputFiles(large);
    await customer.answer(/files/u, 'Allow');
    await customer.page.getByRole('button', { name: 'Accept large.bin' }).click();
    const progress = customer.page.getByRole('progressbar', { name: 'large.bin' });
    const moved = async (): Promise<number> => Number((await progress.getAttribute('value')) ?? 0);
    await expect.poll(moved, { timeout: 20_000 }).toBeGreaterThan(1_000_000);
    await customer.page.getByRole('button', { name: 'Remove Bob' }).first().click();
    await expect(bob.page.getByText('The customer took you out.')).toBeVisible();
    await expect(bob.page.locator('video')).toHaveCount(0);
    await expect(customer.page.getByRole('region', { name: 'Files' })).toContainText(/failed|cancelled/u);
    await expect(customer.page.getByRole('button', { name: 'Save large.bin' })).toHaveCount(0);
    await alice.seesScreenGoOn();
  });
});

/** A computer whose clock is wrong. */
async function setClockWrong(context: BrowserContext, byMs: number): Promise<void> {
  await context.addInitScript((offset) => {
    const Right = Date;
    class Wrong extends Right {
      constructor(...given: unknown[]) {
        if (given.length === 0) super(Right.now() + offset);
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- whatever the page gives
        else super(...(given as [number]));
      }
      static override now = (): number => Right.now() + offset;
    }
    Object.defineProperty(globalThis, 'Date', { value: Wrong, configurable: true, writable: true });
  }, byMs);
}

const hourMs = 3_600_000;
for (const wrongByMs of [-hourMs, hourMs])
  test(`[SU413] [SU540] an expert's clock is wrong by ${String(wrongByMs / hourMs)} h, the customer's by as much the other way: nothing changes, a minute is a minute`, async ({
    people,
  }) => {
    const [expert, customer] = [await expertAt(people), await people.customer()];
    await setClockWrong(expert.page.context(), wrongByMs);
    await setClockWrong(customer.context, -wrongByMs);
    const { link } = await expert.begin();
    await expect(expert.page.getByText(/^valid for (?:10:00|9:\d\d)$/u)).toBeVisible();
    await customer.join(link);
    await customer.isConnectedWith('Alice');
    await expert.isSealed();
    const [theirs, ours] = await Promise.all([customer.page, expert.page].map((page) => page.evaluate(() => Date.now())));
    expect(Math.abs((theirs ?? 0) - (ours ?? 0)), 'the control: the clocks differ').toBeGreaterThan(2 * hourMs - 60_000);
    expect(await expert.digits()).toBe(await customer.digits());
    await expert.page.getByLabel('For how long').selectOption('5');
    await expert.ask('Ask to view');
    await customer.answer(/see your screen/u, 'Allow');
    await expert.seesScreenGoOn();
    for (const row of [expert.capability('See the screen'), customer.page.getByRole('listitem').filter({ hasText: 'see your screen' })])
      await expect(row).toContainText(/4:\d\d/u);
    await expert.write('Our clocks differ');
    await expect(customer.chat).toContainText('Our clocks differ');
    // How long it has gone on is the server's to say to a page that was loaded again.
    await expert.page.reload();
    await expert.isSealed();
    await expect(expert.page.getByText(/^ ?· [01]:\d\d$/u)).toBeVisible();
    await customer.page.getByRole('button', { name: 'End session' }).click();
    await customer.page.getByRole('dialog').getByRole('button', { name: 'End' }).click();
    await expect(customer.page.getByRole('region', { name: 'Summary' })).toContainText(/less than a minute|[01]:\d\d/iu);
  });

test('[R3] [SU414] a relay that withholds what the customer says locks the expert within 10 s, and nothing is used any more; then it goes on', async ({
  people,
}) => {
  const [expert, customer] = [await expertAt(people), await people.customer()];
  let isWithheld = false;
  await expert.page.routeWebSocket(/\/relay$/u, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => server.send(message));
    server.onMessage((message) => {
      // Answers to the page's own questions come through: the line itself looks well.
      if (!isWithheld || (typeof message === 'string' && !/^\{"type":"(?:log|pass)"/u.test(message))) socket.send(message);
    });
  });
  const { link } = await expert.begin();
  await customer.join(link);
  await expert.isSealed();
  await customer.shareScreen();
  await expert.seesScreenGoOn();
  await expect(expert.page.getByRole('button', { name: 'Arrow', exact: true })).toBeEnabled();
  isWithheld = true;
  const begunMs = Date.now();
  await expert.says(/Locked/u, 12_000);
  expect(Date.now() - begunMs).toBeLessThan(10_500);
  await expect(expert.page.getByRole('button', { name: 'Ask for the clipboard' })).toBeDisabled();
  await expect(expert.page.getByRole('button', { name: 'Send files', exact: true })).toBeDisabled();
  // The log has a gap for this page: coming back to its seat it hears what it missed.
  isWithheld = false;
  await expert.page.reload();
  await expert.isSealed();
});
