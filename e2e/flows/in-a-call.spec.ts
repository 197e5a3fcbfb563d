import { expect } from '@playwright/test';
import { connect } from '../fixtures/calls.ts';
import { watchMicrophone } from '../fixtures/microphone.ts';
import { test } from '../fixtures/test.ts';

test.describe('in a call', () => {
  test('Alice holds: Bob hears music and sees it; she resumes and both hear each other again', async ({ people }) => {
    const [alice, bob] = await Promise.all([people.atPhone('alice'), people.atPhone('bob')]);
    await connect(alice, bob);
    await bob.hears('alice');
    await alice.phone.press('Bob', 'Hold');
    await alice.phone.says('Bob', 'On hold');
    await bob.phone.says('Alice', /On hold by Alice/);
    await bob.hearsMusic();
    await alice.hearsNothing();
    await alice.phone.press('Bob', 'Resume');
    await Promise.all([alice.hears('bob'), bob.hears('alice')]);
  });

  test('Alice mutes: Bob hears nothing; she unmutes', async ({ people }) => {
    const [alice, bob] = await Promise.all([people.atPhone('alice'), people.atPhone('bob')]);
    await connect(alice, bob);
    await bob.hears('alice');
    await alice.phone.press('Bob', 'Mute');
    await bob.hearsNothing();
    await alice.hears('bob');
    await alice.phone.press('Bob', 'Unmute');
    await bob.hears('alice');
  });

  test('Alice presses keys: Bob receives them', async ({ people }) => {
    const [alice, bob] = await Promise.all([people.atPhone('alice'), people.atPhone('bob')]);
    await connect(alice, bob);
    await alice.phone.dial('Bob', '1#');
    await bob.phone.says('Alice', /1\s*#/);
  });

  test('Carol calls while Alice talks: Alice answers, Bob hears music; she swaps between them', async ({ people }) => {
    const [alice, bob, carol] = await Promise.all([people.atPhone('alice'), people.atPhone('bob'), people.atPhone('carol')]);
    await connect(alice, bob);
    await carol.phone.call('100');
    await alice.phone.answer('Carol');
    await Promise.all([alice.hears('carol'), carol.hears('alice'), bob.hearsMusic()]);
    await alice.phone.press('Bob', 'Swap');
    await Promise.all([alice.hears('bob'), bob.hears('alice'), carol.hearsMusic()]);
    await alice.phone.press('Bob', 'Hang up');
    await bob.phone.hasNoCall('Alice');
    await alice.phone.press('Carol', 'Resume');
    await Promise.all([alice.hears('carol'), carol.hears('alice')]);
  });

  test('Alice changes her microphone in mid-call: Bob goes on hearing her, the call is the same', async ({ people }) => {
    const alice = await people.arrive('alice');
    const microphone = await watchMicrophone(alice.page);
    const [, bob] = await Promise.all([alice.atPhone(), people.atPhone('bob')]);
    await connect(alice, bob);
    await bob.hears('alice');
    expect(await microphone()).not.toContain('Fake Audio Input 2');
    const before = await alice.phone.secondsWith('Bob');
    await alice.page.getByRole('button', { name: 'Phone settings' }).first().click();
    await alice.page.getByLabel('Microphone', { exact: true }).selectOption({ label: 'Fake Audio Input 2' });
    await expect.poll(microphone).toContain('Fake Audio Input 2');
    await alice.page.keyboard.press('Escape');
    await bob.hears('alice');
    expect(await alice.phone.secondsWith('Bob')).toBeGreaterThanOrEqual(before);
  });
});
