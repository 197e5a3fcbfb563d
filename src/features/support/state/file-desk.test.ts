import { describe, expect, it } from 'vitest';
import { chunksOf, ChunkSeal } from '../../../../seal/files/index.ts';
import { cleanName, cleanPath } from './file-names.ts';
import { FileDesk } from './file-desk.ts';
import { isMoving } from './file-groups.ts';
import { aliceSeat, bobSeat, customerSeat, TestSide } from './testing/context.testing.ts';
import { bytesOfUuid, uuidOfBytes } from './uuid-bytes.ts';

function deskOf(seatId: string, newId?: () => string) {
  const side = new TestSide(seatId);
  const granted = new Set<string>();
  const asked: string[] = [];
  const chunks: { number: number; file: Uint8Array; body: Uint8Array<ArrayBuffer> }[] = [];
  const desk = new FileDesk(newId ? { ...side.context, newId } : side.context, {
    sendChunk: ({ number, file, body }) => void chunks.push({ number, file, body: new Uint8Array(body) }),
    room: () => Promise.resolve(),
    holds: (capability, holder) => capability === 'files' && granted.has(holder),
    ask: (capability) => asked.push(capability),
  });
  return { side, desk, granted, asked, chunks };
}
/** As a browser's picker gives it. */
const fileOf = (content: string, name: string): File => Object.assign(new File([content], name), { webkitRelativePath: '' });
const offer = { type: 'file-offer', id: 'f-1', name: 'a.txt', bytes: 70_000, key: 'k', chunks: 2 } as const;

describe('files in a session', () => {
  it('[SU185] an expert who may not send any asks first, and offers when the customer says yes', () => {
    const { side, desk, granted, asked } = deskOf(aliceSeat);
    desk.offer([fileOf('hello', 'a.txt')]);
    expect([asked, side.sent]).toEqual([['files'], []]);
    granted.add(aliceSeat);
    desk.handleGranted();
    desk.handleGranted();
    expect(
      side.sent.map(({ type }) => type),
      'once',
    ).toEqual(['file-offer']);
  });

  it('[SU464] a folder’s paths go with its files, as chosen or as dropped', () => {
    const { side, desk } = deskOf(customerSeat);
    const chosen = Object.assign(new File(['x'], 'a.txt'), { webkitRelativePath: 'logs/old/a.txt' });
    const dropped = fileOf('y', 'b.txt');
    desk.offer([chosen, dropped, fileOf('z', 'c.txt')], new Map([[dropped, 'logs/b.txt']]));
    expect(side.sent.map((sent) => (sent.type === 'file-offer' ? sent.path : ''))).toEqual(['logs/old/a.txt', 'logs/b.txt', undefined]);
  });

  it('[SU469] a folder of more files than the log can bear is not offered at all, and that is said; one file less is', () => {
    const { side, desk } = deskOf(customerSeat);
    const files = Array.from({ length: 501 }, (_, at) => fileOf('', `${String(at)}.txt`));
    desk.offer(files);
    expect([side.sent, side.view.files, side.view.problem]).toEqual([[], [], { code: 'tooManyFiles', detail: undefined }]);
    desk.offer(files.slice(1));
    expect([side.sent.length, side.view.files.length]).toEqual([500, 500]);
  });

  it('[SU566] offers that nobody answers are a thousand at most, on both sides; each answer makes room for another', () => {
    const sender = deskOf(customerSeat);
    const files = Array.from({ length: 500 }, (_, at) => fileOf('', `${String(at)}.txt`));
    for (let time = 0; time < 2; time += 1) sender.desk.offer(files);
    sender.desk.offer([fileOf('', 'one more.txt')]);
    expect([sender.side.sent.length, sender.side.view.problem?.code]).toEqual([1_000, 'tooManyFiles']);
    const { side, desk } = deskOf(aliceSeat);
    const flood = (from: number, count: number): void => {
      for (let at = from; at < from + count; at += 1) desk.handleOffer(side.hears({ ...offer, id: `f-${String(at)}` }, customerSeat));
    };
    flood(0, 10_000);
    expect(side.view.files).toHaveLength(1_000);
    desk.refuse('f-0');
    flood(20_000, 10);
    expect(side.view.files.filter(({ state }) => state === 'offered')).toHaveLength(1_000);
  });

  it('[SU566] what was offered and taken back ten thousand times fills no page; what waits or came stays', () => {
    const { side, desk } = deskOf(aliceSeat);
    desk.handleOffer(side.hears({ ...offer, id: 'kept' }, customerSeat));
    for (let at = 0; at < 10_000; at += 1) {
      const id = `f-${String(at)}`;
      desk.handleOffer(side.hears({ ...offer, id }, customerSeat));
      desk.handleCancel(side.hears({ type: 'file-cancel', id }, customerSeat));
    }
    expect([side.view.files.length, side.view.files[0]?.id]).toEqual([2_000, 'kept']);
  });

  it('[SU465] no path leads out of its folder, whoever sends it', () => {
    expect(cleanPath('logs/../../etc/passwd')).toBe('logs/file/file/etc/passwd');
    expect(cleanPath('/a.txt')).toBeUndefined();
    expect(cleanPath('C:\\x/a<b>.txt')).toBe('C__x/a_b_.txt');
    expect(cleanPath(`${'d/'.repeat(100)}a.txt`)?.split('/')).toHaveLength(32);
    const { side, desk, granted } = deskOf(customerSeat);
    granted.add(aliceSeat);
    desk.handleOffer(side.hears({ ...offer, path: '../../start/a.txt' }, aliceSeat));
    expect(side.view.files[0]?.path).toBe('file/file/start/a.txt');
  });

  it('[SU186] the customer’s own files need nobody’s permission', () => {
    const { side, desk, asked } = deskOf(customerSeat);
    desk.offer([fileOf('', 'empty.txt')]);
    expect([asked, side.sent]).toEqual([[], [expect.objectContaining({ type: 'file-offer', bytes: 0, chunks: 1 })]]);
  });

  it('[SU187] an offer of an expert who may not is as if it were not there; one whose numbers do not fit too', () => {
    const { side, desk, granted } = deskOf(customerSeat);
    desk.handleOffer(side.hears(offer, aliceSeat));
    expect(side.view.files).toEqual([]);
    granted.add(aliceSeat);
    desk.handleOffer(side.hears({ ...offer, chunks: 9 }, aliceSeat));
    expect(side.view.files).toEqual([]);
    desk.handleOffer(side.hears(offer, aliceSeat));
    expect(side.view.files).toMatchObject([{ id: 'f-1', state: 'offered', isMine: false }]);
  });

  it('[SU410] a file that a browser cannot hold is neither offered nor taken, and that is said; the others are', () => {
    const { side, desk } = deskOf(customerSeat);
    const huge = fileOf('', 'disk.img');
    Object.defineProperty(huge, 'size', { value: 5_000_000_000 });
    desk.offer([huge, fileOf('hello', 'a.txt')]);
    expect(side.sent).toEqual([expect.objectContaining({ type: 'file-offer', name: 'a.txt' })]);
    expect(side.view.problem).toEqual({ code: 'fileTooLarge', detail: 'disk.img' });
    const other = deskOf(customerSeat);
    other.granted.add(aliceSeat);
    other.desk.handleOffer(other.side.hears({ ...offer, bytes: 5_000_000_000, chunks: chunksOf(5_000_000_000) }, aliceSeat));
    expect(other.side.view.files).toEqual([]);
  });

  it('[SU412] what somebody was sending who is gone is over; that of the others goes on', () => {
    const { side, desk, granted } = deskOf(customerSeat);
    for (const seat of [aliceSeat, bobSeat]) granted.add(seat);
    desk.handleOffer(side.hears(offer, aliceSeat));
    desk.handleOffer(side.hears({ ...offer, id: 'f-2' }, bobSeat));
    desk.handleGone(aliceSeat);
    expect(side.view.files).toMatchObject([
      { id: 'f-1', state: 'cancelled' },
      { id: 'f-2', state: 'offered' },
    ]);
  });

  it('[SU188] what is refused or taken back cannot be accepted any more', () => {
    const { side, desk, granted } = deskOf(customerSeat);
    granted.add(aliceSeat);
    desk.handleOffer(side.hears(offer, aliceSeat));
    desk.handleCancel(side.hears({ type: 'file-cancel', id: 'f-1' }, aliceSeat));
    desk.accept('f-1');
    expect(side.sent).toEqual([]);
    expect(side.view.files).toMatchObject([{ state: 'cancelled' }]);
  });

  it('[SU467] a file of which nothing comes is asked for again less and less often: the log does not fill with it', async () => {
    const { side, desk, granted } = deskOf(customerSeat);
    granted.add(aliceSeat);
    desk.handleOffer(side.hears({ ...offer, key: ChunkSeal.newKey() }, aliceSeat));
    desk.accept('f-1');
    const asked = (): number => side.sent.filter(({ type }) => type === 'file-accept').length;
    await expect.poll(asked).toBe(1);
    side.pass(5_000);
    expect([asked(), side.view.files[0]?.state]).toEqual([2, 'paused']);
    for (let second = 0; second < 600; second += 1) side.pass(1_000);
    expect(asked()).toBeGreaterThan(10);
    expect(asked()).toBeLessThan(16);
  });

  it('[SU514] of many that are accepted three of a sender come at once; each that is here, refused or taken back makes room for the next', async () => {
    const alice = deskOf(aliceSeat, () => crypto.randomUUID());
    const { side, desk, granted } = deskOf(customerSeat);
    for (const one of [alice.granted, granted]) one.add(aliceSeat);
    const from = bytesOfUuid(aliceSeat);
    alice.desk.offer(Array.from({ length: 23 }, (_, at) => fileOf('x'.repeat(at), `${String(at)}.txt`)));
    for (const event of alice.side.sent) if (event.type === 'file-offer') desk.handleOffer(side.hears(event, aliceSeat));
    for (const { id } of side.view.files) desk.accept(id);
    const asked = () => side.sent.filter((event) => event.type === 'file-accept');
    await expect.poll(() => asked().length).toBe(3);
    expect(side.view.files.map(({ state }) => state)).toEqual(Array.from({ length: 23 }, () => 'accepted'));
    const [first, ...others] = side.view.files.map(({ id }) => id);
    if (first === undefined) throw new Error('nothing was offered');
    desk.cancel(first);
    // What waits and is taken back is not asked for at all.
    desk.handleCancel(side.hears({ type: 'file-cancel', id: others.at(-1) ?? '' }, aliceSeat));
    const heard = { here: 0, there: 0, most: 0 };
    const isDone = (): number => side.view.files.filter(({ state }) => state === 'done').length;
    const move = (): void => {
      const isUnderWay = (id: string): boolean => side.view.files.some((file) => file.id === id && isMoving(file));
      heard.most = Math.max(heard.most, asked().filter(({ id }) => isUnderWay(id)).length);
      for (const event of side.sent.slice(heard.there))
        if (event.type === 'file-accept') alice.desk.handleAccept(alice.side.hears(event, customerSeat));
      heard.there = side.sent.length;
      for (const chunk of alice.chunks.splice(0)) desk.handleChunk({ from, ...chunk });
      for (const event of alice.side.sent.slice(heard.here)) if (event.type === 'file-done') desk.handleDone(side.hears(event, aliceSeat));
      heard.here = alice.side.sent.length;
    };
    await expect.poll(() => (move(), isDone())).toBe(21);
    expect(heard.most).toBe(3);
    expect(asked().map(({ id }) => id)).toEqual([first, ...others.slice(0, -1)]);
  });

  it('[SU514] a sender that says nothing holds up its own files alone', async () => {
    const { side, desk, granted } = deskOf(customerSeat);
    for (const seat of [aliceSeat, bobSeat]) granted.add(seat);
    for (const id of ['a-1', 'a-2', 'a-3', 'a-4']) desk.handleOffer(side.hears({ ...offer, id, key: ChunkSeal.newKey() }, aliceSeat));
    desk.handleOffer(side.hears({ ...offer, id: 'b-1', key: ChunkSeal.newKey() }, bobSeat));
    for (const { id } of side.view.files) desk.accept(id);
    const asked = () => side.sent.flatMap((event) => (event.type === 'file-accept' ? [event.id] : []));
    await expect.poll(asked).toEqual(['a-1', 'a-2', 'a-3', 'b-1']);
    desk.handleGone(aliceSeat);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(asked(), 'who is gone is asked for nothing').toHaveLength(4);
  });

  it('[SU467] what was asked for twice, as after a cut, is done once its receiver has it, whatever is still on its way', async () => {
    const { side, desk } = deskOf(aliceSeat, () => crypto.randomUUID());
    desk.offer([fileOf('hello', 'a.txt')]);
    const id = side.view.files[0]?.id ?? '';
    const accept = side.hears({ type: 'file-accept', id, fromChunk: 0, seatId: customerSeat } as const, customerSeat);
    const said = () => side.sent.flatMap((event) => (event.type === 'file-done' ? [event] : []));
    desk.handleAccept(accept);
    await expect.poll(() => said().length).toBe(1);
    const [done] = said();
    if (!done) throw new Error('it was not sent');
    desk.handleAccept(accept);
    desk.handleDone(side.hears(done, customerSeat));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(side.view.files).toMatchObject([{ state: 'done', isVerified: true }]);
  });

  it('[SU517] how far a file is is not shown with each piece, on neither side; its end is', async () => {
    const alice = deskOf(aliceSeat, () => crypto.randomUUID());
    const { side, desk, granted } = deskOf(customerSeat);
    for (const one of [alice.granted, granted]) one.add(aliceSeat);
    const pieces = 30;
    const bytes = pieces * 64 * 1024;
    const shown = [alice.side, side].map(({ context: { view } }) => {
      const all: number[] = [];
      view.subscribe(({ files }, before) => files !== before.files && all.push(files[0]?.movedBytes ?? 0));
      return all;
    });
    alice.desk.offer([fileOf('x'.repeat(bytes), 'a.bin')]);
    for (const event of alice.side.sent) if (event.type === 'file-offer') desk.handleOffer(side.hears(event, aliceSeat));
    desk.accept(side.view.files[0]?.id ?? '');
    const ask = () => side.sent.find((event) => event.type === 'file-accept');
    await expect.poll(ask).toBeDefined();
    const asked = ask();
    if (asked?.type === 'file-accept') alice.desk.handleAccept(alice.side.hears(asked, customerSeat));
    await expect.poll(() => alice.chunks.length).toBe(pieces);
    for (const chunk of alice.chunks) desk.handleChunk({ from: bytesOfUuid(aliceSeat), ...chunk });
    for (const moved of shown) {
      await expect.poll(() => moved.at(-1)).toBe(bytes);
      expect(new Set(moved)).toEqual(new Set([0, bytes / pieces, bytes]));
    }
  });

  it('[SU316] what was offered before one came can be taken while its sender is here; else it is shown as it ended', () => {
    const { side, desk } = deskOf(bobSeat);
    side.context.view.setState(({ people }) => ({ people: people.filter(({ seatId }) => seatId !== aliceSeat) }));
    desk.handleTold(side.hears({ ...offer, id: 'f-2' }, customerSeat));
    desk.handleTold(side.hears(offer, aliceSeat));
    desk.handleTold(side.hears({ ...offer, id: 'f-3' }, aliceSeat));
    const sha256 = 'a'.repeat(43);
    desk.handleTold(side.hears({ type: 'file-done', id: 'f-1', sha256 }, customerSeat));
    desk.handleTold(side.hears({ type: 'file-done', id: 'f-2', sha256 }, aliceSeat));
    expect(side.view.files.map(({ id, state }) => `${id} ${state}`)).toEqual(['f-2 offered', 'f-1 done', 'f-3 cancelled']);
    for (const id of ['f-1', 'f-3']) desk.accept(id);
    expect(side.sent).toEqual([]);
  });

  it.each([
    ['../../etc/passwd', '_.._etc_passwd'],
    ['report\u202Efdp.exe', 'report_fdp.exe'],
    ['CON: <a|b>?.txt', 'CON_ _a_b__.txt'],
    ['...', 'file'],
    ['Ärger & Söhne (1).pdf', 'Ärger & Söhne (1).pdf'],
    [`${'x'.repeat(300)}.tar.gz`, `${'x'.repeat(197)}.gz`],
  ])('[SU189] the name %j is saved as %j', (name, clean) => {
    expect(cleanName(name)).toBe(clean);
  });

  it('ids go as 16 bytes and come back', () => {
    expect(uuidOfBytes(bytesOfUuid(aliceSeat))).toBe(aliceSeat);
  });
});
