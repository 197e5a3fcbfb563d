import { describe, expect, it } from 'vitest';
import { emptyView } from '../empty-view.ts';
import type { LiveView } from '../live-view.ts';
import { madeArchive, type MadeParts } from './made-archive.ts';
import { still } from './testing/keeper.testing.ts';

const view: LiveView = {
  ...emptyView(),
  link: 'ended',
  stills: [still('s1', { note: 'Pump' }), still('gone', { blob: undefined }), still('s2', { isKept: false })],
  drawings: [{ id: 'arrow', producerId: 's2', seatId: 'Alice', colour: 0, tool: 'arrow', points: [[0, 0]] }],
  codes: [{ id: 'c', format: 'QRCode', text: 'PRN-1', name: 'Alice', at: 0, stillId: 's2' }],
  chat: [{ id: 'l', seatId: 'Alice', name: 'Alice', text: 'Hello', at: 0 }],
};

function partsOf(change: Partial<MadeParts> = {}): MadeParts {
  const receipt: unknown = { entries: [] };
  return {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written down, not read
    session: { getView: () => view, receipts: async () => [receipt as never] },
    paint: async (picture, drawings) => new Blob([picture, ...drawings.map(({ id }) => ` with ${id}`)], { type: picture.type }),
    notes: 'It runs',
    facts: undefined,
    signal: new AbortController().signal,
    ...change,
  };
}

describe('all that a page has of a session, as an archive', () => {
  it('[SU508] has stills with drawings, also those that are not kept, codes, chat, notes and receipts, as they are', async () => {
    const bytes = await (await madeArchive(partsOf())).text();
    for (const text of [
      'stills/001 Pump.jpeg',
      'picture s1',
      'stills/002.jpeg',
      'picture s2 with arrow',
      'QRCode (still 2): PRN-1',
      'Alice: Hello',
      'notes.txt',
      'It runs',
      'receipt.json',
      '{"entries":[]}',
    ])
      expect(bytes, text).toContain(text);
    expect(bytes).not.toContain('session.json');
  });

  it('[SU512] stills have the numbers that the film strip said, also where an earlier one was thrown away or did not come', async () => {
    const stills = [still('s2', { blob: undefined }), still('s3', { note: 'Pump' }), still('s5')];
    const codes = [{ id: 'c', format: 'QRCode', text: 'PRN-1', name: 'Alice', at: 0, stillId: 's5' }];
    const session = { getView: () => ({ ...view, stills, codes }), receipts: async () => [] };
    const bytes = await (await madeArchive(partsOf({ session }))).text();
    for (const text of ['stills/003 Pump.jpeg', 'stills/005.jpeg', 'QRCode (still 5): PRN-1', '\n5  ']) expect(bytes, text).toContain(text);
    expect(bytes).not.toContain('stills/001');
  });

  it('[SU508] without notes there is no file of them', async () => {
    expect(await (await madeArchive(partsOf({ notes: '' }))).text()).not.toContain('notes.txt');
  });
});
