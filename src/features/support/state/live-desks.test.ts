import { describe, expect, it } from 'vitest';
import type { SealedEvent } from '../../../../seal/index.ts';
import type { EventOf } from './live-context.ts';
import { LiveDesks } from './live-desks.ts';
import { StillTaker } from './still-taker.ts';
import { aliceSeat, bobSeat, customerSeat, TestSide } from './testing/context.testing.ts';

function sideOf(seatId: string, isBack = false, canShowScreen = () => true) {
  const side = new TestSide(seatId);
  const desks = new LiveDesks(side.context, {
    openRoom: () => Promise.reject(new Error('no room here')),
    onEnded: () => undefined,
    onCapabilityEnded: () => undefined,
    sendChunk: () => true,
    roomForChunk: () => Promise.resolve(),
    onSaidEnd: () => undefined,
    isBack,
    canShowScreen,
    openTaker: seatId === customerSeat ? undefined : (context, options) => new StillTaker(context, options),
  });
  return { side, desks };
}

it('[SU269] who comes later is told what others may do and who controls, and hears them from then on', () => {
  const { side, desks } = sideOf(customerSeat);
  desks.capabilities.grant('point', aliceSeat, null);
  desks.capabilities.grant('control', aliceSeat, 5);
  side.context.view.setState({ controlHolder: aliceSeat });
  side.sent.length = 0;
  desks.handleJoined(bobSeat, 'expert');
  const told = side.sent.filter(({ type }) => type === 'history');
  expect(told).toHaveLength(1);

  const bob = sideOf(bobSeat);
  const drawing = { type: 'draw', id: 'd', producerId: 'p', tool: 'pen', points: [[0, 1]] } as const;
  bob.desks.handle(bob.side.hears({ ...drawing, points: [[0, 1]] }, aliceSeat));
  expect(bob.side.view.drawings, 'before he is told').toEqual([]);
  for (const event of told) bob.desks.handle(bob.side.hears(event, customerSeat));
  expect(bob.side.view.controlHolder).toBe(aliceSeat);
  expect(bob.side.view.mayControl).toEqual([aliceSeat]);
  bob.desks.handle(bob.side.hears({ ...drawing, points: [[0, 1]] }, aliceSeat));
  expect(bob.side.view.drawings).toHaveLength(1);
});

it('[SU593] whoever comes is told that the customer’s browser cannot show a screen', () => {
  const { side, desks } = sideOf(customerSeat, false, () => false);
  for (const seat of [aliceSeat, bobSeat]) {
    side.sent.length = 0;
    desks.handleJoined(seat, 'expert');
    const expert = sideOf(seat);
    for (const event of side.sent) expert.desks.handle(expert.side.hears(event, customerSeat));
    expect(expert.side.view.canCustomerShow).toBe(false);
  }
});

it('[SU555] whoever’s time is over sees it no more, though a colleague may', async () => {
  const { side, desks } = sideOf(aliceSeat);
  const screen = { producerId: 's', source: 'screen', label: '', width: 1, height: 1, isPaused: false, context: 1 } as const;
  const hear = (event: SealedEvent): void => desks.handle(side.hears(event, customerSeat));
  hear({ type: 'share', streams: [screen] });
  expect(side.view.streams, 'before it is allowed').toEqual([]);
  hear({ type: 'grant', askId: null, capability: 'view', seatId: aliceSeat, minutes: 5 });
  hear({ type: 'grant', askId: null, capability: 'view', seatId: bobSeat, minutes: 15 });
  expect(side.view.streams).toHaveLength(1);
  side.pass(300_000);
  expect(side.view.streams).toEqual([]);
  hear({ type: 'grant', askId: null, capability: 'view', seatId: aliceSeat, minutes: 5 });
  expect(side.view.streams).toHaveLength(1);
  desks.capabilities.giveBack('view');
  expect(side.view.streams).toEqual([]);
});

it('[SU269] an expert’s word gives nobody anything', () => {
  const { side, desks } = sideOf(bobSeat);
  const grant = { type: 'grant', askId: null, capability: 'control', seatId: aliceSeat, minutes: null } as const;
  const entry = { seatId: customerSeat, name: 'Chris', number: 1, event: grant };
  desks.handle(side.hears({ type: 'history', to: bobSeat, events: [entry] }, aliceSeat));
  expect(side.view.mayControl).toEqual([]);
});

it('[SU266] a customer’s page that was loaded again is told the steps, and nothing else that was drawn; a new one, and one that allowed something, are not', () => {
  const step = { type: 'draw', id: 's', producerId: 'p', tool: 'step', points: [[0, 1]], number: 1, text: 'Press Order' } as const;
  const told = [step, { ...step, id: 'd', tool: 'pen' } as const, { type: 'step-done', id: 's' } as const];
  const history = (side: TestSide) =>
    side.hears(
      {
        type: 'history',
        to: customerSeat,
        events: told.map((event) => ({
          seatId: aliceSeat,
          name: 'Alice',
          number: 1,
          event: event.type === 'draw' ? { ...event, points: [[0, 1] as [number, number]] } : event,
        })),
      } as const,
      aliceSeat,
    );
  const back = sideOf(customerSeat, true);
  back.desks.handle(history(back.side));
  expect(back.side.view.drawings).toMatchObject([{ id: 's', tool: 'step', text: 'Press Order', isDone: true }]);
  const fresh = sideOf(customerSeat);
  fresh.desks.handle(history(fresh.side));
  expect(fresh.side.view.drawings).toEqual([]);
  const late = sideOf(customerSeat, true);
  const { view } = late.side.context;
  view.setState(({ capabilities }) => ({ capabilities: { ...capabilities, view: { state: 'granted' } } }));
  late.desks.handle(history(late.side));
  expect(late.side.view.drawings).toEqual([]);
});

it('[SU510] what was said is of one moment on every page, also on one that is told of it later', () => {
  const { side, desks } = sideOf(bobSeat);
  const seen: number[] = [];
  side.context.view.subscribe((now, before) => now.codes !== before.codes && seen.push(now.saidAt));
  const code = (id: string) => ({ type: 'code-read', id, format: 'QRCode', text: 'PRN-1' }) as const;
  const entry = { seatId: aliceSeat, name: 'Alice', number: 1_234, event: code('before') };
  desks.handle({ ...side.hears(code('live'), aliceSeat), at: 5_000 });
  desks.handle({ ...side.hears({ type: 'history', to: bobSeat, events: [entry] }, customerSeat), at: 6_000 });
  expect(seen).toEqual([5_000, 1_234]);
});

describe('[SU475] what is drawn is taken away and ticked off by who may', () => {
  const draw = (id: string, tool: 'pen' | 'step'): EventOf<'draw'> => ({ type: 'draw', id, producerId: 'p', tool, points: [[0, 1]] });
  const attacks = [
    { type: 'undraw', id: 'alices' },
    { type: 'undraw', id: 'chris' },
    { type: 'clear-drawings', producerId: null },
    { type: 'clear-drawings', producerId: 'p' },
    { type: 'step-done', id: 'step' },
    draw('bobs', 'pen'),
  ] as const satisfies readonly SealedEvent[];

  /** One side, on which Alice, who may point, and the customer have drawn. */
  function drawnOn(seatId: string, isBack = false) {
    const one = sideOf(seatId, isBack);
    const hear = (event: SealedEvent, from: string): void => one.desks.handle(one.side.hears(event, from));
    if (seatId === customerSeat) one.desks.capabilities.grant('point', aliceSeat, null);
    else hear({ type: 'grant', askId: null, capability: 'point', seatId: aliceSeat, minutes: null }, customerSeat);
    hear(draw('alices', 'pen'), aliceSeat);
    hear(draw('step', 'step'), aliceSeat);
    hear(draw('chris', 'pen'), customerSeat);
    one.side.sent.length = 0;
    return { ...one, hear, drawn: () => one.side.view.drawings.map(({ id, isDone }) => (isDone === true ? `${id} done` : id)) };
  }
  const all = ['alices', 'step', 'chris'];

  it.each([customerSeat, aliceSeat, bobSeat])(
    'an expert who may not point takes nothing away and ticks nothing off, on any side (%s)',
    (seat) => {
      const { hear, drawn, desks, side } = drawnOn(seat);
      for (const event of attacks) hear(event, bobSeat);
      expect(drawn()).toEqual(all);
      // Nor is who comes later told that they did.
      side.context.view.setState(({ people }) => ({
        people: [...people, ...people.slice(1, 2).map((one) => ({ ...one, seatId: 'new' }))],
      }));
      desks.history.handleJoined('new');
      const told = side.sent.flatMap((event) => (event.type === 'history' ? event.events.map((entry) => entry?.event.type) : []));
      expect(told).toEqual(seat === customerSeat ? ['draw', 'draw', 'draw'] : []);
    },
  );

  it.each([customerSeat, bobSeat])('(control) who may does it, and the customer always (%s)', (seat) => {
    const { hear, drawn } = drawnOn(seat);
    hear({ type: 'step-done', id: 'step' }, aliceSeat);
    expect(drawn(), 'done says the customer alone, also to who may point').toEqual(all);
    hear({ type: 'step-done', id: 'step' }, customerSeat);
    hear({ type: 'undraw', id: 'chris' }, aliceSeat);
    expect(drawn(), 'an expert takes back their own alone').toEqual(['alices', 'step done', 'chris']);
    hear({ type: 'undraw', id: 'alices' }, aliceSeat);
    expect(drawn()).toEqual(['step done', 'chris']);
    hear({ type: 'clear-drawings', producerId: null }, aliceSeat);
    expect(drawn()).toEqual([]);
    hear(draw('again', 'pen'), aliceSeat);
    hear({ type: 'undraw', id: 'again' }, customerSeat);
    expect(drawn()).toEqual([]);
  });

  it('nor is it done by telling the customer that it was done before, in somebody else’s name', () => {
    for (const isBack of [false, true]) {
      const { hear, drawn, desks, side } = drawnOn(customerSeat, isBack);
      const events = [customerSeat, aliceSeat, bobSeat].flatMap((seatId) =>
        attacks.map((event) => ({ seatId, name: 'Somebody', number: 1, event })),
      );
      hear({ type: 'history', to: customerSeat, events }, bobSeat);
      expect(drawn()).toEqual(all);
      desks.history.handleJoined(bobSeat);
      expect(side.sent.flatMap((event) => (event.type === 'history' ? event.events : []))).toHaveLength(3);
    }
  });

  it('who comes later has what stands, as the customer tells it, with the pictures that drawings stick to', () => {
    const customer = drawnOn(customerSeat);
    customer.hear({ type: 'scene', id: 'scene', producerId: 'p', picture: 'AAEC' }, aliceSeat);
    customer.hear({ type: 'undraw', id: 'alices' }, aliceSeat);
    customer.hear({ type: 'step-done', id: 'step' }, customerSeat);
    customer.desks.history.handleJoined(bobSeat);
    const bob = sideOf(bobSeat);
    for (const event of customer.side.sent) bob.desks.handle(bob.side.hears(event, customerSeat));
    expect(bob.side.view.drawings.map(({ id, isDone }) => [id, isDone])).toEqual([
      ['step', true],
      ['chris', undefined],
    ]);
    expect(bob.side.view.scenes).toHaveLength(1);
  });
});

describe('[SU476] what is drawn on a screen when a still of it is taken', () => {
  const draw = (id: string, tool: 'pen' | 'step', producerId = 'p'): EventOf<'draw'> => ({
    type: 'draw',
    id,
    producerId,
    tool,
    points: [[0, 1]],
  });
  const file = { width: 1, height: 1, mime: 'image/png', bytes: 1, key: 'AA', chunks: 1 } as const;
  const taken = { type: 'still-taken', id: 'still', producerId: 'p', ...file } as const;
  const said = { type: 'still', id: 'still', producerId: 'p', kind: 'frame', ...file } as const;

  function pictured(seatId: string, canSee = true) {
    const one = sideOf(seatId);
    const hear = (event: SealedEvent, from: string): void => one.desks.handle(one.side.hears(event, from));
    for (const capability of canSee ? (['view', 'point'] as const) : (['point'] as const)) {
      if (seatId === customerSeat) one.desks.capabilities.grant(capability, aliceSeat, null);
      else hear({ type: 'grant', askId: null, capability, seatId: aliceSeat, minutes: null }, customerSeat);
    }
    for (const event of [draw('line', 'pen'), draw('step', 'step'), draw('else', 'pen', 'another')]) hear(event, aliceSeat);
    hear(taken, aliceSeat);
    if (canSee) hear(said, customerSeat);
    one.side.sent.length = 0;
    const on = (producerId: string) => one.side.view.drawings.filter((drawing) => drawing.producerId === producerId);
    return { ...one, hear, on };
  }

  it.each([customerSeat, aliceSeat, bobSeat])('is on the still, on every side, and stays there when the screen is cleared (%s)', (seat) => {
    const { hear, on, side, desks } = pictured(seat);
    expect(on('still').map(({ tool, isCopy }) => [tool, isCopy])).toEqual([
      ['pen', true],
      ['step', true],
    ]);
    hear(draw('later', 'pen', 'still'), aliceSeat);
    hear({ type: 'clear-drawings', producerId: null }, aliceSeat);
    expect([on('p'), on('another'), on('still').length]).toEqual([[], [], 3]);
    side.sent.length = 0;
    if (seat === aliceSeat) desks.drawings.undraw();
    expect(side.sent, 'undo takes back what was drawn, not its copy').toEqual(seat === aliceSeat ? [{ type: 'undraw', id: 'later' }] : []);
    hear({ type: 'clear-drawings', producerId: 'still' }, aliceSeat);
    expect(on('still')).toEqual([]);
  });

  it('(control) is not, when who says so may not see the screen', () => {
    expect(pictured(bobSeat, false).on('still')).toEqual([]);
  });

  it('goes with the still, and is there for who comes later', () => {
    const customer = pictured(customerSeat);
    customer.desks.history.handleJoined(bobSeat);
    const bob = sideOf(bobSeat);
    for (const event of customer.side.sent) bob.desks.handle(bob.side.hears(event, customerSeat));
    const onStill = () => bob.side.view.drawings.filter(({ producerId }) => producerId === 'still');
    expect([bob.side.view.stills.length, onStill().length]).toEqual([1, 2]);
    bob.desks.handle(bob.side.hears({ type: 'still-drop', id: 'still' }, aliceSeat));
    expect(onStill()).toEqual([]);
  });

  it('an expert’s tale of stills is nothing for a customer', () => {
    const one = sideOf(customerSeat);
    const events = [taken, said].map((event) => ({ seatId: customerSeat, name: 'Chris', number: 1, event }));
    one.desks.handle(one.side.hears({ type: 'history', to: customerSeat, events }, bobSeat));
    expect([one.side.view.stills, one.side.sent]).toEqual([[], []]);
  });
});

describe('[SU468] what an expert tells a customer of before', () => {
  const chat = (id: string) => ({ type: 'chat', id, text: `words of ${id}` }) as const;
  const tale = (id: string): EventOf<'history'> => ({
    type: 'history',
    to: customerSeat,
    events: [{ seatId: aliceSeat, name: 'Alice', number: 1, event: chat(id) }],
  });
  const texts = ({ side }: ReturnType<typeof sideOf>) => side.view.chat.map(({ text }) => text);

  it('is nothing where nothing was before them', () => {
    const first = sideOf(customerSeat);
    first.desks.handle(first.side.hears(tale('1'), bobSeat));
    expect(texts(first)).toEqual([]);
  });

  it('is believed at once by a page that was loaded again, and not later', () => {
    const back = sideOf(customerSeat, true);
    back.desks.handle(back.side.hears(tale('1'), bobSeat));
    back.side.pass(1_000);
    back.desks.handle(back.side.hears(tale('2'), bobSeat));
    expect(texts(back), '(control)').toEqual(['words of 1', 'words of 2']);
    back.side.pass(60_000);
    back.desks.handle(back.side.hears(tale('3'), bobSeat));
    expect(texts(back)).toEqual(['words of 1', 'words of 2']);
  });
});
