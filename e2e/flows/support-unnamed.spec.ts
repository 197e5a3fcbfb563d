import { expect, type Page } from '@playwright/test';
import { framesOf, watchFrames } from '../fixtures/frame-counts.ts';
import { expertAt } from '../fixtures/support.ts';
import { test } from '../fixtures/test.ts';

/** A relay that can keep back what is said, and nothing else; what it kept comes in its order. `asked`: what the page asked of it. */
async function holdingRelay(page: Page) {
  const asked: string[] = [];
  const kept: (() => void)[] = [];
  let isKeeping = false;
  await page.routeWebSocket(/\/relay$/u, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => {
      const [, method] = /^\{"type":"request".*?"method":"([\w.]+)"/u.exec(String(message)) ?? [];
      if (method !== undefined) asked.push(method);
      server.send(message);
    });
    server.onMessage((message) => {
      if (isKeeping && typeof message === 'string' && message.startsWith('{"type":"log"')) kept.push(() => socket.send(message));
      else socket.send(message);
    });
  });
  return {
    asked,
    keep: () => (isKeeping = true),
    handOut: () => {
      isKeeping = false;
      for (const send of kept.splice(0)) send();
    },
  };
}

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
