import { test } from '../fixtures/test.ts';

test.describe('a first call', () => {
  test('Alice calls Bob by extension; each hears the other', async ({ people }) => {
    const [alice, bob] = await Promise.all([people.atPhone('alice'), people.atPhone('bob')]);
    await alice.phone.call('101');
    await bob.phone.isRinging('Alice');
    await alice.phone.isRinging('Bob');
    await bob.phone.answer('Alice');
    await alice.phone.isConnected('Bob');
    await bob.phone.isConnected('Alice');
    await Promise.all([alice.hears('bob'), bob.hears('alice')]);
    await alice.phone.press('Bob', 'Hang up');
    await bob.phone.hasNoCall('Alice');
    await alice.phone.hasNoCall('Bob');
  });
});
