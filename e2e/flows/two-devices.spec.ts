import { test } from '../fixtures/test.ts';

test.describe('Bob at two computers', () => {
  test('both ring; one answers and the other stops within a moment', async ({ people }) => {
    const [alice, office, home] = await Promise.all([people.atPhone('alice'), people.atPhone('bob'), people.atPhone('bob')]);
    await alice.phone.call('101');
    await Promise.all([office.phone.isRinging('Alice'), home.phone.isRinging('Alice')]);
    await home.phone.answer('Alice');
    await office.phone.hasNoCall('Alice', 3_000);
    await Promise.all([alice.hears('bob'), home.hears('alice'), office.hearsNothing()]);
  });

  test('one ignores the call and the other rings on; a decline stops both', async ({ people }) => {
    const [alice, office, home] = await Promise.all([people.atPhone('alice'), people.atPhone('bob'), people.atPhone('bob')]);
    await alice.phone.call('101');
    await Promise.all([office.phone.isRinging('Alice'), home.phone.isRinging('Alice')]);
    await office.phone.press('Alice', 'Ignore');
    await office.phone.hasNoCall('Alice');
    await home.phone.isRinging('Alice');
    await home.phone.press('Alice', 'Decline');
    await alice.phone.tells(/Bob.* declined the call/);
  });
});
