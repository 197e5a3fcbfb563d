import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Artefact } from '../../../../../protocol/support/records.ts';
import type { SessionDetail } from '../../../../../protocol/support/session.ts';
import { datedId } from './dated-id.ts';
import { keptArchive, type ArchiveParts } from './kept-archive.ts';
import { RecordFailure } from './record-failure.ts';
import type { SessionRecord } from './session-record.ts';
import type { SinceKept } from './since-kept.ts';
import { RecordingReader } from './recording-reader.ts';

const createdAt = '2026-11-28T21:00:00.000Z';
const artefact = (id: string, kind: Artefact['kind'], change: Partial<Artefact> = {}): Artefact => ({
  id,
  kind,
  name: kind,
  bytes: 100,
  parts: 1,
  createdAt,
  createdBy: 'Alice',
  ...change,
});
const session: SessionDetail = {
  id: '01890a5d-ac96-774b-bcce-b302099a8058',
  kind: 'camera',
  state: 'done',
  ownerId: '01890a5d-ac96-774b-bcce-b302099a8059',
  ownerName: 'Alice',
  customerName: 'Carla',
  createdAt,
  startedAt: createdAt,
  endedAt: createdAt,
  endReason: 'ended-by-staff',
  seconds: 1,
  capabilities: ['camera'],
  outcome: null,
  rating: null,
  people: ['Carla', 'Alice'],
  keeping: { goneAt: '2026-12-01T21:00:00.000Z', rule: 'camera-72-hours', isHeld: false, isGone: false, vanishedAt: null },
  version: 1,
  mayManage: false,
};

/** What is kept, opened; `shares` is what was told of the progress. */
function partsOf(
  change: Partial<ArchiveParts['records']> = {},
): ArchiveParts & { readonly shares: number[]; readonly stop: AbortController } {
  const shares: number[] = [];
  const stop = new AbortController();
  const records: ArchiveParts['records'] = {
    list: async () => [
      artefact('r', 'recording', { createdAt: '2026-11-28T21:05:00.000Z' }),
      artefact('s', 'still'),
      artefact('t', 'still', { createdAt: '2026-11-28T21:01:00.000Z' }),
    ],
    openStill: async ({ id }) => ({ title: id === 's' ? '../Loose: screw' : '', type: 'image/jpeg', content: new Uint8Array([1, 2, 3]) }),
    openRecording: async () =>
      new RecordingReader({
        opener: { contentType: 'video/webm;codecs=vp8', isWhole: false },
        first: new TextEncoder().encode('fi'),
        parts: 2,
        open: async () => new TextEncoder().encode('lm'),
      }),
    openRecord: async () => ({
      format: 'deskline session record',
      version: 1,
      chat: [{ at: 0, name: 'Alice', text: 'Hello' }],
      codes: [{ at: 0, name: 'Alice', format: 'QRCode', text: 'PRN-1', stillId: 'b' }],
      stills: [
        { id: 'b', at: 0, kind: 'photo', width: 4_000, height: 3_000, note: 'Pump' },
        { id: 'a', at: 1, kind: 'frame', width: 1_280, height: 720, note: '' },
      ],
    }),
    openReceipt: async () => '{"entries":[]}',
    openNotes: async () => ({ text: 'Gerät läuft', at: createdAt }),
    ...change,
  };
  const paint: ArchiveParts['paint'] = async (still, drawings) =>
    drawings.length === 0
      ? still
      : new Blob([still, ...drawings.map(({ id, points }) => ` with ${id} at ${String(points[0])}`)], { type: still.type });
  return { records, paint, facts: async () => session, signal: stop.signal, onProgress: (share) => shares.push(share), shares, stop };
}

const contentsSchema = z.record(z.string(), z.string());
const sessionSchema = z.object({ contentGoneAt: z.string(), files: z.array(z.object({ name: z.string(), isWhole: z.boolean() })) });
const reader = `
import json, sys, zipfile
archive = zipfile.ZipFile(sys.argv[1])
assert archive.testzip() is None
print(json.dumps({name: archive.read(name).decode() for name in archive.namelist()}))
`;

/** Names and texts, as another program reads them. */
async function contentsOf(archive: Blob): Promise<Readonly<Record<string, string>>> {
  const folder = await mkdtemp(join(tmpdir(), 'kept-'));
  try {
    const path = join(folder, 'kept.zip');
    await writeFile(path, new Uint8Array(await archive.arrayBuffer()));
    const { stdout } = await promisify(execFile)('python3', ['-c', reader, path]);
    return contentsSchema.parse(JSON.parse(stdout));
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe('everything that is kept, as an archive', () => {
  it('[SU398] has stills in their order, recordings, notes and what they are; names lead out of no folder', async () => {
    const parts = partsOf();
    const contents = await contentsOf(await keptArchive(parts));
    const { 'session.json': said = '', ...files } = contents;
    expect(files).toEqual({
      'stills/001 .._Loose_ screw.jpeg': '\u0001\u0002\u0003',
      'stills/002.jpeg': '\u0001\u0002\u0003',
      'recordings/003 2026-11-28-21-05.webm': 'film',
      'notes.txt': 'Gerät läuft',
    });
    const { contentGoneAt, files: told } = sessionSchema.parse(JSON.parse(said));
    expect(contentGoneAt).toBe(session.keeping.goneAt);
    expect(told.map(({ name }) => name)).toEqual(Object.keys(files));
    expect(told.filter(({ isWhole }) => !isWhole).map(({ name }) => name)).toEqual(['recordings/003 2026-11-28-21-05.webm']);
    expect(parts.shares).toEqual(parts.shares.toSorted((one, other) => one - other));
  });

  it('[SU507] has what was written and the receipts; stills in the order in which they were taken; of several versions the newest', async () => {
    const later = '2026-11-28T21:09:00.000Z';
    const list = async () => [
      artefact('old', 'still', { name: 'still-a' }),
      artefact('record', 'transcript', { name: 'record' }),
      artefact('receipt', 'receipt', { name: 'receipt-1' }),
      artefact('a', 'still', { name: 'still-a', createdAt: later }),
      artefact('b', 'still', { name: 'still-b', createdAt: later }),
    ];
    const openStill: ArchiveParts['records']['openStill'] = async ({ id }) => ({
      title: id === 'b' ? 'Pump' : id,
      type: 'image/jpeg',
      content: new TextEncoder().encode(id),
    });
    const { 'session.json': _said, ...files } = await contentsOf(await keptArchive(partsOf({ list, openStill })));
    expect(files).toEqual({
      'stills/001 Pump.jpeg': 'b',
      'stills/002 a.jpeg': 'a',
      'receipt.json': '{"entries":[]}',
      'chat.txt': '1970-01-01T00:00:00.000Z  Alice: Hello\n',
      'codes.txt': '1970-01-01T00:00:00.000Z  QRCode (still 1): PRN-1\n',
      'stills.txt': '1  1970-01-01T00:00:00.000Z  4000 × 3000  Pump\n2  1970-01-01T00:00:00.001Z  1280 × 720\n',
      'notes.txt': 'Gerät läuft',
    });
  });

  it('[SU512] [SU510] a still has one number, wherever it is named: also where another one’s picture is not kept, and of several pages’ records', async () => {
    const written: SessionRecord = { format: 'deskline session record', version: 1, chat: [], codes: [], stills: [] };
    const shot = { at: 0, kind: 'photo', width: 4, height: 3, note: '' } as const;
    const hello = { at: 1, name: 'Alice', text: 'Hello' };
    const texts = {
      first: {
        ...written,
        stills: [
          { ...shot, id: 'a' },
          { ...shot, id: 'lost', at: 1 },
        ],
        chat: [hello],
      },
      second: {
        ...written,
        stills: [{ ...shot, id: 'b', at: 2 }],
        codes: [{ at: 2, name: 'Alice', format: 'QRCode', text: 'PRN-1', stillId: 'b' }],
        chat: [hello, { at: 3, name: 'Bob', text: 'Bye' }],
      },
    };
    const list = async () => [
      artefact('b', 'still', { name: 'still-b' }),
      artefact('a', 'still', { name: 'still-a' }),
      artefact('by hand', 'still', { name: 'still' }),
      artefact('r10', 'receipt', { name: 'receipt-10' }),
      artefact('r2', 'receipt', { name: 'receipt-2' }),
      artefact('second', 'transcript', { name: 'record-2' }),
      artefact('first', 'transcript', { name: 'record' }),
    ];
    const openStill: ArchiveParts['records']['openStill'] = async ({ id }) => ({
      title: id,
      type: 'image/jpeg',
      content: new TextEncoder().encode(id),
    });
    const openRecord: ArchiveParts['records']['openRecord'] = async ({ id }) => (id === 'first' ? texts.first : texts.second);
    const openReceipt = async ({ id }: { readonly id: string }) => id;
    const { 'session.json': _said, ...files } = await contentsOf(
      await keptArchive(partsOf({ list, openStill, openRecord, openReceipt, openNotes: async () => undefined })),
    );
    expect(files).toEqual({
      'stills/001 a.jpeg': 'a',
      'stills/003 b.jpeg': 'b',
      'stills/004 by hand.jpeg': 'by hand',
      'receipt.json': 'r2',
      'receipt-2.json': 'r10',
      'chat.txt': '1970-01-01T00:00:00.001Z  Alice: Hello\n1970-01-01T00:00:00.003Z  Bob: Bye\n',
      'codes.txt': '1970-01-01T00:00:00.002Z  QRCode (still 3): PRN-1\n',
      'stills.txt': [
        '1  1970-01-01T00:00:00.000Z  4 × 3\n',
        '2  1970-01-01T00:00:00.001Z  4 × 3\n',
        '3  1970-01-01T00:00:00.002Z  4 × 3\n',
      ].join(''),
    });
  });

  const unwritten: SessionRecord = { format: 'deskline session record', version: 1, chat: [], codes: [], stills: [] };
  const shot = { kind: 'photo', width: 4, height: 3, note: '' } as const;
  /** Names of pictures, and what is written, of records and pictures with their sealed numbers. */
  async function namesOf(records: readonly SessionRecord[], pictures: readonly (readonly [name: string, number?: number])[]) {
    const list = async () => [
      ...records.map((_, at) => artefact(String(at), 'transcript', { name: at === 0 ? 'record' : `record-${String(at + 1)}` })),
      ...pictures.map(([name], at) => artefact(`p${String(at)}`, 'still', { name, createdAt: `2026-11-28T21:0${String(at)}:00.000Z` })),
    ];
    const openRecord: ArchiveParts['records']['openRecord'] = async ({ id }) => records[Number(id)] ?? unwritten;
    const openStill: ArchiveParts['records']['openStill'] = async ({ id, name }) => {
      const number = pictures[Number(id.slice(1))]?.[1];
      return { title: name.slice(6), ...(number === undefined ? {} : { number }), type: 'image/png', content: new Uint8Array([65]) };
    };
    const archive = await keptArchive(partsOf({ list, openRecord, openStill, openNotes: async () => undefined }));
    const files = await contentsOf(archive);
    return {
      pictures: Object.keys(files).filter((name) => name.startsWith('stills/')),
      stills: files['stills.txt']?.split('\n').flatMap((line) => /^\d+/u.exec(line)?.[0] ?? []),
      codes: files['codes.txt'],
    };
  }

  it('[SU512] the number of a still is the one that the film strip said: also where earlier ones were thrown away, are not kept, or are written of elsewhere', async () => {
    const codes = [{ at: 9, name: 'Alice', format: 'QRCode', text: 'PRN-1', stillId: 'd' }];
    const first = { ...unwritten, stills: [{ ...shot, id: 'b', number: 2, at: 2 }] };
    const second = { ...unwritten, stills: [{ ...shot, id: 'd', number: 4, at: 4 }], codes };
    expect(
      await namesOf(
        [first, second],
        [
          ['still-d', 4],
          ['still-b', 2],
        ],
      ),
    ).toEqual({ pictures: ['stills/002 b.png', 'stills/004 d.png'], stills: ['2', '4'], codes: expect.stringContaining('(still 4)') });
    expect(
      await namesOf(
        [],
        [
          ['still-d', 4],
          ['still-b', 2],
        ],
      ),
      'also where nothing was written',
    ).toMatchObject({ pictures: ['stills/002 b.png', 'stills/004 d.png'] });
  });

  it('[SU512] what was kept by hand has its number too; two pictures of one still have one, and names of their own', async () => {
    expect(await namesOf([], [['still', 3], ['still', 3], ['still', 1], ['still']])).toMatchObject({
      pictures: ['stills/001.png', 'stills/003.png', 'stills/003 (2).png', 'stills/004.png'],
    });
  });

  it('[SU512] where two stills have one number, of pages that knew nothing of each other, the later one gets the next', async () => {
    const of = (id: string, at: number) => ({ ...unwritten, stills: [{ ...shot, id, number: 1, at }] });
    const pictures = [
      ['still-a', 1],
      ['still-b', 1],
      ['still-c', 1],
    ] as const;
    expect(await namesOf([of('b', 7), of('a', 3)], pictures)).toMatchObject({
      pictures: ['stills/001 a.png', 'stills/002 b.png', 'stills/003 c.png'],
      stills: ['1', '2'],
    });
  });

  it('[SU531] what was drawn and noted after a picture was kept, by a page that went, is on it, unless a newer one is kept; of two pages’ the newest', async () => {
    const drawing = { id: 'arrow', colour: 0, tool: 'arrow', points: [[0.5, 0.25]] } satisfies SinceKept['drawings'][number];
    const left = (asOf: number, note: string) => ({
      ...unwritten,
      stills: [{ ...shot, id: 'a', number: 1, at: 1, later: { asOf, note, drawings: [drawing] } }],
    });
    const filesOf = async (keptAsOf: number, records: readonly SessionRecord[]) => {
      const list = async () => [
        ...records.map((_, at) => artefact(String(at), 'transcript', { name: at === 0 ? 'record' : 'record-2' })),
        artefact(datedId(keptAsOf), 'still', { name: 'still-a' }),
      ];
      const openRecord: ArchiveParts['records']['openRecord'] = async ({ id }) => records[Number(id)] ?? unwritten;
      const openStill = async () => ({ title: 'Before', type: 'image/png', content: new TextEncoder().encode('picture') });
      const files = await contentsOf(await keptArchive(partsOf({ list, openRecord, openStill })));
      return Object.entries(files).filter(([name]) => name.startsWith('stills/'));
    };
    expect(await filesOf(5_000, [left(9_000, 'Pump')])).toEqual([['stills/001 Pump.png', 'picture with arrow at 0.5,0.25']]);
    expect(await filesOf(5_000, [left(9_000, 'Pump'), left(7_000, 'Valve')])).toMatchObject([['stills/001 Pump.png', expect.anything()]]);
    expect(await filesOf(9_000, [left(9_000, 'Pump')])).toEqual([['stills/001 Before.png', 'picture']]);
  });

  it('[SU398] without notes there is no file of them', async () => {
    expect(Object.keys(await contentsOf(await keptArchive(partsOf({ openNotes: async () => undefined }))))).not.toContain('notes.txt');
  });

  it('[SU398] what does not open fails all of it: no archive lacks something silently', async () => {
    const openStill = () => Promise.reject(new RecordFailure('forged'));
    await expect(keptArchive(partsOf({ openStill }))).rejects.toMatchObject({ why: 'forged' });
  });

  it('[SU398] more than 4 GB is refused before anything is fetched, and a cancelled one fetches nothing more', async () => {
    const unwanted = () => expect.unreachable('it was fetched');
    const list = async () => [artefact('a', 'recording', { bytes: 3e9 }), artefact('b', 'recording', { bytes: 2e9 })];
    await expect(keptArchive(partsOf({ list, openRecording: unwanted }))).rejects.toMatchObject({ why: 'too-large-together' });
    const parts = partsOf({
      openStill: async () => {
        parts.stop.abort();
        return { title: '', type: 'image/png', content: new Uint8Array() };
      },
      openRecording: unwanted,
    });
    await expect(keptArchive(parts)).rejects.toMatchObject({ name: 'AbortError' });
  });
});
