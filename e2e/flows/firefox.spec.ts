import { expectMusic, expectSilence, expectTone, type Ear } from '../fixtures/hearing.ts';
import { Firefox } from '../fixtures/firefox.ts';
import { NetworkNamespace } from '../fixtures/namespace.ts';
import { cast, Person } from '../fixtures/person.ts';
import { measureByRecording } from '../fixtures/recorded-hearing.ts';
import { demoPassword, type Product } from '../fixtures/product.ts';
import { test as base } from '../fixtures/test.ts';
import { FirefoxPhonePage } from '../pages/firefox-phone-page.ts';

/** Dave, at a Firefox ESR on a machine of his own. */
interface Dave {
  readonly phone: FirefoxPhonePage;
  readonly ear: Ear;
}

const who = cast.dave;
const tones = Object.values(cast).map((person) => person.toneHz);

interface Scene {
  readonly namespace: NetworkNamespace;
  /** A server that both machines reach. */
  readonly reachable: Product;
  readonly dave: Dave;
  readonly bob: Person;
}

const test = base.extend<Scene>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants a destructured first parameter
  namespace: async ({}, use) => {
    const namespace = NetworkNamespace.create();
    try {
      await use(namespace);
    } finally {
      namespace.close();
    }
  },
  reachable: async ({ namespace, startProduct }, use) => {
    await use(await startProduct({ env: { HOST: '0.0.0.0', MEDIA_ANNOUNCED_ADDRESS: namespace.hostAddress } }));
  },
  dave: async ({ namespace, reachable }, use) => {
    const firefox = await Firefox.launch({ namespace, toneHz: who.toneHz });
    try {
      const phone = new FirefoxPhonePage(firefox.page, `http://${namespace.hostAddress}:${String(reachable.port)}`);
      await phone.signIn(who.email, demoPassword);
      await phone.open();
      await phone.isReachable();
      await use({ phone, ear: { listen: (forMs) => firefox.page.evaluate(measureByRecording, forMs) } });
    } finally {
      await firefox.close();
    }
  },
  bob: async ({ reachable }, use) => {
    const bob = await Person.arrive(reachable, 'bob');
    try {
      await use(await bob.atPhone());
    } finally {
      await bob.leave();
    }
  },
});

test.describe('Firefox ESR', () => {
  test('[IO30] Dave in Firefox calls Bob in Chromium; each hears the other, holds, resumes, hangs up', async ({ dave, bob }) => {
    await dave.phone.call(bob.who.extension);
    await bob.phone.isRinging('Dave');
    await Promise.all([bob.hearsNothing(), expectSilence(dave.ear)]);
    await bob.phone.answer('Dave');
    await dave.phone.isConnected('Bob');
    await bob.phone.isConnected('Dave');
    await Promise.all([bob.hears('dave'), expectTone(dave.ear, bob.who.toneHz)]);

    await bob.phone.press('Dave', 'Hold');
    await expectMusic(dave.ear, tones);
    await bob.phone.press('Dave', 'Resume');
    await Promise.all([bob.hears('dave'), expectTone(dave.ear, bob.who.toneHz)]);

    await dave.phone.press('Bob', 'Hold');
    await bob.hearsMusic();
    await dave.phone.press('Bob', 'Resume');
    await Promise.all([bob.hears('dave'), expectTone(dave.ear, bob.who.toneHz)]);

    await dave.phone.press('Bob', 'Hang up');
    await bob.phone.hasNoCall('Dave');
    await Promise.all([bob.hearsNothing(), expectSilence(dave.ear)]);
  });

  test('[IO31] Bob in Chromium calls Dave in Firefox; each hears the other, and a mute silences', async ({ dave, bob }) => {
    await bob.phone.call(who.extension);
    await dave.phone.press('Bob', 'Answer');
    await dave.phone.isConnected('Bob');
    await Promise.all([bob.hears('dave'), expectTone(dave.ear, bob.who.toneHz)]);
    await dave.phone.press('Bob', 'Mute');
    await bob.hearsNothing();
    await dave.phone.press('Bob', 'Unmute');
    await bob.hears('dave');
    await bob.phone.press('Dave', 'Hang up');
    await dave.phone.hasNoCall('Bob');
  });
});
