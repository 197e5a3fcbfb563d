import { describe, expect, it, vi } from 'vitest';
import type { SealedEvent } from '../../../../seal/index.ts';
import { ClipPictureDesk, maxClipPictureBytes } from './clip-picture-desk.ts';
import { FileDesk } from './file-desk.ts';
import type { LiveContext } from './live-context.ts';
import { aliceSeat, bobSeat, customerSeat, TestSide } from './testing/context.testing.ts';
import { bytesOfUuid, uuidOfBytes } from './uuid-bytes.ts';

/** Three pages whose words and pieces reach each other at once. */
class Room {
  readonly granted = new Set<string>();
  readonly log: SealedEvent[] = [];
  /** Pieces, by who got them. */
  readonly pieces: string[] = [];
  readonly pages = new Map([customerSeat, aliceSeat, bobSeat].map((seatId) => [seatId, this.#pageOf(seatId)]));

  #pageOf(seatId: string) {
    const side = new TestSide(seatId);
    const context: LiveContext = {
      ...side.context,
      newId: () => crypto.randomUUID(),
      send: (event) => queueMicrotask(() => this.#hear(event, seatId)),
      pass: (event) => {
        if (event.type === 'file-credit') for (const page of this.pages.values()) page.files.handleCredit(seatId, event);
      },
    };
    const holds = (capability: string, holder: string): boolean => capability === 'clipboard' && this.granted.has(holder);
    const files = new FileDesk(context, {
      room: () => Promise.resolve(),
      sendChunk: ({ to, file, number, body }) => {
        this.pieces.push(uuidOfBytes(to));
        this.pages.get(uuidOfBytes(to))?.files.handleChunk({ from: bytesOfUuid(seatId), file, number, body: new Uint8Array(body) });
      },
      holds,
      ask: () => undefined,
    });
    return { side, files, clips: new ClipPictureDesk(context, { holds, files }) };
  }

  #hear(event: SealedEvent, from: string): void {
    this.log.push(event);
    for (const { side, files, clips } of this.pages.values()) {
      if (event.type === 'clipboard-picture') clips.handleSaid(side.hears(event, from));
      if (event.type === 'file-accept') files.handleAccept(side.hears(event, from));
      if (event.type === 'file-done') files.handleDone(side.hears(event, from));
    }
  }

  page(seatId: string) {
    const page = this.pages.get(seatId);
    if (!page) throw new Error('nobody sits there');
    return page;
  }
}

const random = (bytes: number): Blob => {
  const content = new Uint8Array(bytes);
  for (let at = 0; at < bytes; at += 65_536) crypto.getRandomValues(content.subarray(at, Math.min(bytes, at + 65_536)));
  return new Blob([content], { type: 'image/png' });
};
const bytesOf = async (blob: Blob | undefined): Promise<string> =>
  Buffer.from((await blob?.arrayBuffer()) ?? new ArrayBuffer(0)).toString('base64');
const picturesOf = ({ side }: { readonly side: TestSide }) =>
  side.view.clipboard.flatMap((clip) => (clip.mime === 'image/png' ? [clip.picture] : []));

describe('a picture of the clipboard', () => {
  it.each([
    ['the customer’s', customerSeat, aliceSeat, [aliceSeat]],
    ['an expert’s', aliceSeat, customerSeat, [customerSeat]],
  ])(
    '[SU401] %s of 300 kB moves as a sealed file and is the same; whoever may not gets none of its pieces',
    async (_whose, from, to, getting) => {
      const room = new Room();
      room.granted.add(aliceSeat);
      const picture = random(300_000);
      await room.page(from).clips.send(picture);
      await vi.waitFor(() => expect(picturesOf(room.page(to))).toHaveLength(1));
      expect(await bytesOf(picturesOf(room.page(to))[0])).toBe(await bytesOf(picture));
      expect(room.log[0]).toMatchObject({ type: 'clipboard-picture', bytes: 300_000, chunks: 5 });
      expect(JSON.stringify(room.log[0]).length, 'the log has its key, not its bytes').toBeLessThan(400);
      // It is nobody's file.
      expect(room.page(to).side.view.files).toEqual([]);
      expect([...new Set(room.pieces)].toSorted()).toEqual(getting);
    },
  );

  it('[SU401] a small one goes through the log; one of more than 5 MiB is said and not sent', async () => {
    const room = new Room();
    const { clips, side } = room.page(customerSeat);
    await clips.send(random(30_000));
    await vi.waitFor(() => expect(room.log).toMatchObject([{ type: 'clipboard', mime: 'image/png' }]));
    await clips.send(random(maxClipPictureBytes + 1));
    expect([room.log.length, side.view.problem?.code]).toEqual([1, 'clipboardPictureTooLarge']);
  });

  it('[SU400] of an expert who may not is as if it were not there, also when they may not any more while it comes', async () => {
    const room = new Room();
    await room.page(aliceSeat).clips.send(random(40_000));
    await vi.waitFor(() => expect(room.log).toHaveLength(1));
    expect(room.pieces).toEqual([]);
    room.granted.add(aliceSeat);
    await room.page(aliceSeat).clips.send(random(4_000_000));
    await vi.waitFor(() => expect(room.pieces.length).toBeGreaterThan(3));
    room.granted.clear();
    for (const { clips } of room.pages.values()) clips.handleEnded();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(picturesOf(room.page(customerSeat))).toEqual([]);
    expect(room.pieces.length, 'it stopped').toBeLessThan(62);
  });

  it('[SU400] one that asks for pieces without being allowed to gets none', async () => {
    const room = new Room();
    room.granted.add(aliceSeat);
    await room.page(customerSeat).clips.send(random(40_000));
    await vi.waitFor(() => expect(picturesOf(room.page(aliceSeat))).toHaveLength(1));
    const before = room.pieces.length;
    const told = room.log.find((event) => event.type === 'clipboard-picture');
    const customer = room.page(customerSeat);
    customer.files.handleAccept(customer.side.hears({ type: 'file-accept', id: told?.id ?? '', fromChunk: 0, seatId: bobSeat }, bobSeat));
    customer.files.handleCredit(bobSeat, { id: told?.id ?? '', upTo: 64 });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(room.pieces).toHaveLength(before);
  });
});
