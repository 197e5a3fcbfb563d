import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SipMessage } from '../message/message.ts';
import { parseMessage } from '../message/parse-message.ts';
import { serialise } from '../message/serialise.ts';
import { SipError } from '../message/sip-error.ts';
import { ownerOf } from '../testing/credentials.testing.ts';
import { FakeFlow } from '../testing/fake-flow.ts';
import { mutate } from '../testing/mutations.ts';
import { seededRandom } from '../testing/random.ts';
import { RigPhone } from '../testing/rig-phone.testing.ts';
import { settled } from '../testing/settled.testing.ts';
import { event, SubscriberRig } from '../testing/subscriber.testing.ts';

const count = 3_000;
let world: SubscriberRig;
let bob: RigPhone;

beforeEach(async () => {
  world = await SubscriberRig.start();
  // Its answers are not shown to JsSIP: what was broken comes back in them.
  bob = new RigPhone(world.rig, { user: 'bob', instanceId: 'urn:bob', flow: new FakeFlow('wss', 'broken', { owner: ownerOf('bob') }) });
  await bob.register();
});
afterEach(() => world.rig.close());

/** Undefined for what a transport would drop. */
function parsed(bytes: Buffer): SipMessage | undefined {
  try {
    return parseMessage(bytes);
  } catch (error) {
    if (error instanceof SipError) return undefined;
    throw error;
  }
}

/** Sends them broken, each in a dialog and a transaction of its own or within that of the first. */
async function sendBroken(whole: Buffer, seed: number): Promise<void> {
  const random = seededRandom(seed);
  for (let number = 0; number < count; number += 1) {
    const fresh = whole.toString().replace(/branch=\S+/u, `branch=z9hG4bK${String(seed)}-${String(number)}`);
    const message = parsed(mutate(Buffer.from(fresh.replaceAll('watch-new', `watch-${String(number)}`)), random));
    if (message) world.rig.transports.receive(message, bob.flow);
    if (number % 50 === 0) await settled();
  }
  await settled();
}

test('[SIP59] [SIP129] mutated SUBSCRIBEs are answered or dropped, and leave what a device may have', async () => {
  const request = world.build(bob, [event, ['Expires', '600'], ['Accept', world.box.contentType]]);
  request.headers.set('Call-ID', 'watch-new');
  await sendBroken(serialise(request), 6665);
  // Most are whole enough to be taken, so that all places are.
  expect(world.size).toBe(8);
  await bob.send(bob.build('OPTIONS', bob.address, { callId: 'alive' }));
  expect(bob.response().status).toBe(200);
  await world.quiet(700_000);
  expect(world.size).toBe(0);
});

test('[SIP59] [SIP129] mutated refreshes end one subscription at most, and make none', async () => {
  const dialog = await world.subscribe(bob);
  await world.taken(bob);
  await sendBroken(serialise(bob.within(dialog, 'SUBSCRIBE', { headers: [event, ['Expires', '600']] })), 3842);
  expect(world.size).toBeLessThanOrEqual(8);
  await bob.send(bob.build('OPTIONS', bob.address, { callId: 'alive' }));
  expect(bob.response().status).toBe(200);
  await world.quiet(700_000);
  expect(world.size).toBe(0);
});
