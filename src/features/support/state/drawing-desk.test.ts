import { describe, expect, it } from 'vitest';
import type { SealedEvent } from '../../../../seal/index.ts';
import { DrawingDesk, isOfDrawings, maxScenes } from './drawing-desk.ts';
import { HistoryDesk } from './history-desk.ts';
import { aliceSeat, bobSeat, customerSeat, TestSide } from './testing/context.testing.ts';

const points = [[0.1, 0.2] as const];
const scene = new Uint8Array([255, 216, 1, 2, 3]);
const sceneEvent = (id: string) => ({ type: 'scene', id, producerId: 'p', picture: 'AAEC' }) as const;

describe('[SU420] what sticks', () => {
  it('comes with the picture that it was drawn on, before it, to all sides', () => {
    const alice = new TestSide(aliceSeat);
    const customer = new TestSide(customerSeat);
    new DrawingDesk(alice.context, () => true).draw({ producerId: 'p', tool: 'pen', points, scene });
    const desk = new DrawingDesk(customer.context, () => true);
    expect(alice.sent.map(({ type }) => type)).toEqual(['scene', 'draw']);
    for (const event of alice.sent) handle(desk, customer, event);
    const [drawing] = customer.view.drawings;
    expect(customer.view.scenes).toEqual([{ id: drawing?.sceneId, producerId: 'p', picture: scene }]);
  });

  it('is not taken from who may not draw, twice, or without end', () => {
    const customer = new TestSide(customerSeat);
    const desk = new DrawingDesk(customer.context, ({ seatId }) => seatId === aliceSeat);
    desk.handleSaid(customer.hears(sceneEvent('bob'), bobSeat));
    expect(customer.view.scenes).toEqual([]);
    for (let at = 0; at < maxScenes + 4; at += 1) {
      desk.handleSaid(customer.hears(sceneEvent(String(at)), aliceSeat));
      desk.handleSaid(customer.hears(sceneEvent(String(at)), aliceSeat));
    }
    expect(customer.view.scenes.map(({ id }) => id)).toEqual(Array.from({ length: maxScenes }, (_, at) => String(at + 4)));
  });

  it('takes its scene along when it is cleared', () => {
    const customer = new TestSide(customerSeat);
    const desk = new DrawingDesk(customer.context, () => true);
    desk.handleSaid(customer.hears(sceneEvent('a'), aliceSeat));
    desk.handleSaid(customer.hears({ type: 'draw', id: '1', sceneId: 'a', producerId: 'p', tool: 'pen', points: [[0, 0]] }, aliceSeat));
    desk.handleSaid(customer.hears({ type: 'clear-drawings', producerId: null }, aliceSeat));
    expect(customer.view.scenes).toEqual([]);
  });

  it('is told to who comes later, with the newest scenes', () => {
    const customer = new TestSide(customerSeat);
    const history = new HistoryDesk(customer.context);
    for (let at = 0; at < maxScenes + 4; at += 1) history.handleSaid(customer.hears(sceneEvent(String(at)), aliceSeat));
    history.handleJoined(bobSeat);
    const told = customer.sent.flatMap((event) => (event.type === 'history' ? event.events : []));
    expect(told).toHaveLength(maxScenes);
  });
});

describe('[SU580] a clear that is taken back', () => {
  const draw = (id: string): Extract<SealedEvent, { type: 'draw' }> => ({
    type: 'draw',
    id,
    producerId: 'p',
    tool: 'pen',
    points: [[0.25, 0.75]],
  });

  /** All sides, which hear everything in the same order. */
  function sides(mayDraw: (seatId: string) => boolean = () => true) {
    const all = [customerSeat, aliceSeat, bobSeat].map((seat) => {
      const side = new TestSide(seat);
      return { side, desk: new DrawingDesk(side.context, ({ seatId }) => mayDraw(seatId)) };
    });
    const say = (event: SealedEvent, seatId: string): void => {
      for (const { side, desk } of all) if (isOfDrawings(event)) desk.handleSaid(side.hears(event, seatId));
    };
    const [, alice, bob] = all;
    if (!alice || !bob) throw new Error('there are three');
    const does = ({ side, desk }: typeof alice, seatId: string, act: (desk: DrawingDesk) => void): void => {
      act(desk);
      for (const event of side.sent.splice(0)) say(event, seatId);
    };
    return {
      say,
      alice: (act: (desk: DrawingDesk) => void) => does(alice, aliceSeat, act),
      bob: (act: (desk: DrawingDesk) => void) => does(bob, bobSeat, act),
      shown: () => all.map(({ side }) => side.view.drawings.map(({ id }) => id)),
      drawings: () => all.map(({ side }) => side.view.drawings),
      scenes: () => all.map(({ side }) => side.view.scenes.length),
    };
  }
  const everywhere = (ids: readonly string[]) => [ids, ids, ids];

  it('brings all of it back on every side as it was, as one step, and what was drawn since goes first', () => {
    const room = sides();
    room.say(draw('b'), bobSeat);
    room.say({ ...draw('step'), tool: 'step', number: 1 }, aliceSeat);
    room.say({ type: 'step-done', id: 'step' }, customerSeat);
    const before = room.drawings();
    room.alice((desk) => desk.clear(null));
    room.say(draw('late'), aliceSeat);
    expect(room.shown(), 'control: it was cleared').toEqual(everywhere(['late']));
    room.alice((desk) => desk.undraw());
    expect(room.shown()).toEqual(everywhere([]));
    room.alice((desk) => desk.undraw());
    expect(room.drawings()).toEqual(before);
    room.alice((desk) => desk.undraw());
    expect(room.shown(), 'and then one’s own newest').toEqual(everywhere(['b']));
    room.alice((desk) => desk.undraw());
    expect(room.shown(), 'a colleague’s is not mine to take').toEqual(everywhere(['b']));
  });

  it('is whose who cleared, while they may draw; what was nothing is no step', () => {
    const may = new Set([aliceSeat, bobSeat]);
    const room = sides((seatId) => may.has(seatId));
    room.say(draw('a'), aliceSeat);
    room.say({ type: 'clear-drawings', id: 'gone', producerId: null }, aliceSeat);
    room.say({ type: 'clear-drawings', id: 'empty', producerId: null }, aliceSeat);
    room.say({ type: 'undraw', id: 'gone' }, bobSeat);
    room.say({ type: 'clear-drawings', id: 'gone', producerId: null }, bobSeat);
    room.say({ type: 'undraw', id: 'gone' }, bobSeat);
    room.say({ type: 'undraw', id: 'empty' }, aliceSeat);
    may.delete(aliceSeat);
    room.say({ type: 'undraw', id: 'gone' }, aliceSeat);
    expect(room.shown()).toEqual(everywhere([]));
    may.add(aliceSeat);
    room.say({ type: 'undraw', id: 'gone' }, aliceSeat);
    expect(room.shown(), 'control').toEqual(everywhere(['a']));
  });

  it('has its scenes again, and is remembered for the last eight clears', () => {
    const room = sides();
    room.say(sceneEvent('s'), aliceSeat);
    room.say({ ...draw('stuck'), sceneId: 's' }, aliceSeat);
    room.alice((desk) => desk.clear(null));
    expect(room.scenes(), 'control').toEqual([0, 0, 0]);
    room.alice((desk) => desk.undraw());
    expect(room.scenes()).toEqual([1, 1, 1]);
    for (let at = 0; at < 9; at += 1) {
      room.say(draw(`d${String(at)}`), aliceSeat);
      room.say({ type: 'clear-drawings', id: `c${String(at)}`, producerId: null }, aliceSeat);
    }
    const back = new Set<string>();
    for (let at = 0; at < 20; at += 1) {
      room.alice((desk) => desk.undraw());
      for (const id of room.shown()[0] ?? []) back.add(id);
    }
    expect([...back]).toEqual(['d8', 'd7', 'd6', 'd5', 'd4', 'd3', 'd2', 'd1']);
    expect(room.shown()).toEqual(everywhere([]));
  });

  it('is told to who comes later', () => {
    const customer = new TestSide(customerSeat);
    const history = new HistoryDesk(customer.context);
    for (const event of [draw('a'), { type: 'clear-drawings', id: 'c', producerId: null }, { type: 'undraw', id: 'c' }] as const)
      history.handleSaid(customer.hears(event, aliceSeat));
    history.handleJoined(bobSeat);
    const bob = new TestSide(bobSeat);
    const desk = new DrawingDesk(bob.context, () => true);
    for (const told of customer.sent.flatMap((event) => (event.type === 'history' ? event.events : [])))
      if (told && isOfDrawings(told.event)) desk.handleTold(bob.hears(told.event, told.seatId));
    expect(bob.view.drawings.map(({ id }) => id)).toEqual(['a']);
  });
});

function handle(desk: DrawingDesk, side: TestSide, event: SealedEvent): void {
  if (isOfDrawings(event)) desk.handleSaid(side.hears(event, aliceSeat));
}
