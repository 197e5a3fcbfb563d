import { describe, expect, it } from 'vitest';
import type { SavedCall } from '../sip/phone.ts';
import { SavedCalls, savedCallLifeMs } from './saved-calls.ts';

const call: SavedCall = {
  id: 'a',
  serverCallId: 's',
  direction: 'outgoing',
  party: { displayName: 'Bob', number: '101' },
  calledNumber: null,
  startedAtMs: 1,
  answeredAtMs: 2,
  dialog: { callId: 'c', localTag: 'l', remoteTag: 'r' },
  isMuted: true,
  isHeldByMe: true,
  isHeldByOther: false,
  lastKeyNumber: 3,
};

function memory(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const map = new Map<string, string>();
  return {
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
  };
}

describe('calls remembered for a successor', () => {
  it('[SP24] come back whole, for the same person only', () => {
    const storage = memory();
    new SavedCalls(storage, 'alice').write([call], 1000);
    expect(new SavedCalls(storage, 'alice').read(1500)).toEqual([call]);
    expect(new SavedCalls(storage, 'bob').read(1500)).toEqual([]);
  });

  it('[SP24] are given up when the server cannot know them any more, and when they ended', () => {
    const storage = memory();
    const saved = new SavedCalls(storage, 'alice');
    saved.write([call], 1000);
    expect(saved.read(1000 + savedCallLifeMs + 1)).toEqual([]);
    saved.write([], 2000);
    expect(saved.read(2000)).toEqual([]);
  });

  it('[SP24] damaged memory is no call', () => {
    const storage = memory();
    for (const text of ['{', '{"savedAtMs":1,"calls":[{"id":"a"}]}', 'null', '[]']) {
      storage.setItem('deskline.calls.alice', text);
      expect(new SavedCalls(storage, 'alice').read(1)).toEqual([]);
    }
  });
});
