import { describe, expect, it, vi } from 'vitest';
import { joined, type Bytes } from '../bytes.ts';
import { SealError } from '../seal-error.ts';
import { chunkBytes, ChunkSeal } from './chunk-seal.ts';
import { FileReceiver } from './file-receiver.ts';
import { FileSender } from './file-sender.ts';

const fileId = 'file-1';

function contentOf(bytes: number): Bytes {
  return Uint8Array.from({ length: bytes }, (_one, at) => (at * 31 + (at >> 8)) & 255);
}

/** WebCrypto works in turn: after so many rounds whatever was going on has come to rest. */
async function settled(): Promise<void> {
  for (let round = 0; round < 300; round += 1) await crypto.subtle.digest('SHA-256', new Uint8Array(1));
}

/** A sender and a receiver with a line between them that can be cut, and whose pieces can be changed. */
async function transfer(content: Bytes, key = ChunkSeal.newKey()) {
  const parts: Bytes[] = [];
  const line = { isCut: false, change: (_number: number, sealed: Bytes): Bytes => sealed, refused: [] as unknown[], sent: 0 };
  const source = { bytes: content.length, read: (from: number, length: number) => Promise.resolve(content.slice(from, from + length)) };
  const moved: number[] = [];
  const sender: FileSender = new FileSender({
    fileId,
    key,
    source,
    send: (number, sealed) => {
      line.sent += 1;
      if (line.isCut) return;
      receiver.handleChunk(number, line.change(number, sealed)).catch((error: unknown) => line.refused.push(error));
    },
    onMoved: (bytes) => moved.push(bytes),
  });
  const receiver: FileReceiver = await FileReceiver.open({
    fileId,
    key,
    bytes: content.length,
    write: (plain) => void parts.push(plain),
    credit: (upTo) => void Promise.resolve().then(() => sender.handleCredit(upTo)),
    onMoved: () => undefined,
  });
  const start = async () => {
    const run = sender.run(receiver.nextChunk);
    await Promise.resolve();
    receiver.start();
    return run;
  };
  return { sender, receiver, line, start, moved, received: () => joined(...parts) };
}

describe('files', () => {
  it.each([0, 1, chunkBytes - 1, chunkBytes, chunkBytes + 1, chunkBytes * 100 + 7])(
    '[SE80] %d bytes arrive as they were, with one hash',
    async (bytes) => {
      const content = contentOf(bytes);
      const { start, receiver, received } = await transfer(content);
      const result = await start();
      await settled();
      expect(receiver.isWhole).toBe(true);
      expect(result).toEqual({ kind: 'done', sha256: receiver.sha256 });
      // `toEqual` takes seconds for millions of bytes.
      const arrived = received();
      expect([arrived.length, arrived.findIndex((byte, at) => byte !== content[at])]).toEqual([content.length, -1]);
    },
  );

  it('[SE81] no more than 2 MiB are on their way', async () => {
    const { start, sender, line } = await transfer(contentOf(chunkBytes * 200));
    line.isCut = true;
    const run = start();
    await settled();
    await settled();
    expect(line.sent).toBe(32);
    sender.stop();
    await run;
  });

  it('[SU515] a piece waits for the line to take more', async () => {
    let more: () => void = () => undefined;
    const sent: number[] = [];
    const sender = new FileSender({
      fileId,
      key: ChunkSeal.newKey(),
      source: { bytes: chunkBytes * 3, read: (_from, length) => Promise.resolve(new Uint8Array(length)) },
      room: () => new Promise((resolve) => (more = resolve)),
      send: (number) => sent.push(number),
      onMoved: () => undefined,
    });
    const run = sender.run(0);
    for (const so of [[], [0], [0, 1]]) {
      await settled();
      expect(sent).toEqual(so);
      more();
    }
    expect((await run).kind).toBe('done');
    const stopped = sender.run(0);
    await settled();
    sender.stop();
    more();
    expect([await stopped, sent]).toEqual([{ kind: 'stopped' }, [0, 1, 2]]);
  });

  it('[SE82] asked again while it is at work, it goes on from the last word: nothing of before gets into its hash', async () => {
    const reads: (() => void)[] = [];
    const content = contentOf(chunkBytes * 3);
    const sent: number[] = [];
    let isSlow = false;
    const sender = new FileSender({
      fileId,
      key: ChunkSeal.newKey(),
      source: {
        bytes: content.length,
        read: async (from, length) => {
          if (isSlow) await new Promise<void>((resolve) => reads.push(resolve));
          return content.slice(from, from + length);
        },
      },
      send: (number) => sent.push(number),
      onMoved: () => undefined,
    });
    const whole = await sender.run(0);
    isSlow = true;
    const first = sender.run(2);
    await vi.waitFor(() => expect(reads).toHaveLength(1));
    const second = sender.run(1);
    await vi.waitFor(() => expect(reads).toHaveLength(2));
    // The later one is ready first.
    reads[1]?.();
    await vi.waitFor(() => expect(reads).toHaveLength(3));
    isSlow = false;
    reads[0]?.();
    await settled();
    reads[2]?.();
    expect([await first, await second, sent]).toEqual([{ kind: 'stopped' }, whole, [0, 1, 2, 1, 2]]);
  });

  it('[SE82] a cut transfer goes on where the receiver stands', async () => {
    const content = contentOf(chunkBytes * 100);
    const { start, sender, receiver, line, received } = await transfer(content);
    const cut = start();
    await settled();
    line.isCut = true;
    await settled();
    sender.stop();
    await cut;
    const stoodAt = receiver.nextChunk;
    line.isCut = false;
    const result = await start();
    await settled();
    expect(result).toMatchObject({ kind: 'done', sha256: receiver.sha256 });
    expect(received()).toEqual(content);
    expect(stoodAt).toBeGreaterThan(0);
  });

  it.each([5, chunkBytes * 20 + 3])('[SE83] a file that changed meanwhile (byte %d) is noticed before it goes on', async (at) => {
    const content = contentOf(chunkBytes * 100);
    const { start, sender, receiver, line } = await transfer(content);
    line.change = (number, sealed) => {
      if (number === 29) line.isCut = true;
      return sealed;
    };
    const cut = start();
    while (receiver.nextChunk < 30) await settled();
    sender.stop();
    await cut;
    expect(receiver.nextChunk).toBe(30);
    const control = content[at];
    content[at] = 0xee;
    expect(await start()).toEqual({ kind: 'changed' });
    line.isCut = false;
    content[at] = control ?? 0;
    expect(await start(), 'control: as it was').toMatchObject({ kind: 'done' });
  });

  it('[SE84] a changed piece is refused and nothing after it is taken', async () => {
    const { start, sender, receiver, line } = await transfer(contentOf(chunkBytes * 20));
    line.change = (number, sealed) => (number === 7 ? sealed.with(100, (sealed[100] ?? 0) ^ 1) : sealed);
    const run = start();
    await settled();
    sender.stop();
    await run;
    expect(line.refused).toEqual([expect.any(SealError)]);
    expect([receiver.nextChunk, receiver.isWhole]).toEqual([7, false]);
  });

  it('[SE85] pieces cannot be swapped, cut off or taken from another file', async () => {
    const key = ChunkSeal.newKey();
    const seal = await ChunkSeal.of({ key, fileId, chunks: 3 });
    const piece = contentOf(100);
    const sealed = await seal.seal(1, piece);
    expect(await seal.open(1, sealed)).toEqual(piece);
    await expect(seal.open(0, sealed)).rejects.toThrow(SealError);
    const shorter = await ChunkSeal.of({ key, fileId, chunks: 2 });
    await expect(shorter.open(1, sealed), 'the last piece says that it is the last').rejects.toThrow(SealError);
    const other = await ChunkSeal.of({ key, fileId: 'file-2', chunks: 3 });
    await expect(other.open(1, sealed)).rejects.toThrow(SealError);
  });
});
