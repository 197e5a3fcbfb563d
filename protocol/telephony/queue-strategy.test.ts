import { describe, expect, it } from 'vitest';
import { whomToOffer, type Candidate, type OfferRequest } from './queue-strategy.ts';
import type { QueueStrategy } from './queues.ts';

const agent = (userId: string, order: number, more: Partial<Candidate> = {}): Candidate => ({
  userId,
  order,
  freeSinceMs: 0,
  callsTaken: 0,
  skills: {},
  ...more,
});
const request = (strategy: QueueStrategy, more: Partial<OfferRequest> = {}): OfferRequest => ({
  strategy,
  skills: [],
  lastOrder: -1,
  triedBefore: new Set(),
  random: () => 0,
  ...more,
});

const three = [
  agent('ann', 0, { freeSinceMs: 30, callsTaken: 1, skills: { german: 4 } }),
  agent('ben', 1, { freeSinceMs: 10, callsTaken: 2, skills: { german: 9, routers: 1 } }),
  agent('cat', 2, { freeSinceMs: 20, callsTaken: 0, skills: { routers: 5 } }),
];

describe('whom a queue offers a call', () => {
  it.each<[QueueStrategy, Partial<OfferRequest>, readonly string[]]>([
    ['ring-all', {}, ['ann', 'ben', 'cat']],
    ['linear', {}, ['ann']],
    ['linear', { lastOrder: 1 }, ['ann']],
    ['round-robin', {}, ['ann']],
    ['round-robin', { lastOrder: 0 }, ['ben']],
    ['round-robin', { lastOrder: 2 }, ['ann']],
    ['longest-idle', {}, ['ben']],
    ['fewest-calls', {}, ['cat']],
    ['random', { random: () => 0.5 }, ['ben']],
    ['random', { random: () => 0.99 }, ['cat']],
    ['skills', { skills: ['german'] }, ['ben']],
    ['skills', { skills: ['routers'] }, ['cat']],
    ['skills', {}, ['ben']],
  ])('[QU10] %s with %o: %o', (strategy, more, expected) => {
    expect(whomToOffer(three, request(strategy, more))).toEqual(expected);
  });

  it.each<QueueStrategy>(['ring-all', 'linear', 'round-robin', 'longest-idle', 'fewest-calls', 'random', 'skills'])(
    '[QU11] %s offers nothing to who lacks a skill',
    (strategy) => {
      expect(whomToOffer(three, request(strategy, { skills: ['german', 'routers'] }))).toEqual(['ben']);
      expect(whomToOffer(three, request(strategy, { skills: ['chinese'] }))).toEqual([]);
      expect(whomToOffer([], request(strategy))).toEqual([]);
    },
  );

  it('[QU12] who did not take this call comes after the others, and again when all were tried', () => {
    expect(whomToOffer(three, request('linear', { triedBefore: new Set(['ann']) }))).toEqual(['ben']);
    expect(whomToOffer(three, request('linear', { triedBefore: new Set(['ann', 'ben', 'cat']) }))).toEqual(['ann']);
  });

  it('[QU10] round robin gives six calls to three agents in turn', () => {
    let lastOrder = -1;
    const taken = Array.from({ length: 6 }, () => {
      const [userId = ''] = whomToOffer(three, request('round-robin', { lastOrder }));
      lastOrder = three.find((candidate) => candidate.userId === userId)?.order ?? -1;
      return userId;
    });
    expect(taken).toEqual(['ann', 'ben', 'cat', 'ann', 'ben', 'cat']);
  });
});
