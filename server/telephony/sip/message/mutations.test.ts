import { describe, expect, it } from 'vitest';
import { mutate } from '../testing/mutations.ts';
import { pick, seededRandom } from '../testing/random.ts';
import { vector, vectorNames } from '../testing/vectors.ts';
import * as extensions from './accessors-extensions.ts';
import * as basics from './accessors.ts';
import { authValuesOf } from './authentication.ts';
import { createAck, createCancel, createResponse } from './builders.ts';
import type { SipMessage } from './message.ts';
import { parseMessage } from './parse-message.ts';
import { serialise } from './serialise.ts';
import { SipError } from './sip-error.ts';

const count = 20_000;

/** Everything that somebody above might ask of a message. */
const questions: readonly ((message: SipMessage) => unknown)[] = [
  ({ headers }) => basics.viasOf(headers),
  ({ headers }) => basics.fromOf(headers),
  ({ headers }) => basics.toOf(headers),
  ({ headers }) => basics.cseqOf(headers),
  ({ headers }) => basics.callIdOf(headers),
  ({ headers }) => basics.contactsOf(headers),
  ({ headers }) => basics.routesOf(headers),
  ({ headers }) => basics.recordRoutesOf(headers),
  ({ headers }) => basics.maxForwardsOf(headers),
  ({ headers }) => basics.expiresOf(headers),
  ({ headers }) => extensions.requireOf(headers),
  ({ headers }) => extensions.acceptOf(headers),
  ({ headers }) => extensions.contentTypeOf(headers),
  ({ headers }) => extensions.replacesOf(headers),
  ({ headers }) => extensions.reasonsOf(headers),
  ({ headers }) => extensions.sessionExpiresOf(headers),
  ({ headers }) => authValuesOf(headers, 'Authorization'),
  (message) => message.kind === 'request' && parseMessage(serialise(createResponse(message, 400, 'Bad Request', { toTag: 't' }))),
  (message) => message.kind === 'request' && serialise(createCancel(message)),
  (message) => message.kind === 'request' && serialise(createAck(message, createResponse(message, 486, 'Busy Here', { toTag: 't' }))),
  (message) => parseMessage(serialise(message)),
];

/** Runs it; a SipError is what a strict accessor may say, anything else fails the test. Returns whether it threw one. */
function throwsSipError(run: () => unknown): boolean {
  try {
    run();
    return false;
  } catch (error) {
    if (error instanceof SipError) return true;
    throw error;
  }
}

/** Headers that make backtracking parsers slow. */
const nasty = (length: number): Buffer[] => [
  Buffer.from(`OPTIONS sip:a@b SIP/2.0\r\nVia: SIP/2.0/UDP a${';a'.repeat(length / 2)}\r\n\r\n`),
  Buffer.from(`OPTIONS sip:a@b SIP/2.0\r\nContact: ${'"'.repeat(length)}\r\n\r\n`),
  Buffer.from(`OPTIONS sip:a@b SIP/2.0\r\nContact: ${'<sip:a@b>,'.repeat(length / 10)}\r\n\r\n`),
  Buffer.from(`OPTIONS sip:a@b SIP/2.0\r\nFrom: ${'a '.repeat(length / 2)}\r\n\r\n`),
  Buffer.from(`OPTIONS sip:a@b SIP/2.0\r\nTo: "${'\\'.repeat(length)}\r\n\r\n`),
  Buffer.from(`OPTIONS sip:a@b SIP/2.0\r\nVia: ${'SIP/2.0/UDP a,'.repeat(length / 14)}\r\n\r\n`),
];

describe('mutated messages', () => {
  it(`[SIP16] [SIP59] ${String(count)} of them: only SipErrors, p99 of parsing under 50 ms`, () => {
    const random = seededRandom(4475);
    const sources = vectorNames().map(vector);
    const times: number[] = [];
    let garbage = 0;
    let refused = 0;
    for (let i = 0; i < count; i++) {
      const bytes = mutate(pick(random, sources), random);
      const began = performance.now();
      const parsed: { message?: SipMessage } = {};
      if (throwsSipError(() => (parsed.message = parseMessage(bytes)))) garbage++;
      const { message } = parsed;
      if (message) for (const ask of questions) if (throwsSipError(() => ask(message))) refused++;
      times.push(performance.now() - began);
    }
    times.sort((one, other) => one - other);
    expect(times[Math.floor(count * 0.99)]).toBeLessThan(50);
    // The mutations reach both stages, and most messages stay recognisable: otherwise this would test nothing.
    expect(garbage).toBeGreaterThan(count * 0.02);
    expect(garbage).toBeLessThan(count * 0.6);
    expect(refused).toBeGreaterThan(count * 0.2);
  }, 120_000);

  it('[SIP16] time grows linearly with the length of nasty headers', () => {
    for (const bytes of nasty(8_000)) {
      const began = performance.now();
      const message = parseMessage(bytes);
      for (const ask of questions) throwsSipError(() => ask(message));
      expect(performance.now() - began).toBeLessThan(50);
    }
  });
});
