import { connect } from '../fixtures/calls.ts';
import { SipLine } from '../fixtures/network.ts';
import { test } from '../fixtures/test.ts';

test.describe('the call survives', () => {
  test('the WebSocket is cut for five seconds, and hanging up works two minutes later', async ({ people }) => {
    test.setTimeout(240_000);
    const alice = await people.arrive('alice');
    const line = await SipLine.install(alice.page);
    const [, bob] = await Promise.all([alice.atPhone(), people.atPhone('bob')]);
    await connect(alice, bob);
    await line.cut();
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    await line.restore();
    await new Promise((resolve) => setTimeout(resolve, 120_000));
    await Promise.all([alice.hears('bob'), bob.hears('alice')]);
    await alice.phone.press('Bob', 'Hang up');
    await bob.phone.hasNoCall('Alice');
  });
});
