import { expect } from '@playwright/test';
import { atCamera, inCamera } from '../fixtures/camera-session.ts';
import { awake, happens, seenCamera } from '../fixtures/fake-phone.ts';
import { expertAt, inSession } from '../fixtures/support.ts';
import { test } from '../fixtures/test.ts';

test('[SU355] no camera, a refused one and one that another app has: a sentence each, and the same button again', async ({ people }) => {
  const { expert, customer } = await atCamera(people);
  const start = customer.page.getByRole('button', { name: 'Start camera' });
  for (const [refusal, sentence] of [
    ['NotFoundError', /No camera was found/u],
    ['NotAllowedError', /was not allowed/u],
    ['NotReadableError', /Another app uses the camera/u],
  ] as const) {
    await happens(customer.page, { refusal });
    await start.tap();
    await expect(customer.page.getByRole('alert').filter({ hasText: sentence })).toBeVisible();
    expect(await expert.sees()).toBeUndefined();
  }
  await happens(customer.page, { refusal: undefined });
  await start.tap();
  await expect.poll(() => seenCamera(expert.page, 'Customer screen'), { timeout: 20_000 }).toBe('rear');
});

test('[SU353] [SU356] a camera that goes away in the middle is told as such, starts again, and comes back by itself after a lock; the screen stays awake', async ({
  people,
}) => {
  const { expert, customer } = await inCamera(people);
  expect(await awake(customer.page)).toBeGreaterThan(0);
  await happens(customer.page, { isUnplugged: true });
  await expect.poll(() => awake(customer.page)).toBe(0);
  await expect(customer.page.getByRole('alert').filter({ hasText: /The camera went away/u })).toBeVisible();
  await expect(expert.page.getByText('Nothing is shown yet')).toBeVisible();
  await customer.page.getByRole('button', { name: 'Start camera' }).tap();
  await expect.poll(() => seenCamera(expert.page, 'Customer screen'), { timeout: 20_000 }).toBe('rear');
  await happens(customer.page, { isUnplugged: true });
  await expect(expert.page.getByText('Nothing is shown yet')).toBeVisible();
  // As after a lock: the page is seen again.
  await customer.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect.poll(() => seenCamera(expert.page, 'Customer screen'), { timeout: 20_000 }).toBe('rear');
});

test('[SU356] [SU360] a camera that was revoked in the settings is told apart; a picture that stands still is told to the expert', async ({
  people,
}) => {
  const { expert, customer } = await inCamera(people);
  await expert.seesScreenGoOn();
  const stuck = expert.page.getByRole('status').filter({ hasText: /The picture does not move/u });
  await expect(stuck).toBeHidden();
  await happens(customer.page, { isStuck: true });
  await expect(stuck).toBeVisible({ timeout: 30_000 });
  // The way on that the sentence names.
  await customer.page.getByRole('button', { name: 'Stop camera' }).tap();
  await customer.page.getByRole('button', { name: 'Start camera' }).tap();
  await expect(stuck).toBeHidden({ timeout: 15_000 });
  await expert.seesScreenGoOn();
  await happens(customer.page, { isRevoked: true });
  await happens(customer.page, { isUnplugged: true });
  await expect(customer.page.getByRole('alert').filter({ hasText: /taken away in the browser’s settings/u })).toBeVisible();
  await expect(customer.page.getByRole('button', { name: 'Start camera' })).toBeEnabled();
});

test('[SU362] [SU363] a call on the phone: both sides say that picture and voice are paused, and no more when it is over; a voice that is gone starts again', async ({
  people,
}) => {
  const { expert, customer, bar } = await inCamera(people);
  await expert.seesScreenGoOn();
  const here = customer.page.getByRole('status').filter({ hasText: /has paused camera and microphone/u });
  const strip = customer.page.getByRole('status').filter({ hasText: /Paused by this device/u });
  const picture = expert.page.getByRole('status').filter({ hasText: /Paused by the customer’s device/u });
  const voice = expert.page.getByRole('status').filter({ hasText: /The device of .+ has paused the microphone/u });
  const all = [here, strip, picture, voice];
  for (const sentence of all) await expect(sentence).toBeHidden();
  await happens(customer.page, { isHeld: true });
  for (const sentence of all) await expect(sentence).toBeVisible({ timeout: 10_000 });
  await happens(customer.page, { isHeld: false });
  for (const sentence of all) await expect(sentence).toBeHidden({ timeout: 10_000 });
  await expert.seesScreenGoOn();
  await happens(customer.page, { isSilenced: true });
  const lost = expert.page.getByRole('status').filter({ hasText: /The microphone of .+ was taken away/u });
  await expect(lost).toBeVisible({ timeout: 10_000 });
  await customer.page
    .getByRole('alert')
    .filter({ hasText: /Nobody hears you now/u })
    .getByRole('button', { name: 'Talk again' })
    .tap();
  await expect(bar('Mute')).toBeVisible({ timeout: 10_000 });
  await expect(lost).toBeHidden({ timeout: 10_000 });
  // Control: the person's own pause is none of the phone's, and says so.
  await bar('Pause').tap();
  await expect(expert.page.getByText('Paused by the customer', { exact: true })).toBeVisible();
  await expect(picture).toBeHidden();
});

test('[SU364] a phone that saves its battery says once that its screen may go dark; one that keeps it on says nothing', async ({
  people,
}) => {
  const { customer } = await atCamera(people);
  const hint = customer.page.getByRole('status').filter({ hasText: /The screen may go dark/u });
  await customer.page.getByRole('button', { name: 'Start camera' }).tap();
  await expect.poll(() => awake(customer.page)).toBeGreaterThan(0);
  await expect(hint, 'control').toBeHidden();
  await happens(customer.page, { isSaving: true });
  await expect(hint).toBeVisible();
  await hint.getByRole('button', { name: 'Understood' }).tap();
  await expect(hint).toBeHidden();
  await customer.page.getByRole('button', { name: 'Stop camera' }).tap();
  await customer.page.getByRole('button', { name: 'Start camera' }).tap();
  await expect(customer.page.getByRole('button', { name: 'Stop camera' })).toBeVisible();
  await expect(hint).toBeHidden();
});

test('[SU357] a turned phone turns the picture at the expert’s; the line is lost and comes back with the picture', async ({ people }) => {
  const { expert, customer } = await inCamera(people);
  await happens(customer.page, { isPortrait: true });
  await expect
    .poll(
      async () => {
        const seen = await expert.sees();
        return seen && seen.height > seen.width;
      },
      { timeout: 20_000 },
    )
    .toBe(true);
  await happens(customer.page, { isPortrait: false });
  await customer.context.setOffline(true);
  await expert.says(/Locked/u, 20_000);
  await customer.context.setOffline(false);
  await expert.isSealed();
  await expert.seesScreenGoOn();
});

test('[SU358] at a computer the page says so, with a code for the phone; a link that served says what to do', async ({ people }) => {
  const [expert, customer] = await Promise.all([expertAt(people), people.customer()]);
  const { link } = await expert.begin('New camera session');
  await customer.page.goto(link);
  await expect(customer.page.getByText(/its webcam is used/u)).toBeVisible();
  await expect(customer.page.getByRole('img', { name: 'QR code of this link' })).toBeVisible();
  await customer.page.getByRole('button', { name: 'Join' }).click();
  await customer.page.getByRole('button', { name: 'Start camera' }).click();
  await expect(customer.page.getByText(/This is the webcam of a computer/u)).toBeVisible({ timeout: 15_000 });
  await expect(customer.page.getByText(/The screen may go dark/u)).toHaveCount(0);
  const second = await people.customer({ isPhone: true });
  await second.page.goto(link);
  await expect(second.page.getByText(/has been used/u)).toBeVisible();
});

test('[SU359] a session about a screen becomes one about a camera and back, in the same room with the same words', async ({ people }) => {
  const { expert, customer } = await inSession(people);
  const words = await expert.digits();
  await customer.shareScreen();
  await expert.seesScreenGoOn();
  await customer.page.getByRole('button', { name: 'Stop sharing', exact: true }).first().click();
  await expert.ask('Ask for the camera');
  await customer.answer(/see your camera/u, 'Allow');
  await expect(customer.page.getByRole('toolbar', { name: 'Camera' })).toBeVisible({ timeout: 20_000 });
  await expect.poll(() => expert.page.getByRole('region', { name: 'Customer screen' }).locator('video').count()).toBe(1);
  await expert.ask('Ask to view');
  await customer.answer(/see your screen/u, 'Allow');
  await expect(customer.page.getByRole('button', { name: 'Share another screen' })).toBeVisible({ timeout: 20_000 });
  expect(await expert.digits()).toBe(words);
  expect(await customer.digits()).toBe(words);
});
