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

  it('[SU285] of a page that is not heard for ten seconds it is said that it is interrupted, until it is heard again or gone', () => {
    const side = new TestSide(customerSeat);
    const desk = new RecordingDesk(side.context);
    desk.handleSaid(side.hears(on, aliceSeat));
    for (let second = 0; second < 20; second += 1) {
      side.pass(1_000);
      desk.handleHeard(aliceSeat);
    }
    expect(side.view, 'control: it beats').toMatchObject({ isRecording: true, isRecordingUnheard: false });
    side.pass(9_000);
    desk.handleHeard(bobSeat);
    expect(side.view.isRecordingUnheard).toBe(false);
    side.pass(1_000);
    expect(side.view).toMatchObject({ isRecording: true, isRecordingUnheard: true });
    desk.handleHeard(aliceSeat);
    expect(side.view.isRecordingUnheard).toBe(false);
    side.pass(10_000);
    desk.handleSaid(side.hears(on, bobSeat));
    expect(side.view.isRecordingUnheard, 'somebody else records').toBe(false);
    desk.handleGone(aliceSeat);
    desk.handleGone(bobSeat);
    expect(side.view).toMatchObject({ isRecording: false, isRecordingUnheard: false });
  });

  it('[SU285] of my own page that records I need not hear', () => {
    const side = new TestSide(aliceSeat);
    const desk = new RecordingDesk(side.context);
    desk.set(true);
    for (let second = 0; second < 12; second += 1) side.pass(1_000);
    expect(side.view).toMatchObject({ isRecording: true, isRecordingUnheard: false });
    desk.close();
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
