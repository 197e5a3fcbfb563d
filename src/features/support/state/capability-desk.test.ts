import { describe, expect, it, vi } from 'vitest';
import { CapabilityDesk } from './capability-desk.ts';
import type { Capability } from './live-view.ts';
import { aliceSeat, bobSeat, customerSeat, TestSide } from './testing/context.testing.ts';

function sideOf(seatId: string) {
  const side = new TestSide(seatId);
  const ended = vi.fn<(capability: Capability) => void>();
  const granted = vi.fn<(capability: Capability, seatId: string) => void>();
  return { side, desk: new CapabilityDesk(side.context, { ended, granted }), ended, granted };
}
const ask = { type: 'ask', id: 'ask-1', capability: 'control', minutes: 5 } as const;
const grant = { type: 'grant', askId: 'ask-1', capability: 'control', seatId: aliceSeat, minutes: 5 } as const;

it('[SU269] says what is given at this moment, with the minutes that are left', () => {
  const side = new TestSide(customerSeat);
  const desk = new CapabilityDesk(side.context, { ended: () => undefined, granted: () => undefined });
  desk.grant('control', aliceSeat, 5);
  desk.grant('point', bobSeat, null);
  side.pass(60_001);
  expect(desk.standing()).toEqual([
    { type: 'grant', askId: null, capability: 'point', seatId: bobSeat, minutes: null },
    { type: 'grant', askId: null, capability: 'control', seatId: aliceSeat, minutes: 4 },
  ]);
  desk.revokeAll();
  expect(desk.standing()).toEqual([]);
});

describe('capabilities at the customer’s', () => {
  it('[SU160] what is asked is shown with who, what and how long; nothing is given by asking', () => {
    const { side, desk } = sideOf(customerSeat);
    desk.handleAsk(side.hears(ask, aliceSeat));
    expect(side.view.asks).toEqual([{ id: 'ask-1', capability: 'control', minutes: 5, seatId: aliceSeat, name: 'Alice' }]);
    expect(desk.holds('control', aliceSeat)).toBe(false);
  });

  it('[SU161] yes gives it to that expert alone, from now, for the time that was asked', () => {
    const { side, desk, granted } = sideOf(customerSeat);
    desk.handleAsk(side.hears(ask, aliceSeat));
    desk.allow('ask-1');
    expect(granted).toHaveBeenCalledWith('control', aliceSeat);
    expect([desk.holds('control', aliceSeat), desk.holds('control', bobSeat)]).toEqual([true, false]);
    side.pass(299_999);
    expect(desk.holds('control', aliceSeat)).toBe(true);
    side.pass(1);
    expect(desk.holds('control', aliceSeat)).toBe(false);
    expect(side.sent.at(-1)).toEqual({ type: 'revoke', capability: 'control', seatId: aliceSeat });
  });

  it('[SU162] taking back acts before anything is sent', () => {
    const { side, desk, ended } = sideOf(customerSeat);
    desk.grant('view', aliceSeat, null);
    ended.mockImplementation(() =>
      expect([desk.holds('view', aliceSeat), side.sent.some(({ type }) => type === 'revoke')]).toEqual([false, false]),
    );
    desk.revoke('view');
    expect(ended).toHaveBeenCalledWith('view');
    expect(side.sent.at(-1)).toEqual({ type: 'revoke', capability: 'view', seatId: null });
  });

  it('[SU163] an expert’s grant, or one that claims to be the customer’s, gives nothing', () => {
    const { side, desk } = sideOf(customerSeat);
    desk.handleAsk(side.hears(ask, aliceSeat));
    desk.handleGrant(side.hears(grant, aliceSeat));
    expect(desk.holds('control', aliceSeat)).toBe(false);
    desk.handleGrant(side.hears(grant, customerSeat));
    expect(desk.holds('control', aliceSeat), 'not even an echo of the own line: only the click gives').toBe(false);
  });

  it('[SU164] somebody who is gone has nothing any more', () => {
    const { side, desk } = sideOf(customerSeat);
    desk.grant('clipboard', aliceSeat, null);
    desk.handleAsk(side.hears(ask, aliceSeat));
    desk.handleGone(aliceSeat);
    expect([desk.holds('clipboard', aliceSeat), side.view.asks]).toEqual([false, []]);
  });

  it('[SU167] what only they had ends here and now; what somebody else has too goes on', () => {
    const { desk, ended } = sideOf(customerSeat);
    desk.grant('view', aliceSeat, null);
    desk.grant('voice', aliceSeat, null);
    desk.grant('voice', bobSeat, null);
    desk.handleGone(aliceSeat);
    expect(ended.mock.calls).toEqual([['view']]);
    expect(desk.holds('voice', bobSeat)).toBe(true);
  });

  it('[SU314] whoever asked asks no more: the question is gone; a colleague cannot take it away', () => {
    const { side, desk } = sideOf(customerSeat);
    desk.handleAsk(side.hears(ask, aliceSeat));
    desk.handleWithdraw(side.hears({ type: 'withdraw', askId: 'ask-1' }, bobSeat));
    expect(side.view.asks).toHaveLength(1);
    desk.handleWithdraw(side.hears({ type: 'withdraw', askId: 'ask-1' }, aliceSeat));
    expect(side.view.asks).toEqual([]);
    desk.allow('ask-1');
    expect([desk.holds('control', aliceSeat), side.sent]).toEqual([false, []]);
  });

  it('[SU315] what an expert gives back ends when nobody else has it, and everybody is told', () => {
    const { side, desk, ended } = sideOf(customerSeat);
    desk.grant('view', aliceSeat, null);
    desk.grant('view', bobSeat, null);
    desk.handleGiveBack(side.hears({ type: 'give-back', capability: 'view' }, aliceSeat));
    expect([desk.holds('view', aliceSeat), desk.holds('view', bobSeat), ended.mock.calls]).toEqual([false, true, []]);
    expect(side.sent.at(-1)).toEqual({ type: 'revoke', capability: 'view', seatId: aliceSeat });
    desk.handleGiveBack(side.hears({ type: 'give-back', capability: 'view' }, bobSeat));
    expect(ended.mock.calls).toEqual([['view']]);
    const told = side.sent.length;
    desk.handleGiveBack(side.hears({ type: 'give-back', capability: 'view' }, bobSeat));
    expect(side.sent).toHaveLength(told);
  });
});

describe('what is shown for a time', () => {
  it('[SU555] is no longer seen by whoever comes in later than by those who see it, and stops with the last one', () => {
    const { side, desk, ended } = sideOf(customerSeat);
    desk.handleAsk(side.hears({ ...ask, capability: 'view' }, aliceSeat));
    desk.allow('ask-1');
    side.pass(90_000);
    desk.letSee('view', bobSeat);
    expect(side.sent.find((event) => event.type === 'grant' && event.seatId === bobSeat)).toMatchObject({ capability: 'view', minutes: 4 });
    side.pass(209_999);
    expect([desk.holds('view', aliceSeat), desk.holds('view', bobSeat), ended.mock.calls]).toEqual([true, true, []]);
    side.pass(1);
    expect([desk.holds('view', aliceSeat), desk.holds('view', bobSeat)]).toEqual([false, false]);
    expect(ended).toHaveBeenCalledWith('view');
  });

  it('[SU555] (control) by the customer’s own choice is shown until they stop it', () => {
    const { side, desk } = sideOf(customerSeat);
    desk.letSee('view', aliceSeat);
    desk.letSee('view', bobSeat);
    side.pass(90_000_000);
    expect([desk.holds('view', aliceSeat), desk.holds('view', bobSeat), desk.holds('point', bobSeat)]).toEqual([true, true, true]);
  });

  it('[SU556] everybody who may is known at the customer’s, with their time', () => {
    const { side, desk } = sideOf(customerSeat);
    desk.letSee('view', aliceSeat, 5);
    desk.letSee('view', bobSeat, 15);
    expect(side.view.capabilities.view.holders).toEqual([
      { seatId: aliceSeat, until: 301_000 },
      { seatId: bobSeat, until: 901_000 },
    ]);
  });
});

describe('[SU557] pointing', () => {
  it('has the minutes of the seeing that it came with', () => {
    const { side, desk } = sideOf(customerSeat);
    desk.letSee('view', aliceSeat, 5);
    desk.letSee('voice', bobSeat);
    expect([desk.holds('point', aliceSeat), desk.holds('point', bobSeat)]).toEqual([true, false]);
    expect(side.view.capabilities.point.holders).toEqual([{ seatId: aliceSeat, until: 301_000 }]);
    expect(side.sent).toContainEqual({ type: 'grant', askId: null, capability: 'point', seatId: aliceSeat, minutes: 5 });
    side.pass(300_000);
    expect(desk.holds('point', aliceSeat)).toBe(false);
  });

  it('ends with seeing the screen, on every side, also where it was given for longer; not while a camera is seen, or was', () => {
    for (const [end, isLast] of [
      [{ type: 'revoke', capability: 'view', seatId: null }, true],
      [{ type: 'revoke', capability: 'view', seatId: aliceSeat }, true],
      [{ type: 'revoke', capability: 'view', seatId: bobSeat }, false],
      [{ type: 'revoke', capability: 'files', seatId: null }, false],
    ] as const) {
      const { side, desk } = sideOf(bobSeat);
      for (const capability of ['view', 'point'] as const)
        desk.handleGrant(side.hears({ ...grant, capability, minutes: null }, customerSeat));
      desk.handleRevoke(side.hears(end, customerSeat));
      expect(desk.holds('point', aliceSeat), JSON.stringify(end)).toBe(!isLast);
    }
    const { side, desk } = sideOf(customerSeat);
    desk.grant('point', aliceSeat, 60);
    desk.grant('camera', aliceSeat, 15);
    desk.grant('view', aliceSeat, 5);
    side.pass(300_000);
    expect(desk.holds('point', aliceSeat)).toBe(true);
    side.pass(600_000);
    expect([desk.holds('camera', aliceSeat), desk.holds('point', aliceSeat)], 'the camera’s stills are there').toEqual([false, true]);
    desk.letSee('view', aliceSeat);
    desk.revoke('view');
    expect(desk.holds('point', aliceSeat)).toBe(false);
  });

  it('(control) that was asked for by itself goes on without a picture', () => {
    const { desk } = sideOf(customerSeat);
    desk.grant('point', aliceSeat, 5);
    desk.revoke('clipboard');
    expect(desk.holds('point', aliceSeat)).toBe(true);
  });
});

describe('capabilities at an expert’s', () => {
  it('[SU314] [SU315] stops asking, once; gives back at once, and only what is there', () => {
    const { side, desk, ended } = sideOf(aliceSeat);
    desk.withdraw('control');
    desk.giveBack('control');
    expect(side.sent).toEqual([]);
    desk.handleAsk(side.hears(ask, aliceSeat));
    desk.withdraw('control');
    desk.handleWithdraw(side.hears({ type: 'withdraw', askId: 'ask-1' }, aliceSeat));
    expect([side.sent, side.view.capabilities.control.state]).toEqual([[{ type: 'withdraw', askId: 'ask-1' }], 'off']);
    desk.handleGrant(side.hears({ ...grant, askId: null }, customerSeat));
    desk.giveBack('control');
    expect([side.sent.at(-1), ended.mock.calls]).toEqual([{ type: 'give-back', capability: 'control' }, [['control']]]);
    expect(side.view.capabilities.control.state).toBe('off');
  });

  it('[SU165] off, asked, granted, off again; asking twice says it once', () => {
    const { side, desk, ended } = sideOf(aliceSeat);
    desk.ask('control', 5);
    desk.handleAsk(side.hears(ask, aliceSeat));
    desk.ask('control', 5);
    expect(side.sent).toHaveLength(1);
    expect(side.view.capabilities.control.state).toBe('asked');
    desk.handleGrant(side.hears(grant, customerSeat));
    expect(side.view.capabilities.control).toMatchObject({ state: 'granted', until: 301_000 });
    desk.handleRevoke(side.hears({ type: 'revoke', capability: 'control', seatId: null }, customerSeat));
    expect([side.view.capabilities.control.state, ended.mock.calls]).toEqual(['off', [['control']]]);
  });

  it('[SU166] a refusal shows until it is asked again', () => {
    const { side, desk } = sideOf(aliceSeat);
    desk.handleAsk(side.hears(ask, aliceSeat));
    desk.handleRefuse(side.hears({ type: 'refuse', askId: 'ask-1' }, customerSeat));
    expect(side.view.capabilities.control.state).toBe('refused');
    desk.handleAsk(side.hears({ ...ask, id: 'ask-2' }, aliceSeat));
    expect(side.view.capabilities.control.state).toBe('asked');
  });

  it('[SU163] a colleague’s grant gives nothing', () => {
    const { side, desk } = sideOf(aliceSeat);
    desk.handleGrant(side.hears(grant, bobSeat));
    expect(side.view.capabilities.control.state).toBe('off');
  });
});
