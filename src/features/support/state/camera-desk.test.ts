import { describe, expect, it } from 'vitest';
import { CameraDesk } from './camera-desk.ts';
import { aliceSeat, bobSeat, customerSeat, TestSide } from './testing/context.testing.ts';

const camera = {
  producerId: 'p',
  cameras: 2,
  isRear: true,
  isTorchOn: false,
  zoom: { min: 1, max: 4, value: 1 },
  isFrozen: false,
} as const;

function sides(maySee = (seatId: string) => seatId === aliceSeat) {
  const [customer, alice] = [new TestSide(customerSeat), new TestSide(aliceSeat)];
  const desks = { customer: new CameraDesk(customer.context, maySee), alice: new CameraDesk(alice.context, () => true) };
  return { customer, alice, desks };
}

describe('the customer’s camera', () => {
  it('[SU343] is told with what it reports, and again only when something is different', () => {
    const { customer, alice, desks } = sides();
    desks.customer.tell(camera);
    desks.customer.tell({ ...camera });
    expect(customer.sent).toHaveLength(1);
    const [event] = customer.sent;
    if (event?.type !== 'camera-state') throw new Error('nothing was told');
    desks.alice.handleState(alice.hears(event, customerSeat));
    expect(alice.view.camera).toEqual(camera);
  });

  it('[SU343] what it does not report is not there; an expert cannot tell of it', () => {
    const { alice, desks } = sides();
    const event = { type: 'camera-state', producerId: 'p', cameras: 1, isRear: null, torch: null, zoom: null, isFrozen: false } as const;
    desks.alice.handleState(alice.hears(event, bobSeat));
    expect(alice.view.camera).toBeUndefined();
    desks.alice.handleState(alice.hears(event, customerSeat));
    expect(alice.view.camera).toMatchObject({ isTorchOn: undefined, zoom: undefined });
  });

  it('[SU345] a wish is shown to the customer with who, and does nothing by itself', () => {
    const { customer, desks } = sides();
    const ask = (id: string, isOn: boolean) => ({ type: 'camera-ask', id, wish: { what: 'torch', isOn } }) as const;
    desks.customer.handleAsk(customer.hears(ask('1', true), aliceSeat));
    desks.customer.handleAsk(customer.hears(ask('2', false), aliceSeat));
    expect(customer.view.cameraAsks).toMatchObject([{ id: '2', name: 'Alice', wish: { isOn: false } }]);
    expect(customer.sent).toEqual([]);
    desks.customer.answer('2', true);
    expect([customer.view.cameraAsks, customer.sent]).toEqual([[], [{ type: 'camera-answer', askId: '2', isDone: true }]]);
  });

  it('[SU345] who may not see the camera asks for nothing, and whoever is gone has asked nothing', () => {
    const { customer, desks } = sides();
    const event = { type: 'camera-ask', id: '1', wish: { what: 'switch' } } as const;
    desks.customer.handleAsk(customer.hears(event, bobSeat));
    desks.customer.handleAsk(customer.hears(event, customerSeat));
    expect(customer.view.cameraAsks).toEqual([]);
    desks.customer.handleAsk(customer.hears(event, aliceSeat));
    desks.customer.handleGone(aliceSeat);
    expect(customer.view.cameraAsks).toEqual([]);
  });

  it('[SU345] the one who asked is told that it was not done; the others are not', () => {
    const { alice, desks } = sides();
    desks.alice.handleAsk(alice.hears({ type: 'camera-ask', id: 'mine', wish: { what: 'switch' } }, aliceSeat));
    desks.alice.handleAsk(alice.hears({ type: 'camera-ask', id: 'bobs', wish: { what: 'torch', isOn: true } }, bobSeat));
    expect(alice.view.cameraAsks).toHaveLength(1);
    desks.alice.handleAnswer(alice.hears({ type: 'camera-answer', askId: 'bobs', isDone: false }, customerSeat));
    desks.alice.handleAnswer(alice.hears({ type: 'camera-answer', askId: 'mine', isDone: false }, bobSeat));
    expect(alice.view.problem).toBeUndefined();
    desks.alice.handleAnswer(alice.hears({ type: 'camera-answer', askId: 'mine', isDone: false }, customerSeat));
    expect([alice.view.problem?.code, alice.view.cameraAsks]).toEqual(['cameraRefused', []]);
  });
});
