import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../../platform/clock.fake.ts';
import { FakeThrottleCounters } from './throttle-counters.fake.ts';
import { bucketRules, delaySeconds, Throttle, type Bucket } from './throttle.ts';

const account: Bucket = { kind: 'account', key: 'alice@acme.test' };
const familiar: Bucket = { kind: 'familiar', key: 'alice/laptop' };
const address: Bucket = { kind: 'address', key: '192.0.2.1' };

let clock: FakeClock;
let throttle: Throttle;
beforeEach(() => {
  clock = new FakeClock();
  throttle = new Throttle(new FakeThrottleCounters(), clock);
});

const wrong = async (): Promise<undefined> => undefined;
const right = async (): Promise<string> => 'session';

async function failTimes(times: number, buckets: readonly Bucket[]): Promise<void> {
  for (let count = 0; count < times; count += 1) {
    clock.advance(bucketRules.account.maxDelaySeconds * 1000);
    await throttle.guard(buckets, wrong);
  }
}

describe('throttle', () => {
  it('[ID10] delays double from one second to five minutes after the free failures', () => {
    expect([1, 5, 6, 7, 8, 9, 14, 15, 100].map((failures) => delaySeconds('account', failures))).toEqual([0, 0, 1, 2, 4, 8, 256, 300, 300]);
  });

  it('[ID10] blocks the account after the sixth failure, until the delay has passed', async () => {
    for (let count = 0; count < 6; count += 1) await throttle.guard([account], wrong);
    await expect(throttle.guard([account], right)).rejects.toMatchObject({ code: 'too-many-attempts', retryAfterSeconds: 1 });
    clock.advance(1_000);
    expect(await throttle.guard([account], right)).toBe('session');
  });

  it('[ID10] a success clears the account, a quiet hour too', async () => {
    await failTimes(5, [account]);
    await throttle.guard([account], right);
    await failTimes(5, [account]);
    clock.advance(3_601_000);
    for (let count = 0; count < 5; count += 1) await throttle.guard([account], wrong);
    expect(await throttle.guard([account], right)).toBe('session');
  });

  it('[ID11] slows one address down over many accounts, and success does not clear it', async () => {
    for (let count = 0; count < 31; count += 1) await throttle.guard([{ kind: 'account', key: `person ${count}` }, address], wrong);
    await expect(throttle.guard([{ kind: 'account', key: 'my own' }, address], right)).rejects.toMatchObject({ code: 'too-many-attempts' });
    clock.advance(1_000);
    await throttle.guard([{ kind: 'account', key: 'my own' }, address], right);
    await throttle.guard([{ kind: 'account', key: 'one more' }, address], wrong);
    await expect(throttle.guard([{ kind: 'account', key: 'my own' }, address], right)).rejects.toMatchObject({ retryAfterSeconds: 2 });
  });

  it('[ID12] guessing at the account leaves the familiar place open', async () => {
    await failTimes(20, [account, address]);
    await expect(throttle.guard([account], right)).rejects.toMatchObject({ code: 'too-many-attempts' });
    expect(await throttle.guard([familiar], right)).toBe('session');
  });

  it('[ID13] a blocked attempt does not run and does not prolong the block', async () => {
    for (let count = 0; count < 6; count += 1) await throttle.guard([account], wrong);
    let hasRun = false;
    for (let count = 0; count < 50; count += 1) {
      await expect(throttle.guard([account], async () => (hasRun = true))).rejects.toMatchObject({ retryAfterSeconds: 1 });
    }
    expect(hasRun).toBe(false);
    clock.advance(1_000);
    expect(await throttle.guard([account], right)).toBe('session');
  });

  it('[ID14] a burst cannot outrun the count', async () => {
    const finish: (() => void)[] = [];
    const slow = (): Promise<undefined> => new Promise((resolve) => finish.push(() => resolve(undefined)));
    const burst = Array.from({ length: 40 }, () =>
      throttle.guard([account], slow).then(
        () => 'ran',
        (error: { code: string }) => error.code,
      ),
    );
    await expect.poll(() => finish.length).toBe(5);
    for (const end of finish) end();
    const results = await Promise.all(burst);
    expect(results.filter((result) => result === 'ran')).toHaveLength(5);
    expect(results.filter((result) => result === 'too-many-attempts')).toHaveLength(35);
  });
});
