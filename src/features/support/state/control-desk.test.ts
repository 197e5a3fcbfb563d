import { describe, expect, it, vi } from 'vitest';
import type { ControlInput, SealedEvent } from '../../../../seal/index.ts';
import { ControlDesk } from './control-desk.ts';
import type { Capability } from './live-view.ts';
import { aliceSeat, bobSeat, customerSeat, TestSide } from './testing/context.testing.ts';

const input = { kind: 'text', text: 'a' } as const;

function customer() {
  const side = new TestSide(customerSeat);
  const granted = new Set([aliceSeat]);
  const desk = new ControlDesk(side.context, (capability: Capability, seatId) => capability === 'control' && granted.has(seatId));
  const apply = vi.fn<(input: ControlInput) => void>();
  desk.setTarget({ label: 'A page', apply });
  desk.handleHolder(side.hears({ type: 'control-holder', seatId: aliceSeat }, customerSeat));
  return { side, desk, apply, granted };
}

describe('control', () => {
  it('[SU170] the holder’s inputs are applied in order, each once', () => {
    const { desk, apply } = customer();
    expect(desk.handleInput({ seatId: aliceSeat, sequence: 1, input })).toBe(true);
    expect(desk.handleInput({ seatId: aliceSeat, sequence: 1, input }), 'a replay').toBe(false);
    expect(desk.handleInput({ seatId: aliceSeat, sequence: 3, input })).toBe(true);
    expect(desk.handleInput({ seatId: aliceSeat, sequence: 2, input }), 'a late one').toBe(false);
    expect(apply).toHaveBeenCalledTimes(2);
  });

  it('[SU171] without the grant nothing is applied, whatever was held back meanwhile', () => {
    const { desk, apply, granted } = customer();
    granted.clear();
    for (let sequence = 1; sequence <= 100; sequence += 1) desk.handleInput({ seatId: aliceSeat, sequence, input });
    expect(apply).not.toHaveBeenCalled();
  });

  it('[SU172] one hand at a time: who is not the holder moves nothing, and cannot make themselves the holder', () => {
    const { side, desk, apply, granted } = customer();
    granted.add(bobSeat);
    desk.handleHolder(side.hears({ type: 'control-holder', seatId: bobSeat }, bobSeat));
    expect(desk.handleInput({ seatId: bobSeat, sequence: 1, input })).toBe(false);
    desk.handleHolder(side.hears({ type: 'control-holder', seatId: bobSeat }, aliceSeat));
    expect(desk.handleInput({ seatId: bobSeat, sequence: 1, input }), 'the holder handed it on').toBe(true);
    expect(apply).toHaveBeenCalledTimes(1);
  });

  it('[SU268] what nobody has is taken by an expert who may control, and by no other', () => {
    const { side, desk, granted } = customer();
    desk.handleHolder(side.hears({ type: 'control-holder', seatId: null }, aliceSeat));
    desk.handleHolder(side.hears({ type: 'control-holder', seatId: bobSeat }, bobSeat));
    expect(side.context.view.getState().controlHolder, 'without the grant').toBeUndefined();
    granted.add(bobSeat);
    desk.handleHolder(side.hears({ type: 'control-holder', seatId: aliceSeat }, bobSeat));
    expect(side.context.view.getState().controlHolder, 'for somebody else').toBeUndefined();
    desk.handleHolder(side.hears({ type: 'control-holder', seatId: bobSeat }, bobSeat));
    expect(side.context.view.getState().controlHolder).toBe(bobSeat);
    desk.handleHolder(side.hears({ type: 'control-holder', seatId: aliceSeat }, aliceSeat));
    expect(side.context.view.getState().controlHolder, 'Bob has it').toBe(bobSeat);
  });

  it('[SU268] who is gone has control no more', () => {
    const { side, desk } = customer();
    desk.handleGone(bobSeat);
    expect(side.context.view.getState().controlHolder).toBe(aliceSeat);
    desk.handleGone(aliceSeat);
    expect(side.context.view.getState().controlHolder).toBeUndefined();
  });

  it('[SU173] more than a hand can do in a second is dropped', () => {
    const { side, desk, apply } = customer();
    for (let sequence = 1; sequence <= 400; sequence += 1) desk.handleInput({ seatId: aliceSeat, sequence, input });
    expect(apply).toHaveBeenCalledTimes(250);
    side.pass(1_001);
    expect(desk.handleInput({ seatId: aliceSeat, sequence: 401, input })).toBe(true);
  });

  it('[SU174] while the customer’s side is not live nothing is applied', () => {
    const { side, desk, apply } = customer();
    side.context.view.setState({ link: 'locked' });
    desk.handleInput({ seatId: aliceSeat, sequence: 1, input });
    expect(apply).not.toHaveBeenCalled();
  });

  it('[SU175] an expert sends nothing without holding control', () => {
    const side = new TestSide(aliceSeat);
    const desk = new ControlDesk(side.context, () => true);
    desk.sendInput(input);
    expect(side.passed).toEqual([]);
    side.context.view.setState({ controlHolder: aliceSeat });
    desk.sendInput(input);
    expect(side.passed).toHaveLength(1);
  });

  it('[SU262] an expert sends nothing while nothing is heard of the customer', () => {
    const side = new TestSide(aliceSeat);
    const desk = new ControlDesk(side.context, () => true);
    side.context.view.setState({ controlHolder: aliceSeat, link: 'locked' });
    desk.sendInput(input);
    expect(side.passed).toEqual([]);
  });
});

describe('[SU593] a customer’s browser that cannot show a screen', () => {
  function announced(canShowScreen?: () => boolean): readonly SealedEvent[] {
    const side = new TestSide(customerSeat);
    new ControlDesk(side.context, () => false, canShowScreen).announce();
    return side.sent;
  }
  const seenBy = (events: readonly SealedEvent[], seatId = customerSeat): boolean => {
    const side = new TestSide(aliceSeat);
    const desk = new ControlDesk(side.context, () => false);
    for (const event of events) if (event.type === 'control-target') desk.handleTarget(side.hears(event, seatId));
    return side.view.canCustomerShow;
  };

  it('is told to the experts, and of others nothing is (control)', () => {
    expect(seenBy(announced(() => false))).toBe(false);
    expect(seenBy(announced(() => true))).toBe(true);
    expect(announced(() => true)).toEqual([{ type: 'control-target', label: null }]);
  });

  it('counts as it was said last: another browser may come', () => {
    expect(seenBy([...announced(() => false), ...announced(() => true)])).toBe(true);
    expect(seenBy([...announced(() => true), ...announced(() => false)])).toBe(false);
  });

  it('[SU594] is a customer’s word alone, and of a page that says nothing everything can be asked', () => {
    expect(
      seenBy(
        announced(() => false),
        bobSeat,
      ),
    ).toBe(true);
    expect(seenBy(announced())).toBe(true);
  });
});
