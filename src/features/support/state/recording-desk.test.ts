import { describe, expect, it } from 'vitest';
import { RecordingDesk } from './recording-desk.ts';
import { aliceSeat, bobSeat, customerSeat, TestSide } from './testing/context.testing.ts';

const on = { type: 'recording', isOn: true } as const;
const off = { type: 'recording', isOn: false } as const;

describe('who records', () => {
  it('[SU285] the mark is there as long as one expert records; a customer’s word is nothing', () => {
    const side = new TestSide(customerSeat);
    const desk = new RecordingDesk(side.context);
    desk.handleSaid(side.hears(on, customerSeat));
    expect(side.view.isRecording).toBe(false);
    desk.handleSaid(side.hears(on, aliceSeat));
    desk.handleSaid(side.hears(on, bobSeat));
    desk.handleSaid(side.hears(off, aliceSeat));
    expect(side.view.isRecording).toBe(true);
    desk.handleGone(bobSeat);
    expect(side.view.isRecording).toBe(false);
  });

  it('[SU285] whoever comes later is told by who records, and by nobody else', () => {
    const side = new TestSide(aliceSeat);
    const desk = new RecordingDesk(side.context);
    desk.handleSaid(side.hears(on, bobSeat));
    desk.handleJoined();
    expect(side.sent).toEqual([]);
    desk.set(true);
    desk.handleJoined();
    desk.set(false);
    desk.handleJoined();
    expect(side.sent).toEqual([on, on, off]);
  });
});
