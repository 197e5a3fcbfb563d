import { describe, expect, it } from 'vitest';
import { sealedObjectVector as vector } from '../../protocol/media/testing/sealed-object-vector.ts';
import { fromBase64Url, textOf } from '../bytes.ts';
import type { KeyRing } from '../tenant-keys/key-ring.ts';
import { closeNotes, openNotes } from './sealed-notes.ts';

const ring: KeyRing = { version: 1, root: null, recordingKeys: [vector.recordingKey], removed: [] };
const place = { tenantId: vector.tenantId, recordingId: '0197aaaa-bbbb-7ccc-8ddd-eeeeffff0009' };
const plain = { notes: 'Complaint: Ärger with invoice 4711', tags: ['billing'] };

describe('notes of a sealed recording', () => {
  it('[SR38] open with the ring, on their own recording, unchanged; they hold nothing in the clear', async () => {
    const sealed = await closeNotes(ring, place, plain);
    expect(await openNotes(ring, place, sealed)).toEqual(plain);
    expect(textOf(fromBase64Url(sealed.sealed))).not.toContain('invoice');
    await expect(openNotes(ring, { ...place, recordingId: vector.tenantId }, sealed)).rejects.toMatchObject({ why: 'forged' });
    await expect(openNotes(ring, { ...place, tenantId: place.recordingId }, sealed)).rejects.toMatchObject({ why: 'forged' });
    await expect(openNotes(ring, place, { ...sealed, keyVersion: 9 })).rejects.toMatchObject({ why: 'no-key' });
    await expect(closeNotes({ ...ring, recordingKeys: [] }, place, plain)).rejects.toMatchObject({ why: 'no-key' });
  });
});
