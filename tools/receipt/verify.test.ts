import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildHash } from '../build/build-hash.ts';
import { receiptTextOf } from '../../protocol/support/retention.ts';
import { receiptFacts } from '../../protocol/support/testing/receipt-facts.ts';
import type { ReceiptFile } from '../../seal/receipts/index.ts';
import { giveHead, settled, writerOf } from '../../seal/receipts/testing/story.ts';
import { Room, say } from '../../seal/session/testing/people.ts';

const tool = fileURLToPath(new URL('./verify.ts', import.meta.url));

interface Ran {
  readonly code: number;
  readonly out: string;
}

function run(...given: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [tool, ...given], (_, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, out: stdout + stderr });
    });
  });
}

describe('receipt:verify', () => {
  let folder: string;
  let receipt: ReceiptFile;
  const fileOf = async (name: string, value: unknown): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, JSON.stringify(value));
    return path;
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'receipt-'));
    const room = new Room();
    const { carla, alice } = await room.met();
    const writer = writerOf(room, carla, 'customer');
    writerOf(room, alice, 'expert');
    await say(alice, 'hello');
    await giveHead(room, writer);
    receipt = await writer.book.toFile();
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('[SE98] says of a right one that it is, and who took part', async () => {
    const { code, out } = await run(await fileOf('right.json', receipt));
    expect([code, out]).toEqual([0, expect.stringContaining('OK')]);
    expect(out).toContain('expert Alice');
    expect(out).toContain('signed by both sides up to number');
  });

  it('[SE118] says how many entries both sides signed and which they did not, and calls only the whole one OK', async () => {
    const whole = await run(await fileOf('whole.json', receipt));
    expect(whole.out, 'control').toContain('both sides signed all 1 entries');
    const room = new Room();
    const { carla, alice } = await room.met();
    const writer = writerOf(room, carla, 'customer');
    writerOf(room, alice, 'expert');
    await say(alice, 'covered');
    await giveHead(room, writer);
    await say(carla, 'not covered');
    await alice.end.send({ type: 'end', reason: 'done' });
    await settled(room);
    const late = await run(await fileOf('late.json', await writer.book.toFile()));
    expect(late.code).toBe(3);
    expect(late.out).toContain('both sides signed 1 of the 3 entries');
    expect(late.out).toMatch(/not signed by both: entry \d+, chat of Carla\nnot signed by both: entry \d+, end of Alice/u);
    expect(late.out).not.toMatch(/^OK/mu);
    const never = await run(await fileOf('never.json', { ...receipt, entries: receipt.entries.slice(0, 1) }));
    expect(never).toMatchObject({ code: 3, out: expect.stringContaining('both sides signed NONE of the 1 entries') });
    expect(never.out).toContain('up to number 0');
    expect(never.out).not.toMatch(/^OK/mu);
    const empty = await run(await fileOf('empty.json', { ...receipt, entries: [] }));
    expect(empty).toMatchObject({ code: 3, out: expect.stringContaining('both sides signed NONE of the 0 entries') });
    expect(empty.out).toContain('NOTHING IS SIGNED BY BOTH SIDES');
    expect(empty.out).not.toMatch(/^OK/mu);
  });

  it('[SE98] says of a wrong one what is wrong, and of what it cannot read that it cannot', async () => {
    const wrong = { ...receipt, header: { ...receipt.header, tenantName: 'Other' } };
    expect(await run(await fileOf('wrong.json', wrong))).toMatchObject({ code: 1, out: expect.stringContaining('WRONG: entry') });
    const uncertified = await run(await fileOf('right.json', receipt), '--tenant-root', '0000 1111');
    expect(uncertified).toMatchObject({ code: 1, out: expect.stringContaining('does not certify') });
    expect(await run(join(folder, 'none.json'))).toMatchObject({ code: 2 });
    expect(await run()).toMatchObject({ code: 2 });
  });

  it('[SE128] says which session it was, where, when, of which build, and what was allowed to whom between which heads', async () => {
    const room = new Room();
    const { carla, alice } = await room.met();
    let now = Date.parse('2027-01-15T08:00:00Z');
    const writer = writerOf(room, carla, 'customer', () => now);
    writerOf(room, alice, 'expert', () => 0);
    await say(alice, 'hello');
    await giveHead(room, writer);
    now += 10_000;
    await alice.end.send({ type: 'ask', id: 'a', capability: 'view', minutes: 5 });
    await carla.end.send({ type: 'grant', askId: 'a', capability: 'view', seatId: room.alice, minutes: 5 });
    await alice.end.send({ type: 'ask', id: 'b', capability: 'control', minutes: null });
    await carla.end.send({ type: 'refuse', askId: 'b' });
    await giveHead(room, writer);
    await carla.end.send({ type: 'revoke', capability: 'view', seatId: null });
    await settled(room);
    const file = await writer.book.toFile();
    const { out } = await run(await fileOf('story.json', file));
    const sources = buildHash(join(import.meta.dirname, '../..'));
    expect(out).toContain(`Session ${room.sessionId} of Example, at https://desk.example.\n`);
    expect(out).toContain('of no build that could be compared: build-1.');
    expect(out).toContain('its heads go from 2027-01-15 08:00:00 UTC to 2027-01-15 08:00:10 UTC.');
    const between = /entry \d+, between 2027-01-15 08:00:00 UTC and 2027-01-15 08:00:10 UTC: (.+)/gu;
    expect([...out.matchAll(between)].map(([, sentence]) => sentence)).toEqual([
      'Alice asked to see the screen, for 5 minutes',
      'Carla allowed Alice to see the screen, for 5 minutes',
      'Alice asked to control, until it is taken back',
      'Carla refused Alice: control',
    ]);
    expect(out).toMatch(/entry \d+, after 2027-01-15 08:00:10 UTC: Carla took back from everybody: see the screen/u);
    const runWith = async (build: string): Promise<string> =>
      (await run(await fileOf(`${build}.json`, { ...file, header: { ...file.header, build } }))).out;
    const [ours, theirs] = await Promise.all([runWith(sources), runWith('f'.repeat(64))]);
    expect(ours).toContain(`${sources}; as the sources beside this command have it.`);
    expect(theirs).toContain(`${'f'.repeat(64)}; the sources beside this command have another one, ${sources}.`);
    expect((await run(await fileOf('none-given.json', receipt))).out).toContain('Nothing was asked for or allowed.');
  });

  it('[SU396] says of a deletion receipt whether its hash is that of what it says', async () => {
    const sha256 = createHash('sha256').update(receiptTextOf(receiptFacts)).digest('hex');
    const right = { ...receiptFacts, completedAt: null, sha256 };
    expect(await run(await fileOf('deletion.json', right))).toMatchObject({ code: 0, out: expect.stringContaining(sha256) });
    const wrong = { ...right, counts: { ...receiptFacts.counts, files: 0 } };
    expect(await run(await fileOf('changed.json', wrong))).toMatchObject({ code: 1, out: expect.stringContaining('BROKEN') });
  });
});
