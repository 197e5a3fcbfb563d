import { describe, expect, it } from 'vitest';
import { FakeClock } from '../../platform/clock.fake.ts';
import { silentLogger } from '../../platform/logger.ts';
import { RunJournal } from './run-journal.ts';
import { FakeRunStore } from './run-store.fake.ts';
import type { StoredRun } from './run-store.ts';

const run = (callId: string, version: number): StoredRun => ({
  callId,
  planId: 'plan',
  version,
  nodeId: 'node-1',
  startedAtMs: 0,
  caller: { userId: undefined, name: '', number: '' },
  dialled: '200',
  answeredBy: undefined,
  path: [],
  endedAtMs: undefined,
  endWhy: undefined,
});

class FailingStore extends FakeRunStore {
  failure: string | undefined;
  readonly saved: number[] = [];

  override async save(tenantId: string, stored: StoredRun): Promise<void> {
    if (this.failure !== undefined) throw Object.assign(new Error('no'), { code: this.failure });
    this.saved.push(stored.version);
    await super.save(tenantId, stored);
  }
}

async function settle(): Promise<void> {
  for (let round = 0; round < 20; round += 1) await Promise.resolve();
}

function open(): { readonly store: FailingStore; readonly clock: FakeClock; readonly journal: RunJournal } {
  const [store, clock] = [new FailingStore(), new FakeClock()];
  return { store, clock, journal: new RunJournal({ store, clock, logger: silentLogger }) };
}

describe('the journal of runs', () => {
  it('[DP315] writes the newest state of each call, not every one', async () => {
    const { store, journal } = open();
    for (const version of [1, 2, 3]) journal.write('tenant', run('a', version));
    journal.write('tenant', run('b', 9));
    await settle();
    expect(store.saved).toEqual([1, 3, 9]);
    expect(journal.waiting).toBe(0);
  });

  it('[DP315] a database that is away delays what is written, and nothing is lost', async () => {
    const { store, clock, journal } = open();
    store.failure = 'unavailable';
    journal.write('tenant', run('a', 1));
    await settle();
    journal.write('tenant', run('a', 2));
    await settle();
    expect(journal.waiting).toBe(1);
    store.failure = undefined;
    clock.advance(1_000);
    await settle();
    expect(store.saved).toEqual([2]);
    expect(journal.waiting).toBe(0);
  });

  it('[DP315] what the database refuses is given up alone', async () => {
    const { store, journal } = open();
    store.failure = 'invalid';
    journal.write('tenant', run('a', 1));
    await settle();
    store.failure = undefined;
    journal.write('tenant', run('b', 2));
    await settle();
    expect(store.saved).toEqual([2]);
    expect(journal.waiting).toBe(0);
  });

  it('[DP315] at the end it waits for what is not written, and no longer than it may', async () => {
    const { store, clock, journal } = open();
    journal.write('tenant', run('a', 1));
    await journal.close(5_000);
    expect(store.saved).toEqual([1]);
    journal.write('tenant', run('a', 2));
    await journal.close(5_000);
    await settle();
    expect(store.saved).toEqual([1]);
    expect(clock.pending).toBe(0);
  });
});
