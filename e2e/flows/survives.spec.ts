import { expect, type Page } from '@playwright/test';
import { connect } from '../fixtures/calls.ts';
import { SipLine } from '../fixtures/network.ts';
import { test } from '../fixtures/test.ts';

test.describe('the call survives', () => {
  test('ten seconds without network: both see it, audio is back, the timer goes on', async ({ people }) => {
    const [alice, bob] = await Promise.all([people.atPhone('alice'), people.atPhone('bob')]);
    await connect(alice, bob);
    const before = await alice.phone.secondsWith('Bob');
    const recordBefore = await callIdOf(alice.page);
    await alice.context.setOffline(true);
    await alice.phone.says('Bob', 'Reconnecting', 15_000);
    await new Promise((resolve) => setTimeout(resolve, 8_000));
    await alice.context.setOffline(false);
    await alice.phone.isConnected('Bob', 15_000);
    await Promise.all([alice.hears('bob'), bob.hears('alice')]);
    expect(await alice.phone.secondsWith('Bob')).toBeGreaterThanOrEqual(before + 8);
    expect(await callIdOf(alice.page)).toBe(recordBefore);
  });

  test('Alice reloads the page: the same call, audio both ways, the timer goes on', async ({ people }) => {
    const [alice, bob] = await Promise.all([people.atPhone('alice'), people.atPhone('bob')]);
    await connect(alice, bob);
    await bob.hears('alice');
    const before = await bob.phone.secondsWith('Alice');
    const id = await callIdOf(bob.page);
    await alice.page.reload();
    await alice.phone.isConnected('Bob', 15_000);
    await Promise.all([alice.hears('bob'), bob.hears('alice')]);
    expect(await alice.phone.secondsWith('Bob')).toBeGreaterThanOrEqual(before);
    expect(await callIdOf(alice.page)).toBe(id);
    await bob.phone.press('Alice', 'Hang up');
    await alice.phone.hasNoCall('Bob');
  });

  test('Bob reloads while Alice holds him: he comes back to the music, and she resumes', async ({ people }) => {
    const [alice, bob] = await Promise.all([people.atPhone('alice'), people.atPhone('bob')]);
    await connect(alice, bob);
    await alice.phone.press('Bob', 'Hold');
    await bob.hearsMusic();
    await bob.page.reload();
    await bob.phone.says('Alice', /On hold by Alice/, 15_000);
    await bob.hearsMusic();
    await alice.phone.press('Bob', 'Resume');
    await Promise.all([alice.hears('bob'), bob.hears('alice')]);
  });

  test('the WebSocket is cut for five seconds: audio goes on, keys pressed meanwhile arrive, hanging up works', async ({ people }) => {
    const alice = await people.arrive('alice');
    const line = await SipLine.install(alice.page);
    const [, bob] = await Promise.all([alice.atPhone(), people.atPhone('bob')]);
    await connect(alice, bob);
    await line.cut();
    await alice.phone.dial('Bob', '42');
    await Promise.all([alice.hears('bob', 5_000), bob.hears('alice', 5_000)]);
    await line.restore();
    await alice.phone.isConnected('Bob', 15_000);
    await bob.phone.says('Alice', /4\s*2/, 15_000);
    await Promise.all([alice.hears('bob'), bob.hears('alice')]);
    await alice.phone.press('Bob', 'Hang up');
    await bob.phone.hasNoCall('Alice');
  });
});

/** The server's name of the call, from the audio element that plays it. */
async function callIdOf(page: Page): Promise<string> {
  const element = page.locator('audio[data-testid^="remote-audio"]').first();
  await element.waitFor({ state: 'attached' });
  return (await element.getAttribute('data-testid')) ?? '';
}
