import { expect, it } from 'vitest';
import { FakeClock } from '../../platform/clock.fake.ts';
import { silentLogger } from '../../platform/logger.ts';
import { CallSampler, type Sampled } from './call-sampler.ts';

/** A call whose legs answer when the test says so. */
class SlowCall implements Sampled {
  readonly asked: PromiseWithResolvers<void>[] = [];

  sample(): Promise<void> {
    const answer = Promise.withResolvers<void>();
    this.asked.push(answer);
    return answer.promise;
  }
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('[OP32] a call that still owes its last sample is not asked again; the others are, and it is once it answered', async () => {
  const clock = new FakeClock();
  const sampler = new CallSampler(clock, silentLogger);
  const [hung, well] = [new SlowCall(), new SlowCall()];
  sampler.add(hung);
  sampler.add(well);
  for (let minute = 0; minute < 10; minute += 1) {
    clock.advance(65_000);
    well.asked.at(-1)?.resolve();
    await settled();
  }
  expect(well.asked.length).toBeGreaterThan(8);
  expect(hung.asked).toHaveLength(1);
  hung.asked[0]?.reject(new Error('the worker is gone'));
  await settled();
  clock.advance(65_000);
  expect(hung.asked).toHaveLength(2);
  sampler.close();
  expect(clock.pending).toBe(0);
});
