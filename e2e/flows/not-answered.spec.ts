import { ApiClient } from '../fixtures/api.ts';
import { cast } from '../fixtures/person.ts';
import { test } from '../fixtures/test.ts';

test.describe('a call that nobody takes', () => {
  test('Bob declines: Alice is told, and Bob has no call', async ({ people }) => {
    const [alice, bob] = await Promise.all([people.atPhone('alice'), people.atPhone('bob')]);
    await alice.phone.call('101');
    await bob.phone.press('Alice', 'Decline');
    await alice.phone.tells(/Bob.* declined the call/);
    await bob.phone.hasNoCall('Alice');
  });

  test('Alice gives up: Bob stops ringing and has a missed call', async ({ people }) => {
    const [alice, bob] = await Promise.all([people.atPhone('alice'), people.atPhone('bob')]);
    await alice.phone.call('101');
    await bob.phone.isRinging('Alice');
    await alice.phone.press('Bob', 'Hang up');
    await bob.phone.hasNoCall('Alice');
    await bob.page.getByRole('region', { name: 'Recent calls' }).getByText('Missed').first().waitFor();
  });

  test('Bob does not answer within his time', async ({ people, product }) => {
    const bobsApi = await ApiClient.signIn(product, cast.bob.email);
    await bobsApi.send('PUT', '/api/phone/settings', { doNotDisturb: false, callWaiting: true, noAnswerSeconds: 5 });
    const [alice, bob] = await Promise.all([people.atPhone('alice'), people.atPhone('bob')]);
    await alice.phone.call('101');
    await bob.phone.isRinging('Alice');
    await alice.phone.tells(/Bob.* did not answer/, 12_000);
    await bob.phone.hasNoCall('Alice');
    await bobsApi.send('PUT', '/api/phone/settings', { doNotDisturb: false, callWaiting: true, noAnswerSeconds: 25 });
  });

  test('Bob is offline, does not exist, does not want to be disturbed: each its own sentence', async ({ people, product }) => {
    const alice = await people.atPhone('alice');
    await alice.phone.call('103');
    await alice.phone.tells(/Dave.* is offline|103 is offline/);
    await alice.phone.call('999');
    await alice.phone.tells(/There is no extension or person “999”/);
    const bobsApi = await ApiClient.signIn(product, cast.bob.email);
    await people.atPhone('bob');
    await bobsApi.send('PUT', '/api/phone/settings', { doNotDisturb: true, callWaiting: true, noAnswerSeconds: 25 });
    await alice.phone.call('101');
    await alice.phone.tells(/does not want to be disturbed/);
    await bobsApi.send('PUT', '/api/phone/settings', { doNotDisturb: false, callWaiting: true, noAnswerSeconds: 25 });
  });

  test('Bob talks and has call waiting off: Carol hears that he is busy', async ({ people, product }) => {
    const bobsApi = await ApiClient.signIn(product, cast.bob.email);
    await bobsApi.send('PUT', '/api/phone/settings', { doNotDisturb: false, callWaiting: false, noAnswerSeconds: 25 });
    const [alice, bob, carol] = await Promise.all([people.atPhone('alice'), people.atPhone('bob'), people.atPhone('carol')]);
    await alice.phone.call('101');
    await bob.phone.answer('Alice');
    await alice.phone.isConnected('Bob');
    await carol.phone.call('101');
    await carol.phone.tells(/Bob.* is busy/);
    await alice.hears('bob');
    await bobsApi.send('PUT', '/api/phone/settings', { doNotDisturb: false, callWaiting: true, noAnswerSeconds: 25 });
  });
});
