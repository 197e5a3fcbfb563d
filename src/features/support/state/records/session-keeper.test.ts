import { describe, expect, it } from 'vitest';
import { ApiFailure } from '../../../../platform/http/api-failure.ts';
import type { Drawing } from '../live-view.ts';
import { RecordFailure } from './record-failure.ts';
import { alice, bob, KeeperBench, still } from './testing/keeper.testing.ts';

const arrow: Drawing = { id: 'arrow', producerId: 's1', seatId: 'Alice', colour: 0, tool: 'arrow', points: [[0, 0]] };
const offline = new ApiFailure('offline', 'POST /artefacts');

async function begun(bench = new KeeperBench()): Promise<KeeperBench> {
  bench.keeper.begin();
  await bench.pass(3_000);
  return bench;
}

describe('what is kept of a camera session by itself', () => {
  it('[SU500] a still is kept seconds after it came, with its note; drawn on or noted later it is kept anew, and the older one goes', async () => {
    const bench = await begun();
    bench.view.setState({ stills: [still('s1', { blob: undefined }), still('s2', { note: 'Serial number' })] });
    await bench.pass(3_000);
    expect(bench.stills).toEqual([['still-s2', 'Serial number|picture s2']]);
    bench.view.setState({ stills: [still('s1'), still('s2', { note: 'Serial number' })] });
    await bench.pass(3_000);
    bench.view.setState({ drawings: [arrow, { ...arrow, id: 'elsewhere', producerId: 'camera' }] });
    await bench.pass(10_000);
    expect(bench.stills.at(-1), 'somebody still draws').toEqual(['still-s1', '|picture s1']);
    await bench.pass(10_000);
    expect(bench.stills).toEqual([
      ['still-s2', 'Serial number|picture s2'],
      ['still-s1', '|picture s1 with arrow'],
    ]);
    expect(bench.keeper.view.getState()).toMatchObject({ state: 'kept', open: 0, kept: new Set(['still-s1', 'still-s2']) });
  });

  it('[SU501] at the end what changed last, chat, codes and receipts are kept; nothing is kept twice', async () => {
    const bench = await begun();
    bench.view.setState({ stills: [still('s1')] });
    await bench.pass(3_000);
    bench.view.setState({
      stills: [still('s1', { note: 'Pump' })],
      codes: [{ id: 'c', format: 'QRCode', text: 'PRN-1', name: 'Alice', at: 2_000, stillId: 's1' }],
      chat: [{ id: 'l', seatId: 'Alice', name: 'Alice', text: 'Hello', at: 3_000 }],
    });
    expect(bench.keeper.view.getState().state).toBe('kept');
    bench.view.setState({ link: 'ended', endReason: 'done' });
    expect(bench.keeper.view.getState(), 'nobody leaves before the last of it is kept').toMatchObject({ state: 'keeping', open: 1 });
    await bench.settle();
    expect(bench.files.map(({ name }) => name)).toEqual(['still-s1', 'record', 'receipt-1']);
    expect(bench.stills).toEqual([['still-s1', 'Pump|picture s1']]);
    expect(bench.files.find(({ kind }) => kind === 'transcript')?.content).toMatchObject({
      chat: [{ name: 'Alice', text: 'Hello', at: 3_000 }],
      codes: [{ format: 'QRCode', text: 'PRN-1', stillId: 's1' }],
      stills: [{ id: 's1', note: 'Pump' }],
    });
    await bench.pass(60_000);
    expect(bench.files).toHaveLength(3);
  });

  it('[SU501] codes are kept while the session goes on; chat alone waits for the end', async () => {
    const bench = await begun();
    bench.view.setState({ chat: [{ id: 'l', seatId: 'Alice', name: 'Alice', text: 'Hello', at: 3_000 }], stills: [] });
    await bench.pass(20_000);
    expect(bench.files).toEqual([]);
    bench.view.setState({ codes: [{ id: 'c', format: 'QRCode', text: 'PRN-1', name: 'Alice', at: 2_000 }] });
    await bench.pass(3_000);
    expect(bench.files.map(({ content }) => content)).toMatchObject([{ codes: [{ text: 'PRN-1' }], chat: [] }]);
  });

  it('[SU502] what an expert does not want kept, or threw away, is deleted; wanted again it is kept again', async () => {
    const bench = await begun();
    bench.view.setState({ stills: [still('s1'), still('s2')] });
    await bench.pass(3_000);
    bench.view.setState({ stills: [still('s1', { isKept: false })] });
    await bench.pass(3_000);
    expect(bench.stills).toEqual([]);
    bench.view.setState({ link: 'ended', endReason: 'done' });
    await bench.settle();
    expect(bench.stills, 'nor at the end').toEqual([]);
    const again = await begun();
    again.view.setState({ stills: [still('s1', { isKept: false })] });
    await again.pass(3_000);
    again.view.setState({ stills: [still('s1', { isKept: true })] });
    await again.pass(3_000);
    expect(again.stills).toHaveLength(1);
  });

  it('[SU502] what cannot be deleted, because it is held or a colleague’s, is said, and stops nothing else', async () => {
    const held = new ApiFailure('on-hold', 'DELETE /artefacts');
    const bench = await begun(new KeeperBench({ remove: () => Promise.reject(held) }));
    bench.view.setState({ stills: [still('s1')] });
    await bench.pass(3_000);
    bench.view.setState({ stills: [still('s1', { isKept: false }), still('s2')] });
    await bench.pass(3_000);
    expect(bench.keeper.view.getState()).toMatchObject({ state: 'failed', failure: held });
    expect(bench.stills.map(([name]) => name)).toEqual(['still-s1', 'still-s2']);
  });

  it('[SU503] without keys nothing is sent and it says why; once they are made and somebody asks again all is kept', async () => {
    let hasKeys = false;
    const bench = await begun(
      new KeeperBench({
        recipient: async () => {
          if (!hasKeys) throw new RecordFailure('unset');
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing is sealed here
          return {} as never;
        },
      }),
    );
    bench.view.setState({ stills: [still('s1')] });
    await bench.pass(60_000);
    expect([bench.files, bench.keeper.view.getState().state]).toEqual([[], 'none']);
    expect(bench.keeper.view.getState().failure).toMatchObject({ why: 'unset' });
    hasKeys = true;
    bench.keeper.retry();
    await bench.settle();
    expect([bench.stills.length, bench.keeper.view.getState().state]).toEqual([1, 'kept']);
  });

  it('[SU504] offline it tries again by itself; what is refused is said, stops nothing else, and can be tried again', async () => {
    const bench = await begun();
    bench.failure = offline;
    bench.view.setState({ stills: [still('s1')] });
    await bench.pass(3_000);
    expect(bench.keeper.view.getState()).toMatchObject({ state: 'failed', failure: offline });
    bench.failure = undefined;
    await bench.pass(5_000);
    expect(bench.keeper.view.getState().state).toBe('kept');

    const full = new ApiFailure('storage-full', 'POST /artefacts');
    let isFull = true;
    const small: KeeperBench = await begun(
      new KeeperBench({
        keepStill: async () => {
          if (isFull) throw full;
          return small.files[0] as never;
        },
      }),
    );
    small.view.setState({
      stills: [still('s1')],
      codes: [{ id: 'c', format: 'QRCode', text: 'PRN-1', name: 'Alice', at: 2_000 }],
    });
    await small.pass(3_000);
    await small.pass(60_000);
    expect(small.keeper.view.getState()).toMatchObject({ state: 'failed', failure: full, kept: new Set(['record']) });
    isFull = false;
    small.keeper.retry();
    await small.settle();
    expect(small.keeper.view.getState()).toMatchObject({ state: 'kept', failure: undefined, kept: new Set(['record', 'still-s1']) });
  });

  it('[SU504] what was sent and not answered is sent again under its id', async () => {
    const ids: string[] = [];
    const bench: KeeperBench = await begun(
      new KeeperBench({
        keepStill: async (_picture, _title, as) => {
          ids.push(as?.id ?? '');
          if (ids.length === 1) throw offline;
          return {} as never;
        },
      }),
    );
    bench.view.setState({ stills: [still('s1')] });
    await bench.pass(3_000);
    await bench.pass(5_000);
    expect(ids).toHaveLength(2);
    expect(ids[1]).toBe(ids[0]);
  });

  it('[SU505] of several experts the first who is here keeps it; when they are gone the next one does, without doing it anew', async () => {
    const bench = new KeeperBench();
    const [first, me] = [
      { ...alice, isMe: false },
      { ...bob, isMe: true },
    ];
    bench.view.setState({ people: [first, me], stills: [still('s1')] });
    await begun(bench);
    await bench.pass(60_000);
    expect([bench.files, bench.keeper.view.getState().isMine]).toEqual([[], false]);
    bench.files.push({
      id: 'hers',
      kind: 'still',
      name: 'still-s1',
      content: 'hers',
      bytes: 1,
      parts: 1,
      createdAt: '2026-11-28T21:00:00.000Z',
      createdBy: 'Alice',
    });
    bench.view.setState({ people: [me], stills: [still('s1'), still('s2')] });
    await bench.pass(3_000);
    expect(bench.stills.map(([name]) => name)).toEqual(['still-s1', 'still-s2']);
  });

  it('[SU505] who left keeps what they have a last time; a page whose seat another tab took does not', async () => {
    const left = await begun();
    left.view.setState({ stills: [still('s1')] });
    left.view.setState({ people: [bob] });
    left.view.setState({ link: 'ended', endReason: 'left' });
    await left.settle();
    expect(left.files.map(({ name }) => name)).toEqual(['still-s1', 'record', 'receipt-1']);
    const taken = await begun();
    taken.view.setState({ stills: [still('s1')] });
    taken.view.setState({ link: 'ended', endReason: 'taken-over' });
    await taken.settle();
    expect(taken.files).toEqual([]);
  });
});
