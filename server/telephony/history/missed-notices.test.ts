import { describe, expect, it } from 'vitest';
import { silentLogger } from '../../platform/logger.ts';
import type { CallSnapshot } from './call-record.ts';
import { missedBy, tellMissed } from './missed-notices.ts';

const party = (userId: string) => ({ userId, displayName: userId, number: '100' });
const base: CallSnapshot = {
  tenantId: 'acme',
  id: 'call',
  pbxId: 'main',
  nodeId: 'node',
  caller: party('alice'),
  callee: party('bob'),
  via: undefined,
  dialled: '101',
  startedAtMs: 1_000,
  ringingAtMs: 2_000,
  answeredAtMs: undefined,
  endedAtMs: 9_000,
  cause: 'no-answer',
  endedBy: 'caller',
  quality: undefined,
  offers: [],
  path: [],
};
const offer = (userId: string, outcome: string, isAnswered = false) =>
  ({ userId, outcome, isAnswered, offeredAtMs: 2_000, because: { kind: 'direct' } }) as unknown as CallSnapshot['offers'][number];

describe('missed calls in people’s browsers', () => {
  it('[ID67] who was rung and missed the call is told once it is over; who took or declined it, and the caller, are not', async () => {
    expect(missedBy(base)).toEqual(['bob']);
    expect(missedBy({ ...base, endedAtMs: undefined, cause: undefined })).toEqual([]);
    expect(missedBy({ ...base, cause: 'declined' })).toEqual([]);
    expect(missedBy({ ...base, answeredAtMs: 3_000, cause: 'completed' })).toEqual([]);
    expect(
      missedBy({
        ...base,
        callee: undefined,
        offers: [offer('carol', 'no-answer'), offer('dave', 'declined'), offer('alice', 'no-answer')],
      }),
    ).toEqual(['carol']);
    const told: unknown[] = [];
    await tellMissed({ push: { tell: async (...all) => void told.push(all) }, logger: silentLogger }, base);
    expect(told).toEqual([['acme', ['bob'], { kind: 'missed-call', caller: 'alice', onceKey: 'missed/call' }]]);
  });
});
