import { describe, expect, it } from 'vitest';
import type { LiveRecording, RecordingAction } from '../../../../protocol/media/recordings.ts';
import { callSnapshot } from '../sip/testing/call-snapshot.testing.ts';
import { RecordingStore, type RecordingApi } from './recording-store.ts';

const call = callSnapshot({ id: 'here', serverCallId: 'there', direction: 'outgoing', party: { displayName: 'Bob', number: '101' } });

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

class FakeRecordingServer implements RecordingApi {
  live: LiveRecording = { status: 'off', canStop: false, canStart: true };
  readonly asked: string[] = [];
  isAway = false;

  async readLiveRecording(callId: string): Promise<LiveRecording> {
    this.asked.push(callId);
    if (this.isAway) throw new Error('no answer');
    return this.live;
  }
  async actOnRecording(_callId: string, action: RecordingAction): Promise<LiveRecording> {
    if (this.isAway) throw new Error('no answer');
    this.live = action === 'stop' ? { ...this.live, status: 'off', canStop: false } : { ...this.live, status: 'on', canStop: true };
    return this.live;
  }
}

describe('recording of my calls', () => {
  it('[SP83] what may be done is asked when people talk, and anew when the server says that it runs', async () => {
    const server = new FakeRecordingServer();
    const store = new RecordingStore(server);
    store.handleCalls([{ ...call, state: { name: 'ringing' } }]);
    store.handleCalls([{ ...call, activity: { kind: 'queue' } }]);
    expect(server.asked).toEqual([]);
    store.handleCalls([call]);
    store.handleCalls([call]);
    await settled();
    expect(server.asked).toEqual(['there']);
    expect(store.view.getState()['there']?.live).toEqual({ status: 'off', canStop: false, canStart: true });
    store.handleCalls([{ ...call, recording: 'on' }]);
    await settled();
    expect(server.asked).toHaveLength(2);
  });

  it('[SP83] an action tells what may be done now; a refused one says why and changes nothing', async () => {
    const server = new FakeRecordingServer();
    const store = new RecordingStore(server);
    store.handleCalls([call]);
    await settled();
    await store.act('there', 'start');
    expect(store.view.getState()['there']).toMatchObject({ live: { status: 'on', canStop: true }, isBusy: false });
    server.isAway = true;
    await store.act('there', 'stop');
    const rights = store.view.getState()['there'];
    expect(rights).toMatchObject({ live: { status: 'on' }, isBusy: false });
    expect(rights?.failure).toBeInstanceOf(Error);
  });

  it('[SP83] without an answer nothing is offered, and the next news asks again; a call that is over is forgotten', async () => {
    const server = new FakeRecordingServer();
    server.isAway = true;
    const store = new RecordingStore(server);
    store.handleCalls([call]);
    await settled();
    expect(store.view.getState()['there']?.live).toBeUndefined();
    server.isAway = false;
    store.handleCalls([call]);
    await settled();
    expect(store.view.getState()['there']?.live).toBeDefined();
    store.handleCalls([]);
    expect(store.view.getState()).toEqual({});
  });
});
