import { describe, expect, it, vi } from 'vitest';
import { HistoryDesk } from './history-desk.ts';
import type { FileView } from './live-view.ts';
import type { EventOf, Said } from './live-context.ts';
import { StillDesk, type TakenStill } from './still-desk.ts';
import { aliceSeat, bobSeat, customerSeat, TestSide } from './testing/context.testing.ts';

const bytes = new Blob([new Uint8Array(1_000)], { type: 'image/jpeg' });
const taken: TakenStill = { blob: bytes, mime: 'image/jpeg', kind: 'photo', width: 4_000, height: 3_000 };

const movingFile = { id: 't', name: 'still.png', bytes: 1_000, seatId: aliceSeat, isMine: false, state: 'moving', movedBytes: 0 } as const;

function deskOf(seat: string, mayView = true) {
  const side = new TestSide(seat);
  const files = {
    hold: vi.fn<(id: string, file: File, isFor?: (seatId: string) => boolean) => { key: string; chunks: number }>(() => ({
      key: 'AA',
      chunks: 1,
    })),
    handleOffer: vi.fn<() => void>(),
    accept: vi.fn<(id: string) => void>(),
    fetch: vi.fn<(said: Said<EventOf<'file-offer'>>) => void>(({ event: { id }, seatId }) =>
      side.context.view.setState({ files: [{ ...movingFile, id, seatId }] }),
    ),
    forget: vi.fn<(id: string) => void>(),
  };
  const carry = vi.fn<(from: string, to: string) => void>();
  const desk = new StillDesk(side.context, { holds: (_capability, seatId) => mayView && seatId === aliceSeat, files, carry });
  return { side, desk, files, carry };
}

const still = {
  type: 'still',
  id: 's',
  producerId: 'p',
  kind: 'photo',
  width: 4_000,
  height: 3_000,
  mime: 'image/jpeg',
  bytes: 1_000,
  key: 'AA',
  chunks: 1,
} as const;

describe('stills of the customer’s camera', () => {
  it('[SU348] who may see the camera asks, and the customer’s page says what it took; its bytes are held for who fetches them', async () => {
    const { side, desk, files } = deskOf(customerSeat);
    desk.setSource(() => Promise.resolve(taken));
    desk.handleAsk(side.hears({ type: 'still-ask', id: 's', producerId: 'p' }, aliceSeat));
    await vi.waitFor(() => expect(side.sent).toEqual([still]));
    expect(files.hold).toHaveBeenCalledOnce();
    expect(side.view.stills).toMatchObject([{ id: 's', blob: bytes }]);
  });

  it('[SU348] who may not see the camera gets none', async () => {
    const { side, desk } = deskOf(customerSeat);
    const take = vi.fn<() => Promise<TakenStill>>(() => Promise.resolve(taken));
    desk.setSource(take);
    desk.handleAsk(side.hears({ type: 'still-ask', id: 's', producerId: 'p' }, bobSeat));
    await Promise.resolve();
    expect([take.mock.calls, side.sent]).toEqual([[], []]);
  });

  it('[SU348] a camera that takes none says so, and whoever asked is told', async () => {
    const { side, desk } = deskOf(customerSeat);
    desk.handleAsk(side.hears({ type: 'still-ask', id: 's', producerId: 'p' }, aliceSeat));
    await vi.waitFor(() => expect(side.sent).toEqual([{ type: 'still-failed', askId: 's' }]));
    const alice = deskOf(aliceSeat);
    alice.desk.ask('p', false);
    alice.desk.handleFailed(alice.side.hears({ type: 'still-failed', askId: 'another' }, customerSeat));
    expect(alice.side.view.isStillComing).toBe(true);
    alice.desk.handleFailed(alice.side.hears({ type: 'still-failed', askId: 'id-1' }, customerSeat));
    expect([alice.side.view.isStillComing, alice.side.view.problem?.code]).toEqual([false, 'stillFailed']);
  });

  it('[SU348] one that does not come within half a minute counts as failed', () => {
    const { side, desk } = deskOf(aliceSeat);
    desk.ask('p', false);
    side.pass(30_000);
    expect([side.view.isStillComing, side.view.problem?.code]).toEqual([false, 'stillFailed']);
  });

  it('[SU348] an expert fetches it, and has it once its bytes are whole and have the same hash', () => {
    const { side, desk, files } = deskOf(aliceSeat);
    desk.handleStill(side.hears(still, customerSeat));
    expect(files.accept).toHaveBeenCalledWith('s');
    const file = {
      id: 's',
      name: 'still.jpeg',
      bytes: 1_000,
      seatId: customerSeat,
      isMine: false,
      movedBytes: 1_000,
      blob: bytes,
    } as const;
    side.context.view.setState({ files: [{ ...file, state: 'done', isVerified: false }] });
    expect(side.view.stills[0]?.blob).toBeUndefined();
    side.context.view.setState({ files: [{ ...file, state: 'done', isVerified: true }] });
    expect(side.view.stills[0]?.blob?.type).toBe('image/jpeg');
  });

  it('[SU348] nobody but the customer gives one; a huge one and one that is known are not taken', () => {
    const { side, desk, files } = deskOf(aliceSeat);
    desk.handleStill(side.hears(still, bobSeat));
    desk.handleStill(side.hears({ ...still, bytes: 40 * 1024 * 1024 }, customerSeat));
    expect([side.view.stills, files.accept.mock.calls]).toEqual([[], []]);
    desk.handleStill(side.hears(still, customerSeat));
    desk.handleStill(side.hears(still, customerSeat));
    expect(side.view.stills).toHaveLength(1);
  });

  it('[SU349] who may point shows one to everybody; the customer goes back to the camera, and shows none', () => {
    const { side, desk } = deskOf(customerSeat);
    desk.handleStill(side.hears(still, customerSeat));
    desk.handleShow(side.hears({ type: 'still-show', id: 's' }, bobSeat));
    desk.handleShow(side.hears({ type: 'still-show', id: 'unknown' }, aliceSeat));
    desk.handleShow(side.hears({ type: 'still-show', id: 's' }, customerSeat));
    expect(side.view.shownStill).toBeUndefined();
    desk.handleShow(side.hears({ type: 'still-show', id: 's' }, aliceSeat));
    expect(side.view.shownStill).toBe('s');
    desk.handleShow(side.hears({ type: 'still-show', id: null }, customerSeat));
    expect(side.view.shownStill).toBeUndefined();
  });

  it('[SU350] notes and codes are the experts’; one that is dropped is shown no more', () => {
    const { side, desk } = deskOf(aliceSeat);
    desk.handleStill(side.hears(still, customerSeat));
    desk.handleNote(side.hears({ type: 'still-note', id: 's', text: 'by the customer' }, customerSeat));
    desk.handleNote(side.hears({ type: 'still-note', id: 's', text: 'Serial number' }, bobSeat));
    desk.handleCode(side.hears({ type: 'code-read', id: 'c', format: 'QRCode', text: 'x' }, customerSeat));
    desk.handleCode(side.hears({ type: 'code-read', id: 'c', format: 'QRCode', text: 'PRN-1' }, bobSeat));
    expect([side.view.stills[0]?.note, side.view.codes.map(({ text, name }) => [text, name])]).toEqual([
      'Serial number',
      [['PRN-1', 'Bob']],
    ]);
    desk.handleKeep(side.hears({ type: 'still-keep', id: 's', isKept: false }, customerSeat));
    expect(side.view.stills[0]?.isKept).toBeUndefined();
    desk.handleShow(side.hears({ type: 'still-show', id: 's' }, aliceSeat));
    desk.handleDrop(side.hears({ type: 'still-drop', id: 's' }, customerSeat));
    expect(side.view.stills).toHaveLength(1);
    desk.handleDrop(side.hears({ type: 'still-drop', id: 's' }, bobSeat));
    expect([side.view.stills, side.view.shownStill]).toEqual([[], undefined]);
  });

  it('[SU502] whether one is kept is said by experts, and told to those who come later', () => {
    const { side, desk } = deskOf(aliceSeat);
    desk.handleStill(side.hears(still, customerSeat));
    desk.keep('s', false);
    expect(side.sent).toEqual([{ type: 'still-keep', id: 's', isKept: false }]);
    desk.handleKeep(side.hears({ type: 'still-keep', id: 's', isKept: false }, bobSeat));
    expect(side.view.stills[0]?.isKept).toBe(false);
    const customer = new TestSide(customerSeat);
    const theirs = new HistoryDesk(customer.context);
    theirs.handleSaid(customer.hears({ type: 'still-keep', id: 's', isKept: false }, bobSeat));
    theirs.handleJoined(aliceSeat);
    expect(customer.sent).toMatchObject([{ type: 'history', to: aliceSeat, events: [{ event: { type: 'still-keep', isKept: false } }] }]);
  });

  it('[SU506] a code says from which still it was read; one of the live picture from none', () => {
    const { side, desk } = deskOf(aliceSeat);
    desk.tellCode({ format: 'QRCode', text: 'PRN-1' }, 's');
    desk.tellCode({ format: 'QRCode', text: 'PRN-2' }, undefined);
    expect(side.sent).toEqual([
      { type: 'code-read', id: 'id-1', format: 'QRCode', text: 'PRN-1', stillId: 's' },
      { type: 'code-read', id: 'id-2', format: 'QRCode', text: 'PRN-2' },
    ]);
    desk.handleCode(side.hears({ type: 'code-read', id: 'c', format: 'QRCode', text: 'PRN-1', stillId: 's' }, bobSeat));
    expect(side.view.codes).toMatchObject([{ text: 'PRN-1', stillId: 's' }]);
  });
});

describe('[SU476] stills of a screen', () => {
  const png = new Blob([new Uint8Array(1_000)], { type: 'image/png' });
  const ofScreen: TakenStill = { blob: png, mime: 'image/png', kind: 'frame', width: 1_280, height: 720 };
  const { type: _type, kind: _kind, ...sizes } = { ...still, id: 't', mime: 'image/png', width: 1_280, height: 720 } as const;
  const given = { type: 'still-taken', ...sizes } as const;
  const asStill = { type: 'still', kind: 'frame', ...sizes } as const;
  const arrives = ({ side }: ReturnType<typeof deskOf>, change: Partial<FileView>): void =>
    side.context.view.setState({ files: [{ ...movingFile, ...change }] });

  it('are given to the customer’s page alone, and are here once that says so, without being fetched back', () => {
    const { side, desk, files } = deskOf(aliceSeat);
    desk.give('p', ofScreen);
    expect(side.sent).toEqual([{ ...given, id: 'id-1' }]);
    const [, , isFor] = files.hold.mock.lastCall ?? [];
    expect([customerSeat, bobSeat].map((seat) => isFor?.(seat))).toEqual([true, false]);
    expect([side.view.stills, side.view.isStillComing]).toEqual([[], true]);
    desk.handleStill(side.hears({ ...asStill, id: 'id-1' }, customerSeat));
    expect(side.view.stills).toMatchObject([{ id: 'id-1', blob: png }]);
    expect([side.view.isStillComing, files.accept.mock.calls, files.forget.mock.calls]).toEqual([false, [], [['id-1']]]);
  });

  it('are fetched by the customer’s page of who may see the screen, and said once they are whole, with what is drawn at that moment', () => {
    const one = deskOf(customerSeat);
    one.desk.handleTaken(one.side.hears(given, aliceSeat));
    expect(one.carry.mock.calls).toEqual([['p', 't']]);
    arrives(one, { state: 'done', isVerified: false, blob: bytes });
    expect(one.side.sent, 'other bytes than were sent').toEqual([]);
    arrives(one, { state: 'done', isVerified: true, blob: bytes });
    expect(one.side.sent).toEqual([asStill]);
    expect(one.side.view.stills).toMatchObject([{ id: 't', width: 1_280 }]);
    expect(one.side.view.stills[0]?.blob?.type).toBe('image/png');
    expect(one.files.forget.mock.invocationCallOrder[0]).toBeLessThan(one.files.hold.mock.invocationCallOrder[0] ?? 0);
  });

  it('are not taken of who may not see it, of the customer’s own name, too large, or in another file’s name', () => {
    const refused = [
      [given, bobSeat],
      [given, customerSeat],
      [{ ...given, bytes: 20 * 1024 * 1024 }, aliceSeat],
    ] as const;
    for (const [event, seat] of refused) {
      const { side, desk, files } = deskOf(customerSeat);
      desk.handleTaken(side.hears(event, seat));
      expect([files.fetch.mock.calls, side.sent]).toEqual([[], []]);
    }
    const other = deskOf(customerSeat);
    arrives(other, { state: 'offered' });
    other.desk.handleTaken(other.side.hears(given, aliceSeat));
    expect(other.files.fetch).not.toHaveBeenCalled();
  });

  it('whose bytes do not come are told to have failed', () => {
    const one = deskOf(customerSeat);
    one.desk.handleTaken(one.side.hears(given, aliceSeat));
    arrives(one, { state: 'cancelled' });
    expect([one.side.sent, one.side.view.stills]).toEqual([[{ type: 'still-failed', askId: 't' }], []]);
  });
});
