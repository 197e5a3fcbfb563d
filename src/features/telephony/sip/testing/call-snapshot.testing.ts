import type { CallSnapshot } from '../phone.ts';

/** A call with nothing special about it, connected; `changes` are what a test is about. */
export function callSnapshot(changes: Partial<CallSnapshot> = {}): CallSnapshot {
  return {
    id: 'here',
    serverCallId: null,
    direction: 'incoming',
    party: { displayName: '', number: '101' },
    activity: null,
    recording: null,
    conference: null,
    calledNumber: null,
    ringNews: null,
    state: { name: 'connected', answeredAtMs: 0 },
    startedAtMs: 0,
    isMuted: false,
    isHoldWished: false,
    isIgnored: false,
    waitingKeys: 0,
    receivedKeys: '',
    problem: null,
    ...changes,
  };
}
