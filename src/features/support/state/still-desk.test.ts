import { describe, expect, it, vi } from 'vitest';
import { HistoryDesk } from './history-desk.ts';
import type { Drawing, FileView, StreamView } from './live-view.ts';
import type { EventOf, Said } from './live-context.ts';
import { keepStillCount } from './still-count.ts';
import { StillDesk, type StillDeskOptions } from './still-desk.ts';
import type { TakenStill } from './still-parts.ts';
import { StillTaker } from './still-taker.ts';
import { FakeStorage } from './records/testing/storage.fake.ts';
import { aliceSeat, bobSeat, customerSeat, TestSide } from './testing/context.testing.ts';

const bytes = new Blob([new Uint8Array(1_000)], { type: 'image/jpeg' });
const taken: TakenStill = { blob: bytes, mime: 'image/jpeg', kind: 'photo', width: 4_000, height: 3_000 };

const movingFile = { id: 't', name: 'still.png', bytes: 1_000, seatId: aliceSeat, isMine: false, state: 'moving', movedBytes: 0 } as const;

const drawn: Drawing = {
  id: 'd',
  producerId: 'p',
  tool: 'pen',
  points: [
    [0, 0],
    [1, 1],
  ],
  seatId: aliceSeat,
  colour: 0,
};
const myScreen = {
  producerId: 'p',
  seatId: customerSeat,
  source: 'screen',
  label: 'Screen',
  width: 1_280,
  height: 720,
  isPaused: false,
  isMine: true,
  track: undefined,
} as const;

function deskOf(seat: string, mayView = true) {
  const side = new TestSide(seat);
  const files = {
    hold: vi.fn<(id: string, file: File, isFor?: (seatId: string) => boolean) => { key: string; chunks: number }>(() => ({
      key: 'AA',
      chunks: 1,
    })),
    fetch: vi.fn<(said: Said<EventOf<'file-offer'>>) => void>(({ event: { id }, seatId }) =>
      side.context.view.setState({ files: [{ ...movingFile, id, seatId }] }),
    ),
    forget: vi.fn<(id: string) => void>(),
    cancel: vi.fn<(id: string) => void>(),
  };
  const carry = vi.fn<(drawn: readonly Drawing[], to: string) => void>();
  const drawnOn = vi.fn<(producerId: string) => readonly Drawing[]>((producerId) => (producerId === 'p' ? [drawn] : []));
  const holds = (_capability: string, seatId: string): boolean => mayView && seatId === aliceSeat;
  const openTaker: StillDeskOptions['openTaker'] = (context, options) => new StillTaker(context, options);
  const desk = new StillDesk(side.context, { holds, files, drawnOn, carry, ...(seat === customerSeat ? {} : { openTaker }) });
  return { side, desk, files, drawnOn, carry };
}

const still = {
  type: 'still',
  id: 's',
  number: 1,
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
    alice.desk.taker?.ask('p', false);
    alice.desk.handleFailed(alice.side.hears({ type: 'still-failed', askId: 'another' }, customerSeat));
    expect(alice.side.view.isStillComing).toBe(true);
    alice.desk.handleFailed(alice.side.hears({ type: 'still-failed', askId: 'id-1' }, customerSeat));
    expect([alice.side.view.isStillComing, alice.side.view.problem?.code]).toEqual([false, 'stillFailed']);
  });

  it('[SU348] one that does not come within half a minute counts as failed', () => {
    const { side, desk } = deskOf(aliceSeat);
    desk.taker?.ask('p', false);
    side.pass(30_000);
    expect([side.view.isStillComing, side.view.problem?.code]).toEqual([false, 'stillFailed']);
  });

  it('[SU348] an expert fetches it, and has it once its bytes are whole and have the same hash', () => {
    const { side, desk, files } = deskOf(aliceSeat);
    desk.handleStill(side.hears(still, customerSeat));
    expect(files.fetch.mock.lastCall?.[0].event).toMatchObject({ type: 'file-offer', id: 's', bytes: 1_000 });
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
    expect([side.view.stills, files.fetch.mock.calls]).toEqual([[], []]);
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
    desk.taker?.handleNote(side.hears({ type: 'still-note', id: 's', text: 'by the customer' }, customerSeat));
    desk.taker?.handleNote(side.hears({ type: 'still-note', id: 's', text: 'Serial number' }, bobSeat));
    desk.taker?.handleCode(side.hears({ type: 'code-read', id: 'c', format: 'QRCode', text: 'x' }, customerSeat));
    desk.taker?.handleCode(side.hears({ type: 'code-read', id: 'c', format: 'QRCode', text: 'PRN-1' }, bobSeat));
    expect([side.view.stills[0]?.note, side.view.codes.map(({ text, name }) => [text, name])]).toEqual([
      'Serial number',
      [['PRN-1', 'Bob']],
    ]);
    desk.taker?.handleKeep(side.hears({ type: 'still-keep', id: 's', isKept: false }, customerSeat));
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
    desk.taker?.keep('s', false);
    expect(side.sent).toEqual([{ type: 'still-keep', id: 's', isKept: false }]);
    desk.taker?.handleKeep(side.hears({ type: 'still-keep', id: 's', isKept: false }, bobSeat));
    expect(side.view.stills[0]?.isKept).toBe(false);
    const customer = new TestSide(customerSeat);
    const theirs = new HistoryDesk(customer.context);
    theirs.handleSaid(customer.hears({ type: 'still-keep', id: 's', isKept: false }, bobSeat));
    theirs.handleJoined(aliceSeat);
    expect(customer.sent).toMatchObject([{ type: 'history', to: aliceSeat, events: [{ event: { type: 'still-keep', isKept: false } }] }]);
  });

  it('[SU506] a code says from which still it was read; one of the live picture from none', () => {
    const { side, desk } = deskOf(aliceSeat);
    desk.taker?.tellCode({ format: 'QRCode', text: 'PRN-1' }, 's');
    desk.taker?.tellCode({ format: 'QRCode', text: 'PRN-2' }, undefined);
    expect(side.sent).toEqual([
      { type: 'code-read', id: 'id-1', format: 'QRCode', text: 'PRN-1', stillId: 's' },
      { type: 'code-read', id: 'id-2', format: 'QRCode', text: 'PRN-2' },
    ]);
    desk.taker?.handleCode(side.hears({ type: 'code-read', id: 'c', format: 'QRCode', text: 'PRN-1', stillId: 's' }, bobSeat));
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
    desk.taker?.give('p', ofScreen);
    expect(side.sent).toEqual([{ ...given, id: 'id-1' }]);
    const [, , isFor] = files.hold.mock.lastCall ?? [];
    expect([customerSeat, bobSeat].map((seat) => isFor?.(seat))).toEqual([true, false]);
    expect([side.view.stills, side.view.isStillComing]).toEqual([[], true]);
    desk.handleStill(side.hears({ ...asStill, id: 'id-1' }, customerSeat));
    expect(side.view.stills).toMatchObject([{ id: 'id-1', blob: png }]);
    expect([side.view.isStillComing, files.fetch.mock.calls, files.forget.mock.calls]).toEqual([false, [], [['id-1']]]);
  });

  /** The customer's page, that shows its screen. */
  function showing(change: Partial<StreamView> = {}) {
    const one = deskOf(customerSeat);
    one.side.context.view.setState({ streams: [{ ...myScreen, ...change }] });
    return one;
  }
  const failed = { type: 'still-failed', askId: 't' } as const;

  it('are fetched by the customer’s page of who may see the screen, and said once they are whole, with who took them', async () => {
    const one = showing();
    one.desk.handleTaken(one.side.hears(given, aliceSeat));
    await vi.dynamicImportSettled();
    arrives(one, { state: 'done', isVerified: false, blob: bytes });
    expect(one.side.sent, 'other bytes than were sent').toEqual([]);
    arrives(one, { state: 'done', isVerified: true, blob: bytes });
    expect(one.side.sent).toEqual([{ ...asStill, takenBy: { seatId: aliceSeat, name: 'Alice' } }]);
    expect(one.side.view.stills).toMatchObject([{ id: 't', width: 1_280, takenBy: 'Alice' }]);
    expect(one.side.view.stills[0]?.blob?.type).toBe('image/png');
    expect(one.files.forget.mock.invocationCallOrder[0]).toBeLessThan(one.files.hold.mock.invocationCallOrder[0] ?? 0);
  });

  it.each([
    ['who may not see it', given, bobSeat, {}],
    ['a picture that is another’s', given, aliceSeat, { isMine: false }],
    ['a paused screen', given, aliceSeat, { isPaused: true }],
    ['the camera, of which it is asked for', given, aliceSeat, { source: 'camera' }],
    ['a screen that is shown no more', given, aliceSeat, { producerId: 'another' }],
    ['more bytes than a screen has', { ...given, bytes: 20 * 1024 * 1024 }, aliceSeat, {}],
  ] as const)('are not taken of %s, and whoever gave it hears that', async (_of, event, seat, change) => {
    const { side, desk, files } = showing(change);
    desk.handleTaken(side.hears(event, seat));
    await vi.dynamicImportSettled();
    expect([files.fetch.mock.calls, side.sent]).toEqual([[], [failed]]);
  });

  it('are not taken in the customer’s own name, nor in that of a file or still that is known; none of them fails by it', async () => {
    const mine = showing();
    mine.desk.handleTaken(mine.side.hears(given, customerSeat));
    await vi.dynamicImportSettled();
    const file = showing();
    arrives(file, { state: 'offered' });
    file.desk.handleTaken(file.side.hears(given, aliceSeat));
    await vi.dynamicImportSettled();
    const known = showing();
    known.desk.handleStill(known.side.hears({ ...asStill }, customerSeat));
    known.desk.handleTaken(known.side.hears(given, aliceSeat));
    await vi.dynamicImportSettled();
    for (const { side, files } of [mine, file, known]) expect([files.fetch.mock.calls, side.sent]).toEqual([[], []]);
  });

  it('take no more memory than a tab has: beyond 256 MiB they are refused', async () => {
    const { side, desk, files } = showing();
    const large = (at: number) => ({ ...given, id: `t-${String(at)}`, bytes: 16 * 1024 * 1024 });
    files.fetch.mockImplementation(({ event: { id } }) =>
      side.context.view.setState((view) => ({ files: [...view.files, { ...movingFile, id }] })),
    );
    for (let at = 0; at < 17; at += 1) desk.handleTaken(side.hears(large(at), aliceSeat));
    await vi.dynamicImportSettled();
    expect([files.fetch.mock.calls.length, side.sent]).toEqual([16, [{ type: 'still-failed', askId: 't-16' }]]);
  });

  it('have what was drawn when they were taken, on every side, once they are there', async () => {
    for (const seat of [customerSeat, aliceSeat, bobSeat]) {
      const one = deskOf(seat);
      one.side.context.view.setState({ streams: [myScreen] });
      one.desk.handleTaken(one.side.hears(given, aliceSeat));
      await vi.dynamicImportSettled();
      // It is cleared meanwhile.
      one.drawnOn.mockReturnValue([]);
      expect(one.carry, 'not before').not.toHaveBeenCalled();
      if (seat === customerSeat) arrives(one, { state: 'done', isVerified: true, blob: bytes });
      else one.desk.handleStill(one.side.hears(asStill, customerSeat));
      expect(one.carry.mock.calls).toEqual([[[drawn], 't']]);
    }
  });

  it('whose bytes do not come are told to have failed, and what was drawn stays on no side', async () => {
    const one = showing();
    one.desk.handleTaken(one.side.hears(given, aliceSeat));
    await vi.dynamicImportSettled();
    arrives(one, { state: 'cancelled' });
    expect([one.side.sent, one.side.view.stills]).toEqual([[failed], []]);
    const bob = deskOf(bobSeat);
    bob.desk.handleTaken(bob.side.hears(given, aliceSeat));
    await vi.dynamicImportSettled();
    for (const { side, desk, carry } of [one, bob]) {
      desk.handleFailed(side.hears(failed, customerSeat));
      expect(carry).not.toHaveBeenCalled();
      // Said later all the same, it has nothing on it.
      desk.handleStill(side.hears(asStill, customerSeat));
      expect(carry).not.toHaveBeenCalled();
    }
  });

  it('that fail are held no longer by the page that took them', () => {
    const { side, desk, files } = deskOf(aliceSeat);
    desk.taker?.give('p', ofScreen);
    desk.handleFailed(side.hears({ type: 'still-failed', askId: 'id-1' }, customerSeat));
    expect([side.view.isStillComing, side.view.problem?.code, files.cancel.mock.calls]).toEqual([false, 'stillFailed', [['id-1']]]);
  });
});

describe('[SU512] the number of a still', () => {
  const numbersOf = ({ view }: TestSide) => view.stills.map(({ id, number }) => `${id} ${String(number)}`);
  const told = (id: string, number?: number) => ({ ...still, id, number });

  it('stays when an earlier one is thrown away, and is not given again', () => {
    const { side, desk } = deskOf(aliceSeat);
    for (const id of ['a', 'b', 'c']) desk.handleStill(side.hears(told(id), customerSeat));
    desk.handleDrop(side.hears({ type: 'still-drop', id: 'a' }, aliceSeat));
    desk.handleDrop(side.hears({ type: 'still-drop', id: 'c' }, aliceSeat));
    desk.handleStill(side.hears(told('d'), customerSeat));
    expect(numbersOf(side)).toEqual(['b 2', 'd 4']);
  });

  it('is said by the customer’s page: it is the same for whoever came later, and for two who ask at once', async () => {
    const customer = deskOf(customerSeat);
    customer.desk.setSource(() => Promise.resolve(taken));
    const [alice, bob] = [deskOf(aliceSeat), deskOf(aliceSeat)];
    for (const { desk } of [alice, bob]) desk.taker?.ask('p', false);
    const asks = [alice, bob].map(({ side }, at) => ({ ...side.sent[0], id: `ask-${String(at)}` }));
    expect(asks.map((ask) => 'number' in ask && ask.number)).toEqual([1, 1]);
    for (const ask of asks) customer.desk.handleAsk(customer.side.hears(ask as EventOf<'still-ask'>, aliceSeat));
    await vi.waitFor(() => expect(customer.side.sent).toHaveLength(2));
    const later = deskOf(bobSeat);
    const [, second] = customer.side.sent;
    for (const { side, desk } of [alice, bob])
      for (const event of customer.side.sent) desk.handleStill(side.hears(event as EventOf<'still'>, customerSeat));
    later.desk.handleStill(later.side.hears(second as EventOf<'still'>, customerSeat));
    expect([alice, bob].map(({ side }) => numbersOf(side))).toEqual([
      ['ask-0 1', 'ask-1 2'],
      ['ask-0 1', 'ask-1 2'],
    ]);
    expect(numbersOf(later.side)).toEqual(['ask-1 2']);
  });

  it('goes on where the expert who asks knows more than the customer’s page, and none is given twice whatever that says', async () => {
    const customer = deskOf(customerSeat);
    customer.desk.setSource(() => Promise.resolve(taken));
    customer.desk.handleAsk(customer.side.hears({ type: 'still-ask', id: 'e', number: 5, producerId: 'p' }, aliceSeat));
    await vi.waitFor(() => expect(customer.side.sent).toMatchObject([{ type: 'still', id: 'e', number: 5 }]));
    const { side, desk } = deskOf(aliceSeat);
    for (const [id, number] of [['a', 5], ['b', 5], ['c', 2], ['d']] as const) desk.handleStill(side.hears(told(id, number), customerSeat));
    expect(numbersOf(side)).toEqual(['a 5', 'b 6', 'c 7', 'd 8']);
  });

  it('goes on after both sides’ pages were loaded again at once: the tab keeps how many there were', () => {
    const storage = new FakeStorage();
    const page = () => {
      const { side, desk } = deskOf(aliceSeat);
      side.context.view.setState({ session: { id: 's1', kind: 'camera', tenantName: '', startedAt: undefined } });
      const { getState: getView, subscribe } = side.context.view;
      keepStillCount({ getView, subscribe, countStillsFrom: (last) => desk.countFrom(last) }, storage);
      return { side, desk };
    };
    const before = page();
    for (const id of ['a', 'b', 'c']) before.desk.handleStill(before.side.hears(told(id), customerSeat));
    before.desk.handleDrop(before.side.hears({ type: 'still-drop', id: 'c' }, aliceSeat));
    const after = page();
    after.side.context.view.setState({ link: 'live' });
    after.desk.taker?.ask('p', false);
    expect(after.side.sent).toMatchObject([{ type: 'still-ask', number: 4 }]);
    for (const [at, id] of ['a', 'b'].entries()) after.desk.handleStill(after.side.hears(told(id, at + 1), customerSeat));
    expect(numbersOf(after.side), 'what is told of before is as it was').toEqual(['a 1', 'b 2']);
    after.side.context.view.setState({ link: 'ended' });
    expect(storage.length, 'of what is over nothing is kept').toBe(0);
  });
});
