import { describe, expect, it } from 'vitest';
import type { RecordingSummary } from '../../../../../protocol/media/recordings.ts';
import { sealedObjectVector as vector } from '../../../../../protocol/media/testing/sealed-object-vector.ts';
import { closeNotes, type KeyRing, type PlainNotes } from '../../../../../seal/index.ts';
import { measure } from './envelope.ts';
import { findInNotes } from './find-in-notes.ts';

const ring: KeyRing = { version: 1, root: null, recordingKeys: [vector.recordingKey], removed: [] };
const parts = { tenantId: vector.tenantId, ring };
const person = { userId: null, displayName: 'Alice', number: '100' };

async function recording(id: string, plain: PlainNotes, sealedAs = id): Promise<RecordingSummary> {
  const usual = { callId: 'c', startedAt: '2026-01-01T00:00:00.000Z', durationMs: 1000, state: 'whole', reason: 'on-demand' } as const;
  const empty = { startedBy: null, notes: '', tags: [], isHeld: false, isSealed: true, keptUntil: '2027-02-01T00:00:00.000Z', version: 1 };
  const sealedNotes = await closeNotes(ring, { tenantId: vector.tenantId, recordingId: sealedAs }, plain);
  return { id, ...usual, ...empty, caller: person, callee: person, sealedNotes };
}

describe('sealed recordings in the browser', () => {
  it('[SR46] what was written is found by text and tag, whatever the case; what was moved to another recording is not', async () => {
    const all = [
      await recording('r1', { notes: 'Ärger with invoice 4711', tags: ['billing'] }),
      await recording('r2', { notes: 'praise', tags: ['billing', 'vip'] }),
      await recording('r3', { notes: 'invoice again', tags: [] }, 'r1'),
    ];
    const found = async (search: { query?: string; tag?: string }) => (await findInNotes(parts, all, search)).map(({ id }) => id);
    expect(await found({ query: 'ÄRGER' })).toEqual(['r1']);
    expect(await found({ query: 'invoice' })).toEqual(['r1']);
    expect(await found({ query: 'vip' })).toEqual(['r2']);
    expect(await found({ tag: 'billing' })).toEqual(['r1', 'r2']);
    expect(await found({ query: 'praise', tag: 'billing' })).toEqual(['r2']);
    expect(await found({ query: 'nobody' })).toEqual([]);
    expect((await findInNotes(parts, all, { query: 'praise' }))[0]).toMatchObject({ notes: 'praise', tags: ['billing', 'vip'] });
    expect(await findInNotes({ ...parts, ring: { ...ring, recordingKeys: [] } }, all, { query: 'praise' })).toEqual([]);
  });

  it('[SR41] a waveform has ten values a second, peak and root mean square', () => {
    const samples = Float32Array.from({ length: 1200 }, (_, at) => (at < 800 ? (at % 2 === 0 ? 0.5 : -0.5) : 0.25));
    expect(measure(samples)).toEqual({ perSecond: 10, peak: [0.5, 0.25], rms: [0.5, 0.25] });
  });
});
