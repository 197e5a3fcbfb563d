import type { types } from 'mediasoup';
import { describe, expect, it } from 'vitest';
import { QualityMeter } from './quality-meter.ts';

/** A consumer that the worker has closed: it refuses at once, and mediasoup tells of the end one turn later, if it ended. */
function refusing(hasEnded: boolean): types.Consumer {
  const consumer = {
    closed: false,
    producerId: 'producer',
    getStats: async () => {
      setImmediate(() => (consumer.closed = hasEnded));
      throw new Error('Channel request handler not found');
    },
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what a meter touches
  return consumer as unknown as types.Consumer;
}

describe('a quality meter', () => {
  it('[MED43] takes a stream that ends while it is asked for one that has no figures any more', async () => {
    const meter = new QualityMeter('opus');
    await expect(meter.retire(refusing(true))).resolves.toBeUndefined();
    await expect(meter.read([refusing(true)])).resolves.toMatchObject({ packetsReceived: 0 });
  });

  it('[MED43] says what else went wrong', async () => {
    await expect(new QualityMeter('opus').retire(refusing(false))).rejects.toThrow('not found');
  });
});
