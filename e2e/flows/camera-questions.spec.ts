import { expect, type Locator } from '@playwright/test';
import { inCamera } from '../fixtures/camera-session.ts';
import { inSession } from '../fixtures/support.ts';
import { test } from '../fixtures/test.ts';

/** Whether a tap in the middle of it is a tap on it. */
const isInReach = (button: Locator): Promise<boolean> =>
  button.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    return height > 0 && (hit === element || element.contains(hit));
  });

for (const [how, viewport] of [
  ['upright', { width: 390, height: 844 }],
  ['on its side', { width: 844, height: 390 }],
] as const)
  test(`[SU481] on a phone ${how} two questions and the buttons that end it are in reach at once; the question names them, and no key`, async ({
    people,
  }) => {
    const { expert, customer, bar } = await inCamera(people, {}, { viewport });
    await expert.ask('Ask for light');
    await expert.ask('Ask to send files');
    const question = customer.question(/exchange files/u);
    await expect(question).toContainText('Tap “More” and “Stop”');
    await expect(question).not.toContainText('Esc');
    const asked = customer.page.getByRole('alert').filter({ hasText: /turn the light on/u });
    const buttons = [
      question.getByRole('button', { name: 'Refuse' }),
      question.getByRole('button', { name: 'Allow' }),
      asked.getByRole('button', { name: 'No' }),
      asked.getByRole('button', { name: 'Light' }),
      customer.page.getByRole('button', { name: 'Stop camera' }),
      bar('Mute'),
      bar('More'),
    ];
    for (const button of buttons) await expect.poll(() => isInReach(button), { message: String(button) }).toBe(true);
    await asked.getByRole('button', { name: 'Light' }).tap();
    await expect(asked).toBeHidden();
    // Over what somebody reads on the sheet the question stays.
    await bar('More').tap();
    expect(await isInReach(question.getByRole('button', { name: 'Refuse' }))).toBe(true);
    await question.getByRole('button', { name: 'Refuse' }).tap();
    await expect(question).toBeHidden();
  });

test('[SU481] control: at a computer a question names Esc', async ({ people }) => {
  const { expert, customer } = await inSession(people);
  await expert.ask('Ask to view');
  await expect(customer.question(/see your screen/u)).toContainText('Press Esc twice');
});
