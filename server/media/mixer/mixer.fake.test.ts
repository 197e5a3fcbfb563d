import { FakeMixer } from './mixer.fake.ts';
import { mixerSuite } from './mixer.suite.ts';

mixerSuite('without sound', async () => {
  const mixer = new FakeMixer();
  return {
    mixer,
    talk: () => undefined,
    hears: async (seat, names) => {
      const heard = mixer.hears(seat.mouth.ear);
      if (heard !== (names.length === 0 ? 'silence' : `mix:${names.join('+')}`)) throw new Error(`hears ${heard}`);
    },
    close: async () => undefined,
  };
});
