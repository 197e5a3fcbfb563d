import { describe, expect, it } from 'vitest';
import { ApiFailure } from '../../../../platform/http/api-failure.ts';
import type { StillView } from '../camera-view.ts';
import type { Drawing } from '../live-view.ts';
import { alice, bob, KeeperBench, still } from './testing/keeper.testing.ts';

const arrow: Drawing = { id: 'arrow', producerId: 's1', seatId: 'Alice', colour: 0, tool: 'arrow', points: [[0, 0]] };
const code = { id: 'c', format: 'QRCode', text: 'PRN-1', name: 'Alice', at: 2_000, stillId: 's1' };
const hers = { ...alice, isMe: false };
const mine = { ...bob, isMe: true };

/** As a page hears it: each thing at its moment of the log. */
function says(bench: KeeperBench): void {
  bench.view.setState({ saidAt: 1_000, stills: [still('s1')] });
  bench.view.setState({ saidAt: 2_000, codes: [code] });
  bench.view.setState({ saidAt: 3_000, drawings: [arrow] });
}

/** What the first page kept of it. */
async function keptBefore(): Promise<KeeperBench> {
  const bench = new KeeperBench();
  bench.keeper.begin();
  await bench.pass(3_000);
  says(bench);
  await bench.pass(3_000);
  await bench.pass(20_000);
  expect(bench.files.map(({ name }) => name).toSorted()).toEqual(['record', 'still-s1']);
  return bench;
}

const idsOf = (bench: KeeperBench): readonly string[] => bench.files.map(({ id }) => id).toSorted();

describe('a page that goes on with what was kept before', () => {
  it('[SU505] [SU510] after the first one is gone, or it was loaded again, nothing is kept anew that did not change', async () => {
    for (const people of [[mine], [hers, mine]]) {
      const first = await keptBefore();
      const before = idsOf(first);
      const next = new KeeperBench({}, first.files);
      next.view.setState({ people });
      next.keeper.begin();
      await next.pass(3_000);
      says(next);
      // Somebody came or left: it is looked at again.
      for (let round = 0; round < 5; round += 1) {
        next.view.setState({ people: [mine] });
        await next.pass(3_000);
        await next.pass(20_000);
      }
      expect(idsOf(next)).toEqual(before);
      next.view.setState({ saidAt: 9_000, stills: [still('s1', { note: 'Pump' })] });
      await next.pass(20_000);
      expect(next.stills, 'what changed since').toEqual([['still-s1', 'Pump|picture s1 with arrow']]);
      next.view.setState({ link: 'ended', endReason: 'done' });
      await next.settle();
      expect(next.files.map(({ name }) => name).toSorted()).toEqual(['receipt-1', 'record', 'still-s1']);
    }
  });

  it('[SU510] what the page before had not kept any more is kept', async () => {
    const first = await keptBefore();
    const next = new KeeperBench({}, first.files);
    next.keeper.begin();
    await next.pass(3_000);
    says(next);
    next.view.setState({ saidAt: 3_001, drawings: [arrow, { ...arrow, id: 'second' }] });
    await next.pass(20_000);
    expect(next.stills).toEqual([['still-s1', '|picture s1 with arrow with second']]);
  });

  it('[SU505] [SU510] what a colleague kept meanwhile is known: it is not taken for what this page kept before, and it goes when it is old', async () => {
    const bench = await keptBefore();
    bench.view.setState({ people: [{ ...bob, isMe: false }, alice] });
    const colleague = new KeeperBench({}, bench.files);
    colleague.view.setState({ people: [mine, hers] });
    colleague.keeper.begin();
    await colleague.pass(3_000);
    says(colleague);
    for (const page of [bench, colleague]) page.view.setState({ saidAt: 5_000, stills: [still('s1', { note: 'Pump' })] });
    await colleague.pass(20_000);
    const kept = idsOf(colleague);
    bench.view.setState({ people: [alice] });
    await bench.pass(3_000);
    await bench.pass(20_000);
    expect(idsOf(bench), 'it is the newest').toEqual(kept);
    bench.view.setState({ saidAt: 6_000, stills: [still('s1', { note: 'Pump 2' })] });
    await bench.pass(20_000);
    expect(bench.stills, 'and nothing older stays').toEqual([['still-s1', 'Pump 2|picture s1 with arrow']]);
  });

  it('[SU505] where the server does not say what is kept, nothing is kept until it does', async () => {
    const first = await keptBefore();
    const before = idsOf(first);
    let fault: Error | undefined;
    const next: KeeperBench = new KeeperBench(
      {
        list: async () => {
          if (fault) throw fault;
          return next.files;
        },
      },
      first.files,
    );
    next.view.setState({ people: [hers, mine] });
    next.keeper.begin();
    await next.pass(3_000);
    says(next);
    fault = new ApiFailure('offline', 'GET /artefacts');
    next.view.setState({ people: [mine] });
    for (let round = 0; round < 3; round += 1) await next.pass(20_000);
    expect([next.keeper.view.getState().state, idsOf(next)]).toEqual(['failed', before]);
    fault = undefined;
    await next.pass(20_000);
    expect([next.keeper.view.getState().state, idsOf(next)]).toEqual(['kept', before]);
  });

  it('[SU502] what is not here yet after a page was loaded again stays kept; thrown away then it is deleted', async () => {
    const first = await keptBefore();
    const next = new KeeperBench({}, first.files);
    next.keeper.begin();
    await next.pass(3_000);
    next.view.setState({ people: [alice] });
    await next.pass(3_000);
    expect(next.stills).toHaveLength(1);
    says(next);
    await next.pass(3_000);
    expect(next.stills).toHaveLength(1);
    next.view.setState({ saidAt: 9_000, stills: [], drawings: [] });
    await next.pass(3_000);
    expect(next.stills).toEqual([]);
  });
});

describe('a page that did not hear all of it', () => {
  const later = { id: 'l', seatId: 'Alice', name: 'Alice', text: 'Still there?', at: 8_000 };

  it('[SU510] replaces nothing that it does not have: what it heard itself is kept beside it', async () => {
    const first = await keptBefore();
    const before = idsOf(first);
    const next = new KeeperBench({}, first.files);
    next.keeper.begin();
    await next.pass(3_000);
    // Loaded again while the customer was away: nobody told it what was before.
    next.view.setState({ saidAt: 8_000, codes: [{ ...code, id: 'd', text: 'PRN-2', at: 8_000 }], chat: [later] });
    await next.pass(20_000);
    next.view.setState({ link: 'ended', endReason: 'done' });
    await next.settle();
    expect(idsOf(next)).toEqual(expect.arrayContaining([...before]));
    expect(next.files.map(({ name }) => name)).toEqual(expect.arrayContaining(['record', 'record-2', 'receipt-1']));
    expect(
      next.files.filter(({ name }) => name === 'record-2'),
      'of its own the newest only',
    ).toHaveLength(1);
  });

  it('[SU510] nobody’s receipt takes the place of another’s', async () => {
    const first = await keptBefore();
    first.view.setState({ people: [bob], link: 'ended', endReason: 'left' });
    await first.settle();
    const receipt = first.files.find(({ kind }) => kind === 'receipt')?.id;
    const next = new KeeperBench({}, first.files);
    next.keeper.begin();
    await next.pass(3_000);
    says(next);
    next.view.setState({ saidAt: 8_000, chat: [later] });
    next.view.setState({ link: 'ended', endReason: 'done' });
    await next.settle();
    expect(next.files.filter(({ kind }) => kind === 'receipt')).toMatchObject([{ id: receipt, name: 'receipt-1' }, { name: 'receipt-2' }]);
    expect(next.files.filter(({ kind }) => kind === 'transcript')).toMatchObject([
      { name: 'record', content: { chat: [{ text: 'Still there?' }] } },
    ]);
  });
});

describe('what changes while something is being kept', () => {
  /** Keeps slowly: `change` happens while the first still is on its way. */
  async function during(change: (bench: KeeperBench) => void): Promise<readonly string[]> {
    const titles: string[] = [];
    const bench: KeeperBench = new KeeperBench({
      keepStill: async (_picture, { title }, as) => {
        titles.push(`${as?.name ?? ''} ${title}`.trim());
        if (titles.length === 1) change(bench);
        return {} as never;
      },
    });
    bench.keeper.begin();
    await bench.pass(3_000);
    bench.view.setState({ saidAt: 1_000, stills: ['s1', 's2', 's3'].map((id) => still(id)) });
    await bench.pass(3_000);
    return titles;
  }
  const withSecond = (second: Partial<StillView>) => [still('s1'), still('s2', second), still('s3')];

  it('[SU502] [SU511] is not kept when it was thrown away or is not to be kept', async () => {
    expect(await during(({ view }) => view.setState({ saidAt: 2_000, stills: [still('s1'), still('s3')] }))).toEqual([
      'still-s1',
      'still-s3',
    ]);
    expect(await during(({ view }) => view.setState({ saidAt: 2_000, stills: withSecond({ isKept: false }) }))).toEqual([
      'still-s1',
      'still-s3',
    ]);
  });

  it('[SU511] is kept as it is now', async () => {
    expect(await during(({ view }) => view.setState({ saidAt: 2_000, stills: withSecond({ note: 'Pump' }) }))).toEqual([
      'still-s1',
      'still-s2 Pump',
      'still-s3',
    ]);
  });

  it('[SU505] [SU511] is not kept by a page whose seat another tab took, or when a colleague’s page keeps it', async () => {
    expect(await during(({ view }) => view.setState({ link: 'ended', endReason: 'taken-over' }))).toEqual(['still-s1']);
    expect(await during(({ view }) => view.setState({ people: [{ ...bob, isMe: false }, alice] }))).toEqual(['still-s1']);
  });
});
