import { expect } from 'vitest';
import { FakeMixer } from './mixer.fake.ts';
import { mixerSuite } from './mixer.suite.ts';

mixerSuite('without sound', async () => {
  const mixer = new FakeMixer();
  return {
    mixer,
    talk: () => undefined,
    hears: async (seat, names) => expect(mixer.hears(seat.mouth.ear)).toBe(names.length === 0 ? 'silence' : `mix:${names.join('+')}`),
    close: async () => undefined,
  };
});
