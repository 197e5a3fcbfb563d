import { describe, expect, it } from 'vitest';
import { HistoryDesk } from './history-desk.ts';
import { aliceSeat, bobSeat, customerSeat, TestSide } from './testing/context.testing.ts';

const still = {
  type: 'still',
  id: 's',
  producerId: 'p',
  kind: 'frame',
  width: 1,
  height: 1,
  mime: 'image/jpeg',
  bytes: 1,
  key: 'AA',
  chunks: 1,
} as const;

describe('what those who come later are told', () => {
  it('[SU350] stills, their notes, drawings and codes, by the customer’s side; not what was only of its moment', () => {
    const side = new TestSide(customerSeat);
    const history = new HistoryDesk(side.context);
    history.handleSaid(side.hears(still, customerSeat));
    history.handleSaid(side.hears({ type: 'still-note', id: 's', text: 'Serial number' }, aliceSeat));
    history.handleSaid(side.hears({ type: 'draw', id: 'd', producerId: 's', tool: 'pen', points: [[0, 1]] }, aliceSeat));
    history.handleSaid(side.hears({ type: 'code-read', id: 'c', format: 'QRCode', text: 'x' }, aliceSeat));
    history.handleSaid(side.hears({ type: 'camera-ask', id: 'a', wish: { what: 'switch' } }, aliceSeat));
    history.handleSaid(side.hears({ type: 'still-ask', id: 'b', producerId: 'p' }, aliceSeat));
    history.handleJoined(bobSeat);
    const [told] = side.sent;
    if (told?.type !== 'history') throw new Error('nothing was told');
    expect(told.to).toBe(bobSeat);
    expect(told.events.map((entry) => entry?.event.type)).toEqual(['still', 'still-note', 'draw', 'code-read']);
  });
});
