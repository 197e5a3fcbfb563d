import { describe, expect, it } from 'vitest';
import { FakeClock } from '../../platform/clock.fake.ts';
import { newId } from '../../platform/ids.ts';
import { sitIn } from '../testing/silent-seat.testing.ts';
import { LiveSessions, lingerMs, type LiveSessionsParts } from './live-sessions.ts';
import { FakeLogStore } from './log-store.fake.ts';

function stand() {
  const clock = new FakeClock();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is asked of a session here
  const parts = {
    sessions: {
      find: async (_tenant: string, id: string) => ({ id, kind: 'screen', state: 'active', createdAt: new Date(0), keeping: {} }),
    },
    seats: { ofSession: async () => [] },
    logs: new FakeLogStore(),
    engine: {},
    tenantName: async () => 'Example',
    removedBrowsers: async () => [],
    clock,
  } as unknown as LiveSessionsParts;
  return { live: new LiveSessions(parts), clock, tenantId: newId() };
}

describe('sessions in memory', () => {
  it('[SU39] of one whose only visitor was refused nothing stays', async () => {
    const { live, clock, tenantId } = stand();
    for (let count = 0; count < 3; count += 1) await live.enter(tenantId, newId());
    expect(live.size).toBe(3);
    clock.advance(lingerMs);
    expect([live.size, clock.pending]).toEqual([0, 0]);
  });

  it('[SU39] one with somebody in it stays', async () => {
    const { live, clock, tenantId } = stand();
    const session = await live.enter(tenantId, newId());
    sitIn(session, newId());
    clock.advance(lingerMs);
    expect([live.size, live.isForgotten(session)]).toEqual([1, false]);
  });
});
