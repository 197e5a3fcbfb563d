import { describe, expect, it } from 'vitest';
import type { Drawing, LiveView } from '../live-view.ts';
import { RecordFailure } from './record-failure.ts';
import type { SessionRecord } from './session-record.ts';
import { alice, bob, KeeperBench, still } from './testing/keeper.testing.ts';

const arrow: Drawing = { id: 'arrow', producerId: 's1', seatId: 'Alice', colour: 2, tool: 'arrow', points: [[0.123456, 0]] };
const hello = { id: 'l', seatId: 'Alice', name: 'Alice', text: 'Hello', at: 3_000 };

/** A still with an arrow is kept; then somebody draws, writes and goes before it is quiet. */
async function drawnOn(change: Partial<LiveView>, bench = new KeeperBench()): Promise<KeeperBench> {
  bench.keeper.begin();
  await bench.pass(3_000);
  bench.view.setState({ saidAt: 1_000, stills: [still('s1')], drawings: [arrow] });
  await bench.pass(3_000);
  bench.view.setState({ saidAt: 9_000, ...change });
  await bench.pass(1_000);
  return bench;
}

const second = { ...arrow, id: 'second' };
const recordsOf = ({ files }: KeeperBench): readonly SessionRecord[] =>
  files.flatMap(({ content }) => (typeof content === 'object' && 'stills' in content ? [content] : []));

describe('a page that is hidden', () => {
  it('[SU531] keeps at once what waits for a quiet moment', async () => {
    const bench = await drawnOn({ drawings: [arrow, second], stills: [still('s1', { note: 'Pump' })] });
    expect(bench.stills, 'control').toEqual([['still-s1', '|picture s1 with arrow']]);
    bench.keeper.hide();
    await bench.settle();
    expect(bench.stills).toEqual([['still-s1', 'Pump|picture s1 with arrow with second']]);
  });
});

describe('a page that goes', () => {
  it('[SU531] leaves what was written, and of stills what their kept pictures do not have', async () => {
    const bench = await drawnOn({ drawings: [arrow, second], stills: [still('s1', { note: 'Pump' }), still('s2')], chat: [hello] });
    bench.keeper.leave();
    await bench.settle();
    const [record] = recordsOf(bench);
    expect(record?.chat).toEqual([{ at: 3_000, name: 'Alice', text: 'Hello' }]);
    expect(record?.stills).toMatchObject([
      { id: 's1', number: 1, note: 'Pump', later: { asOf: 9_000, note: 'Pump', drawings: [{ id: 'second', points: [[0.1235, 0]] }] } },
      { id: 's2', number: 2 },
    ]);
    expect(record?.stills[1], 'there is no picture to draw it on').not.toHaveProperty('later');
    expect(record?.stills[0]?.later?.drawings, 'what is on the picture is not drawn twice').toHaveLength(1);
  });

  it('[SU531] leaves nothing twice, nothing when all is kept, nothing of an empty session, and nothing while a colleague’s page keeps it', async () => {
    const bench = await drawnOn({ chat: [hello] });
    bench.keeper.leave();
    await bench.settle();
    bench.keeper.leave();
    await bench.settle();
    expect(recordsOf(bench)).toHaveLength(1);
    const empty = await drawnOn({ stills: [], drawings: [] });
    const colleagues = await drawnOn({ chat: [hello], people: [{ ...bob, isMe: false }, alice] });
    const ended = await drawnOn({ chat: [hello], link: 'ended', endReason: 'done' });
    for (const one of [empty, colleagues, ended]) {
      const before = recordsOf(one).length;
      one.keeper.leave();
      await one.settle();
      expect(recordsOf(one)).toHaveLength(before);
    }
  });

  it('[SU503] [SU531] leaves nothing where nothing can be kept', async () => {
    const recipient = () => Promise.reject(new RecordFailure('unset'));
    const bench = await drawnOn({ chat: [hello] }, new KeeperBench({ recipient }));
    bench.keeper.leave();
    await bench.settle();
    expect(bench.files).toEqual([]);
  });

  it('[SU531] leaves a note without drawings where they are too many for what browsers send then, and nothing where that is too much', async () => {
    const many = Array.from({ length: 900 }, (_, at): Drawing => ({ ...arrow, id: `drawing ${String(at)}` }));
    const bench = await drawnOn({ drawings: many, stills: [still('s1', { note: 'Pump' })] });
    bench.keeper.leave();
    await bench.settle();
    expect(recordsOf(bench)[0]?.stills).toMatchObject([{ later: { note: 'Pump', drawings: [] } }]);
    const long = await drawnOn({ chat: [{ ...hello, text: 'x'.repeat(60_000) }] });
    long.keeper.leave();
    await long.settle();
    expect(recordsOf(long)).toEqual([]);
  });

  it('[SU531] [SU510] the next page keeps the picture anew, and its record takes the place of what was left', async () => {
    const first = await drawnOn({ drawings: [arrow, second], chat: [hello] });
    first.keeper.leave();
    await first.settle();
    const next = new KeeperBench({}, first.files);
    next.keeper.begin();
    await next.pass(3_000);
    next.view.setState({ saidAt: 1_000, stills: [still('s1')], drawings: [arrow] });
    next.view.setState({ saidAt: 9_000, drawings: [arrow, second], chat: [hello] });
    await next.pass(20_000);
    expect(next.stills).toEqual([['still-s1', '|picture s1 with arrow with second']]);
    next.view.setState({ link: 'ended', endReason: 'done' });
    await next.settle();
    expect(recordsOf(next), 'one, and nothing is left to be painted').toMatchObject([
      { chat: [{ text: 'Hello' }], stills: [{ id: 's1' }] },
    ]);
    expect(recordsOf(next)[0]?.stills[0]).not.toHaveProperty('later');
  });

  it('[SU502] [SU531] of a still that is thrown away later nothing stays in what was left', async () => {
    const first = await drawnOn({ stills: [still('s1', { note: 'Pump' }), still('s2')] });
    first.keeper.leave();
    await first.settle();
    expect(JSON.stringify(recordsOf(first)), 'control').toContain('Pump');
    const next = new KeeperBench({}, first.files);
    next.keeper.begin();
    await next.pass(3_000);
    next.view.setState({ saidAt: 1_000, stills: [still('s1'), still('s2')], drawings: [arrow] });
    next.view.setState({ saidAt: 9_000, stills: [still('s1', { note: 'Pump' }), still('s2')] });
    next.view.setState({ saidAt: 12_000, stills: [still('s2')], drawings: [] });
    await next.pass(20_000);
    expect(JSON.stringify(recordsOf(next))).not.toContain('Pump');
    expect(recordsOf(next)).toMatchObject([{ stills: [{ id: 's2' }] }]);
  });
});
