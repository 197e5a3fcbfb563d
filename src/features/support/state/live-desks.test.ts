import { expect, it } from 'vitest';
import { LiveDesks } from './live-desks.ts';
import { aliceSeat, bobSeat, customerSeat, TestSide } from './testing/context.testing.ts';

function sideOf(seatId: string, isBack = false) {
  const side = new TestSide(seatId);
  const desks = new LiveDesks(side.context, {
    openRoom: () => Promise.reject(new Error('no room here')),
    onEnded: () => undefined,
    onCapabilityEnded: () => undefined,
    sendChunk: () => true,
    onSaidEnd: () => undefined,
    isBack,
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
