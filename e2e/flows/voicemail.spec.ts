import { expect } from '@playwright/test';
import { ApiClient } from '../fixtures/api.ts';
import { cast } from '../fixtures/person.ts';
import { test } from '../fixtures/test.ts';
import { newestMessage, setVoicemail } from '../fixtures/voicemail.ts';

test.describe('voicemail', () => {
  test.afterEach(({ product }) => setVoicemail(product, ['bob'], false));

  test('[VM01] nobody answers: Alice leaves a message, Bob sees it at once, and hears her', async ({ people, product }) => {
    await setVoicemail(product, ['bob'], true);
    const bobsApi = await ApiClient.signIn(product, cast.bob.email);
    await bobsApi.send('PUT', '/api/phone/settings', { doNotDisturb: false, callWaiting: true, noAnswerSeconds: 5 });
    const [alice, bob] = await Promise.all([people.atPhone('alice'), people.atPhone('bob')]);
    await alice.phone.call('101');
    await bob.phone.isRinging('Alice');
    await alice.phone.isConnected('Bob', 15_000);
    await bob.phone.hasNoCall('Alice');
    await alice.phone.dial('Bob', '#');
    // The beep, and then some seconds of Alice's own tone.
    await alice.page.waitForTimeout(6_000);
    await alice.phone.press('Bob', 'Hang up');
    const region = bob.page.getByRole('region', { name: 'Voicemail' });
    await expect(region.getByText('1 new message')).toBeVisible();
    const play = region.getByRole('button', { name: /^Play Alice/ });
    await play.click();
    await expect(region.getByRole('button', { name: /^Stop Alice/ })).toBeVisible();
    await expect(region.getByRole('slider', { name: 'Position' })).toBeVisible();
    const { hertz, seconds } = await newestMessage(bob.page);
    expect(Math.abs(hertz - cast.alice.toneHz)).toBeLessThan(25);
    expect(seconds).toBeGreaterThan(2);
    await expect(region.getByText('Heard by Bob')).toBeVisible();
    await expect(region.getByText('1 new message')).toBeHidden();
    await bobsApi.send('PUT', '/api/phone/settings', { doNotDisturb: false, callWaiting: true, noAnswerSeconds: 25 });
  });
});
