import { expect } from '@playwright/test';
import { framesOf, watchFrames } from '../fixtures/frame-counts.ts';
import { holdingRelay } from '../fixtures/holding-relay.ts';
import { expertAt } from '../fixtures/support.ts';
import { test } from '../fixtures/test.ts';

test('[SU452] [SE116] a picture whose name is kept back by the relay comes and is not shown, and is put away in time; (control) named it is seen', async ({
  people,
}) => {
  const [expert, customer] = [await expertAt(people), await people.customer()];
  const relay = await holdingRelay(expert.page);
  await watchFrames(expert.page);
  const { link } = await expert.begin();
  await customer.join(link);
  await expert.isSealed();
  for (const isPutAway of [false, true]) {
    relay.asked.length = 0;
    relay.keep();
    await customer.shareScreen();
    await expect.poll(() => relay.asked).toContain('room.resumeConsumer');
    if (isPutAway) await expect.poll(() => relay.asked, { timeout: 8_000 }).toContain('room.closeConsumer');
    else await expect.poll(async () => (await framesOf(expert.page)).unnamed, 'it really came').toBeGreaterThan(5);
    await expect(expert.page.getByText('Nothing is shown yet')).toBeVisible();
    expect(await expert.sees()).toBeUndefined();
    relay.handOut();
    await expert.seesScreenGoOn();
    expect(relay.asked.filter((method) => method === 'room.consume')).toHaveLength(isPutAway ? 2 : 1);
    await customer.page.getByRole('button', { name: 'Stop sharing', exact: true }).first().click();
    await expect(expert.page.getByText('Nothing is shown yet')).toBeVisible();
  }
});
