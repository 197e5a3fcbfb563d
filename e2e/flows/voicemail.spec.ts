import { writeFile } from 'node:fs/promises';
import { expect, type Locator } from '@playwright/test';
import { ApiClient } from '../fixtures/api.ts';
import { cast, Person } from '../fixtures/person.ts';
import { test } from '../fixtures/test.ts';
import { complaintsOf, newestFile, sealedFilesOf } from '../fixtures/sealed-voicemail.ts';
import { emptyBoxes, tellWhatIsPlayed, newestMessage, playedTone, setVoicemail } from '../fixtures/voicemail.ts';

/** From the message's beginning to its end in two jumps, the second half at double speed. */
async function hearsFromTheMiddle(region: Locator): Promise<void> {
  const position = region.getByRole('slider', { name: 'Position' });
  const lengthMs = Number(await position.getAttribute('max'));
  await region.getByRole('combobox', { name: 'Speed' }).selectOption({ label: '2×' });
  await position.fill(String(Math.round(lengthMs / 2 / 100) * 100));
  await expect.poll(async () => Number(await position.inputValue())).toBeGreaterThanOrEqual(lengthMs / 2 - 200);
  const began = Date.now();
  await expect(region.getByRole('button', { name: /^Play Alice/ }), 'it comes to its end').toBeVisible({ timeout: lengthMs });
  expect(Date.now() - began, 'in half the time that half of it takes, or soon after').toBeLessThan(lengthMs * 0.45);
}

test.describe('voicemail', () => {
  test.beforeEach(({ product }) => Promise.all([emptyBoxes(product, 'alice'), emptyBoxes(product, 'bob')]));
  test.afterEach(({ product }) => setVoicemail(product, ['bob'], false));

  test('[VM01] nobody answers: Alice leaves a message, Bob sees it at once, and hears her', async ({ people, product }) => {
    await setVoicemail(product, ['bob'], true);
    const bobsApi = await ApiClient.signIn(product, cast.bob.email);
    await bobsApi.send('PUT', '/api/phone/settings', { doNotDisturb: false, callWaiting: true, noAnswerSeconds: 5 });
    const [alice, bob] = await Promise.all([people.atPhone('alice'), people.atPhone('bob')]);
    await alice.phone.call('101');
    await bob.phone.isRinging('Alice');
    await alice.phone.says('Bob', /Leaving a message \d\d:\d\d/u, 15_000);
    await bob.phone.hasNoCall('Alice');
    await alice.phone.leavesMessage('Bob', 6);
    const region = bob.page.getByRole('region', { name: 'Voicemail' });
    await expect(region.getByText('1 new message').first()).toBeVisible();
    const play = region.getByRole('button', { name: /^Play Alice/ });
    await play.click();
    await expect(region.getByRole('button', { name: /^Stop Alice/ })).toBeVisible();
    await expect(region.getByRole('slider', { name: 'Position' })).toBeVisible();
    const { hertz, seconds } = await newestMessage(bob.page);
    expect(Math.abs(hertz - cast.alice.toneHz)).toBeLessThan(25);
    expect(seconds).toBeGreaterThan(2);
    await expect(region.getByText('Heard by Bob')).toBeVisible();
    await expect(region.getByText('1 new message')).toHaveCount(0);
    await hearsFromTheMiddle(region);
    await region.getByRole('button', { name: /^More for the message of Alice/ }).click();
    await bob.page.getByRole('menuitem', { name: 'Call back' }).click();
    await alice.phone.isRinging('Bob');
    await alice.phone.answer('Bob');
    await bob.phone.isConnected('Alice');
    await bobsApi.send('PUT', '/api/phone/settings', { doNotDisturb: false, callWaiting: true, noAnswerSeconds: 25 });
  });

  test('[VM01] Bob dials the main line, presses 3 and speaks: Alice sees the badge, plays the message, and his tone is in it', async ({
    people,
  }) => {
    const [alice, bob] = await Promise.all([people.arrive('alice'), people.atPhone('bob')]);
    await tellWhatIsPlayed(alice.page);
    await alice.atPhone();
    await bob.phone.call('200');
    await bob.phone.isConnected('Main line');
    await bob.phone.dial('Main line', '3');
    await bob.phone.leavesMessage('Main line', 7);
    const region = alice.page.getByRole('region', { name: 'Voicemail' });
    await expect(region.getByText('1 new message').first()).toBeVisible();
    const { hertz, levelDb } = await playedTone(alice.page, () => region.getByRole('button', { name: /^Play Bob/ }).click());
    expect(levelDb).toBeGreaterThan(-45);
    expect(Math.abs(hertz - cast.bob.toneHz)).toBeLessThan(12);
    await expect(region.getByText('1 new message')).toHaveCount(0);
  });

  test('[VM30] [VM32] [VM38] Bob sets a PIN, dials *97, enters it, and hears what Alice left', async ({ people, product }) => {
    await setVoicemail(product, ['bob'], true);
    const bob = await people.atPhone('bob');
    const bobsApi = await ApiClient.signIn(product, cast.bob.email);
    await bobsApi.send('PUT', '/api/phone/settings', { doNotDisturb: false, callWaiting: true, noAnswerSeconds: 5 });
    const alice = await people.atPhone('alice');
    await alice.phone.call('101');
    await alice.phone.leavesMessage('Bob', 6);
    const region = bob.page.getByRole('region', { name: 'Voicemail' });
    await expect(region.getByText(/new message/u).first()).toBeVisible();
    await region.getByRole('button', { name: 'Voicemail settings' }).click();
    const settings = bob.page.getByRole('dialog', { name: 'Voicemail settings' });
    await expect(settings.getByText('no mail server is set up', { exact: false })).toBeVisible();
    await expect(settings.getByLabel('Email about new messages')).toBeHidden();
    await settings.getByLabel('PIN for listening by phone').fill('1234');
    await settings.getByRole('button', { name: 'Set PIN' }).click();
    await expect(settings.getByText('not in a row', { exact: false })).toBeVisible();
    await settings.getByLabel('PIN for listening by phone').fill('4711');
    await settings.getByRole('button', { name: 'Set PIN' }).click();
    await expect(settings.getByText('A PIN is set')).toBeVisible();
    await settings.getByRole('button', { name: 'Close' }).last().click();
    await bob.phone.call('*97');
    await bob.phone.isConnected('Voicemail');
    await bob.phone.dial('Voicemail', '4711#');
    await bob.hears('alice', 20_000);
    await bob.page.getByRole('button', { name: '#', exact: true }).click();
    await bob.phone.hasNoCall('Voicemail', 20_000);
    await expect(region.getByText(/new message/u)).toHaveCount(0);
    await bobsApi.send('PUT', '/api/phone/settings', { doNotDisturb: false, callWaiting: true, noAnswerSeconds: 25 });
  });

  test('[VM05] kill -9 in the middle of a message: it is there, cut short; the disk shows nothing of it, and a changed bit is refused', async ({
    startProduct,
  }) => {
    test.setTimeout(180_000);
    const first = await startProduct();
    const alice = await Person.arrive(first, 'alice');
    await alice.atPhone();
    // Nobody is at Bob's phone: his box answers at once.
    await alice.phone.call('101');
    await alice.phone.speaksToBox('Bob', 8);
    first.kill('SIGKILL');
    await first.exited;
    await alice.browser.close();
    const again = await startProduct({ dataDir: first.dataDir, port: first.port, mediaPort: first.mediaPort });
    const bob = await Person.arrive(again, 'bob');
    await bob.atPhone();
    const region = bob.page.getByRole('region', { name: 'Voicemail' });
    await expect(region.getByText('cut short')).toBeVisible();
    const { hertz } = await newestMessage(bob.page);
    expect(Math.abs(hertz - cast.alice.toneHz)).toBeLessThan(25);
    const { file, durationMs } = await newestFile(again, 'bob');
    // Of eight seconds the beep takes less than one, and at most two are lost.
    expect(durationMs).toBeGreaterThan(4_500);
    // The end is missing, and nothing else.
    expect(complaintsOf(file).filter((line) => !line.includes('EOS'))).toEqual([]);
    const sealed = await sealedFilesOf(again);
    expect(sealed.length).toBeGreaterThan(0);
    for (const { bytes } of sealed) {
      expect(bytes.includes('OggS') || bytes.includes('OpusHead')).toBe(false);
      for (let at = 200; at + 24 <= file.length; at += 24) expect(bytes.includes(file.subarray(at, at + 24))).toBe(false);
    }
    for (const { path, bytes } of sealed) {
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
      await writeFile(path, bytes);
    }
    await expect(newestFile(again, 'bob')).rejects.toThrow();
    await bob.leave();
  });
});
