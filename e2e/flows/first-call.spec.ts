import { test } from '../fixtures/test.ts';

test.describe('a first call', () => {
  for (const dialled of ['101', 'Bob', 'bob']) {
    test(`Alice calls Bob by "${dialled}"; each hears the other's voice`, async ({ people }) => {
      const [alice, bob] = await Promise.all([people.atPhone('alice'), people.atPhone('bob')]);
      await alice.phone.call(dialled);
      await bob.phone.isRinging('Alice');
      await alice.phone.isRinging('Bob');
      await bob.phone.answer('Alice');
      await alice.phone.isConnected('Bob');
      await bob.phone.isConnected('Alice');
      await Promise.all([alice.hears('bob'), bob.hears('alice')]);
      await alice.phone.press('Bob', 'Hang up');
      await bob.phone.hasNoCall('Alice');
      await Promise.all([alice.hearsNothing(), bob.hearsNothing()]);
    });
  }

  test('before the answer neither hears the other (the control of every test that listens)', async ({ people }) => {
    const [alice, bob] = await Promise.all([people.atPhone('alice'), people.atPhone('bob')]);
    await alice.phone.call('101');
    await bob.phone.isRinging('Alice');
    await Promise.all([alice.hearsNothing(), bob.hearsNothing()]);
  });
});
