import { expect } from '@playwright/test';
import { ApiClient } from '../fixtures/api.ts';
import { cast } from '../fixtures/person.ts';
import { test } from '../fixtures/test.ts';

test.describe('tenants', () => {
  test('Erin of Globex neither sees nor reaches anybody of Acme, whatever she dials', async ({ people, product }) => {
    const [erin, bob] = await Promise.all([people.atPhone('erin'), people.atPhone('bob')]);
    for (const dialled of ['101', 'bob', 'bob@main.acme.deskline.internal']) {
      await erin.phone.call(dialled);
      await erin.phone.tells(/There is no extension or person/);
    }
    await bob.phone.hasNoCall('Erin');
    await expect(erin.page.getByText(/Bob|Alice|Carol/)).toHaveCount(0);
    const api = await ApiClient.signIn(product, cast.erin.email);
    const { body } = await api.send('GET', '/api/people');
    expect(JSON.stringify(body)).not.toMatch(/Bob|Alice/);
    const acme = await ApiClient.signIn(product, cast.alice.email);
    expect(JSON.stringify((await acme.send('GET', '/api/people')).body)).toMatch(/Bob/);
  });

  test("signing out ends Alice's registration: Bob hears that she is offline", async ({ people }) => {
    const [alice, bob] = await Promise.all([people.atPhone('alice'), people.atPhone('bob')]);
    await bob.phone.call('100');
    await alice.phone.isRinging('Bob');
    await bob.phone.press('Alice', 'Hang up');
    await alice.phone.hasNoCall('Bob');
    await alice.page.getByRole('button', { name: /Account of/ }).click();
    await alice.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(alice.page).toHaveURL(/\/login/);
    await bob.phone.call('100');
    await bob.phone.tells(/is offline/);
  });
});
