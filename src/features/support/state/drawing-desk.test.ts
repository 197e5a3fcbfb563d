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

function handle(desk: DrawingDesk, side: TestSide, event: SealedEvent): void {
  if (isOfDrawings(event)) desk.handleSaid(side.hears(event, aliceSeat));
}
