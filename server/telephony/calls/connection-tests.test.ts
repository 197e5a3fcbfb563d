import { expect, test } from 'vitest';
import { FakeMediaEngine } from '../../media/media-engine.fake.ts';
import { FakeClock } from '../../platform/clock.fake.ts';
import { silentLogger } from '../../platform/logger.ts';
import { ConnectionTests } from './connection-tests.ts';
import { browserSdp } from './testing/fake-sdp.ts';
import { settled } from './testing/calls-world.ts';

const alice = { tenantId: 't1', userId: 'alice' };
const bob = { tenantId: 't1', userId: 'bob' };

function make() {
  const media = new FakeMediaEngine();
  const clock = new FakeClock();
  return { media, clock, tests: new ConnectionTests({ media, clock, logger: silentLogger }) };
}

test('[CA53] a test is an echo over the asked path and ends by itself after 60 s', async () => {
  const { media, clock, tests } = make();
  const { answer } = await tests.open(alice, browserSdp(), 'tcp');
  await settled();
  const [leg] = media.legs;
  expect(leg && media.hears(leg)).toBe(`leg:${leg?.id}`);
  expect(answer).toContain('tcptype passive');
  expect(answer).not.toContain(' udp ');
  clock.advance(60_000);
  expect([media.legs.length, tests.size, clock.pending]).toEqual([0, 0, 0]);
});

test('[CA53] only its owner ends a test; to others it does not exist', async () => {
  const { media, clock, tests } = make();
  const { id } = await tests.open(alice, browserSdp(), 'udp');
  expect(() => tests.close(bob, id)).toThrow(expect.objectContaining({ code: 'not-found' }));
  expect(() => tests.close({ ...alice, tenantId: 't2' }, id)).toThrow(expect.objectContaining({ code: 'not-found' }));
  tests.close(alice, id);
  expect([media.legs.length, clock.pending]).toEqual([0, 0]);
});

test('[CA53] four per person, even when asked for in one moment', async () => {
  const { tests } = make();
  const results = await Promise.allSettled(Array.from({ length: 6 }, () => tests.open(alice, browserSdp(), 'udp')));
  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(4);
  await expect(tests.open(alice, browserSdp(), 'udp')).rejects.toMatchObject({ code: 'too-many-attempts' });
  await expect(tests.open(bob, browserSdp(), 'udp')).resolves.toBeDefined();
});

test('[CA53] a bad offer and missing media are told apart, and count for nothing', async () => {
  const { media, tests } = make();
  for (let attempt = 0; attempt < 5; attempt++) {
    await expect(tests.open(alice, 'hello', 'udp')).rejects.toMatchObject({ code: 'invalid-fields', fields: { offer: 'malformed' } });
  }
  media.isUnavailable = true;
  await expect(tests.open(alice, browserSdp(), 'udp')).rejects.toMatchObject({ code: 'media-unavailable' });
  media.isUnavailable = false;
  await expect(tests.open(alice, browserSdp(), 'udp')).resolves.toBeDefined();
  tests.closeAll();
  expect(media.legs).toEqual([]);
});
