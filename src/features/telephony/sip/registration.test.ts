import { describe, expect, it } from 'vitest';
import { nextStatus, patienceMs, statusTransitions, type PhoneStatus } from './phone-status.ts';
import { Registration } from './registration.ts';
import { FakeTimers } from './timers.fake.ts';

function setUp(isOnline = true) {
  const timers = new FakeTimers();
  const seen: string[] = [];
  const network = { isOnline };
  const registration = new Registration({
    timers,
    connectivity: {
      get isOnline() {
        return network.isOnline;
      },
      subscribe: () => () => undefined,
    },
    onChanged: (status) => seen.push(status.name === 'unreachable' ? status.why : status.name),
  });
  return { timers, seen, network, registration };
}

describe('whether one can be reached', () => {
  it('[SP04] registers, loses the server, says so after a while, and comes back', () => {
    const { timers, seen, registration } = setUp();
    registration.handleStarted();
    registration.handleConnected();
    registration.handleRegistered();
    registration.handleLost();
    timers.advance(patienceMs);
    registration.handleConnected();
    registration.handleRegistered();
    timers.advance(patienceMs * 2);
    expect(seen).toEqual(['connecting', 'registering', 'registered', 'reconnecting', 'server-away', 'registering', 'registered']);
  });

  it('[SP04] a short loss is never called unreachable', () => {
    const { timers, seen, registration } = setUp();
    registration.handleStarted();
    registration.handleConnected();
    registration.handleRegistered();
    registration.handleLost();
    timers.advance(patienceMs - 1);
    registration.handleConnected();
    registration.handleRegistered();
    timers.advance(patienceMs);
    expect(seen).not.toContain('server-away');
  });

  it('[SP04] without a network the reason is ours, and a refusal is not waited for', () => {
    const { timers, seen, registration } = setUp(false);
    registration.handleStarted();
    timers.advance(patienceMs);
    expect(seen.at(-1)).toBe('offline');
    registration.handleRefused('refused');
    expect(seen.at(-1)).toBe('refused');
  });

  it('[SP04] the table allows only what it lists', () => {
    const registered: PhoneStatus = { name: 'registered', sinceMs: 1 };
    expect(nextStatus(registered, { name: 'registering' })).toBe(registered);
    expect(nextStatus({ name: 'stopped' }, registered).name).toBe('stopped');
    for (const next of Object.values(statusTransitions)) expect(next.length).toBeGreaterThan(0);
  });
});
