import { describe, expect, it } from 'vitest';
import { ExchangeDesk } from './exchange-desk.ts';
import { aliceSeat, bobSeat, customerSeat, TestSide } from './testing/context.testing.ts';

function deskOf(seatId: string) {
  const side = new TestSide(seatId);
  const granted = new Set<string>();
  return { side, granted, desk: new ExchangeDesk(side.context, (capability, holder) => capability === 'clipboard' && granted.has(holder)) };
}
const clip = { type: 'clipboard', mime: 'text/plain', data: 'words' } as const;

describe('[SU400] a clipboard', () => {
  it('of an expert who may not is as if it were not there; of one who may it is shown', () => {
    const { side, desk, granted } = deskOf(customerSeat);
    granted.add(bobSeat);
    desk.handleClipboard(side.hears(clip, aliceSeat));
    expect(side.view.clipboard).toEqual([]);
    desk.handleClipboard(side.hears(clip, bobSeat));
    expect(side.view.clipboard).toMatchObject([{ data: 'words', seatId: bobSeat }]);
  });

  it('of the customer is shown to experts who may, and to no other', () => {
    const { side, desk, granted } = deskOf(aliceSeat);
    granted.add(bobSeat);
    desk.handleClipboard(side.hears(clip, customerSeat));
    expect(side.view.clipboard).toEqual([]);
    granted.add(aliceSeat);
    desk.handleClipboard(side.hears(clip, customerSeat));
    expect(side.view.clipboard).toHaveLength(1);
  });

  it('[SU401] that does not fit is said and not sent', () => {
    const { side, desk } = deskOf(aliceSeat);
    desk.sendClipboard('text/plain', 'x'.repeat(40_001));
    expect([side.sent, side.view.problem?.code]).toEqual([[], 'clipboardTooLarge']);
    desk.sendClipboard('text/plain', 'x'.repeat(40_000));
    expect(side.sent).toHaveLength(1);
  });
});
