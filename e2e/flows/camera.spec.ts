import { expect } from '@playwright/test';
import { cameraClip } from '../fixtures/camera-clip.ts';
import { expectTone } from '../fixtures/hearing.ts';
import { expertAt } from '../fixtures/support.ts';
import { test } from '../fixtures/test.ts';

test('[SU340] two taps after the link: the expert sees the camera and hears the voice', async ({ people }) => {
  const [expert, customer] = await Promise.all([
    expertAt(people),
    people.customer({ isPhone: true, cameraClip: cameraClip(), toneHz: 930 }),
  ]);
  const { link } = await expert.begin('New camera session');
  expect(link).toContain('/see/');
  await customer.page.goto(link);
  await customer.page.getByRole('button', { name: 'Join' }).tap();
  await customer.page.getByRole('button', { name: 'Start camera' }).tap();
  await expert.isSealed();
  await expert.seesScreenGoOn();
  // It begins small and grows with what the network carries.
  await expect.poll(async () => (await expert.sees())?.height, { timeout: 30_000 }).toBe(720);
  await expectTone(expert.page, 930, 20_000);
});
