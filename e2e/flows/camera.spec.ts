import { expect } from '@playwright/test';
import { cameraClip, codeInClip } from '../fixtures/camera-clip.ts';
import { inCamera } from '../fixtures/camera-session.ts';
import { happens, seenCamera } from '../fixtures/fake-phone.ts';
import { expectSilence, expectTone } from '../fixtures/hearing.ts';
import { cast } from '../fixtures/person.ts';
import { expertAt } from '../fixtures/support.ts';
import { test } from '../fixtures/test.ts';

test('[SU340] [SU341] two taps after the link: the expert sees the camera, both hear each other; mute is silence', async ({ people }) => {
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
  await expect
    .poll(
      async () => {
        await expert.page.getByRole('button', { name: 'Read code' }).click();
        return expert.page
          .getByRole('region', { name: 'Codes read' })
          .getByRole('textbox')
          .first()
          .inputValue({ timeout: 3_000 })
          .catch(() => '');
      },
      { timeout: 20_000 },
    )
    .toBe(codeInClip);
  await expectTone(expert.page, 930, 20_000);
  await expert.page.getByRole('group', { name: 'Voice' }).getByRole('button', { name: 'Talk' }).click();
  await expectTone(customer.page, cast.alice.toneHz, 20_000);
  await customer.page.getByRole('button', { name: 'Mute' }).tap();
  await expectSilence(expert.page);
});

test('[SU342] [SU344] the rear camera comes first though the browser ignores the wish; switching keeps stream and drawings', async ({
  people,
}) => {
  const { expert, customer, bar } = await inCamera(people, { ignoresFacing: true });
  await expect.poll(() => seenCamera(expert.page, 'Customer screen'), { timeout: 20_000 }).toBe('rear');
  // The other camera shows something else: what sticks to an object would be lost with it.
  await expert.page.getByRole('button', { name: 'Drawings stay on the object' }).click();
  await expert.choose('Box');
  await expert.draw([0.2, 0.2], [0.4, 0.4]);
  const box = customer.page.locator('video + svg rect');
  await expect(box).toHaveCount(1);
  await bar('Switch camera').tap();
  await expect.poll(() => seenCamera(expert.page, 'Customer screen'), { timeout: 20_000 }).toBe('front');
  await expect(box).toHaveCount(1);
  // The camera in front says nothing of a light or a zoom.
  await expect(bar('Light')).toHaveCount(0);
  await expect(customer.page.getByRole('slider', { name: 'Zoom' })).toHaveCount(0);
  await expect(expert.page.getByRole('button', { name: 'Ask for light' })).toHaveCount(0);
  await expert.page.getByRole('button', { name: 'Ask to switch camera' }).click();
  await customer.page.getByRole('alert').filter({ hasText: 'Alice' }).getByRole('button', { name: 'Switch camera' }).tap();
  await expect.poll(() => seenCamera(expert.page, 'Customer screen'), { timeout: 20_000 }).toBe('rear');
});

test('[SU343] [SU345] light and zoom where the camera reports them; what an expert asks for a tap does, or refuses', async ({ people }) => {
  const { expert, customer, bar } = await inCamera(people);
  await expert.page.getByRole('button', { name: 'Ask for light' }).click();
  const ask = customer.page.getByRole('alert').filter({ hasText: 'Alice' });
  await ask.getByRole('button', { name: 'No' }).tap();
  await expect(expert.page.getByText('they said no, or it cannot')).toBeVisible();
  expect(await seenCamera(expert.page, 'Customer screen')).toBe('rear');
  await expert.page.getByRole('button', { name: 'Ask for light' }).click();
  await ask.getByRole('button', { name: 'Light' }).tap();
  await expect.poll(() => seenCamera(expert.page, 'Customer screen'), { timeout: 15_000 }).toBe('lit');
  await bar('Light').tap();
  await expect.poll(() => seenCamera(expert.page, 'Customer screen'), { timeout: 15_000 }).toBe('rear');
  await expert.page.getByRole('button', { name: 'Ask to zoom in' }).click();
  await ask.getByRole('button', { name: 'Zoom 2.0×' }).tap();
  await expect(customer.page.getByRole('slider', { name: 'Zoom' })).toHaveValue('2');
  // In the dark the page offers the light.
  await happens(customer.page, { isDark: true });
  await customer.page.getByRole('button', { name: 'Turn the light on' }).tap({ timeout: 15_000 });
  await expect.poll(() => seenCamera(expert.page, 'Customer screen'), { timeout: 15_000 }).toBe('lit');
});

test('[SU346] a paused camera shows nothing new, a frozen one shows that moment; both go on', async ({ people }) => {
  const { expert, bar } = await inCamera(people);
  await expert.seesScreenGoOn();
  for (const [stop, go, says] of [
    ['Pause', 'Go on', 'Paused by the customer'],
    ['Freeze', 'Unfreeze', 'Frozen by the customer'],
  ] as const) {
    await bar(stop).tap();
    await expect(expert.page.getByText(says)).toBeVisible();
    await expect
      .poll(async () => {
        const before = (await expert.sees())?.frame;
        await expert.page.waitForFunction(() => new Promise((resolve) => setTimeout(() => resolve(true), 1_000)));
        return before === (await expert.sees())?.frame;
      })
      .toBe(true);
    await bar(go).tap();
    await expert.seesScreenGoOn();
  }
});
