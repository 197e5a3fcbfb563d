import { beforeEach, describe, expect, it } from 'vitest';
import type { Artefact } from '../../../../../protocol/support/records.ts';
import { ArtefactSealer, sealArtefact, type KeyRing } from '../../../../../seal/index.ts';
import type { RecordsApi } from './records-api.ts';
import { NoteDrafts } from './note-drafts.ts';
import { blobOf } from './save-recording.ts';
import { recordOf } from './session-record.ts';
import { SessionRecords } from './session-records.ts';
import type { RecordOpening } from './tenant-keys.ts';
import { FakeStorage } from './testing/storage.fake.ts';
import { sessionId, tenantId, tenantOf } from './testing/recorder.testing.ts';

/** A server that keeps files of sessions. */
class FilesServer implements Pick<RecordsApi, 'keep' | 'keepPart' | 'part'> {
  readonly files = new Map<string, Blob[]>();

  keep: RecordsApi['keep'] = async (_session, { id, kind, name, body }) => {
    this.files.set(id, [body]);
    return { id, kind, name, bytes: body.size, parts: 1, createdAt: '2026-11-28T21:00:00.000Z', createdBy: 'Alice' };
  };
  keepPart: RecordsApi['keepPart'] = async (_session, id, { body }) => {
    this.files.get(id)?.push(body);
  };
  part: RecordsApi['part'] = async (_session, id, number) => this.files.get(id)?.[number] ?? new Blob([]);
}

const signal = new AbortController().signal;
const recording = (id: string, parts: number): Artefact => ({
  id,
  kind: 'recording',
  name: 'recording',
  bytes: 1,
  parts,
  createdAt: '2026-11-28T21:00:00.000Z',
  createdBy: 'Alice',
});

describe('what is kept of a session', () => {
  let tenant: Awaited<ReturnType<typeof tenantOf>>;
  let server: FilesServer;
  beforeEach(async () => {
    tenant = await tenantOf();
    server = new FilesServer();
  });
  const approved = (ring: KeyRing): RecordOpening => ({ kind: 'approved', tenantId, ring });
  function recordsOf(opening: RecordOpening, of = sessionId): SessionRecords {
    const { recipient } = tenant;
    return new SessionRecords({
      sessionId: of,
      drafts: new NoteDrafts(new FakeStorage(), 'alice', () => 0),
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is asked of it here
      api: server as unknown as RecordsApi,
      keys: { recipient: async () => ({ kind: 'there', tenantId, recipient }), opening: async () => opening },
    });
  }

  it('[SU291] [SU512] a still, its title and its number are sealed, and come back in an approved browser', async () => {
    const picture = new Blob(['a loose screw'], { type: 'image/png' });
    const kept = await recordsOf({ kind: 'stranger' }).keepStill(picture, { title: 'Behind the cover', number: 3 });
    const stored = (await server.files.get(kept.id)?.[0]?.text()) ?? '';
    expect(stored).not.toMatch(/screw|cover/u);
    const { title, number, type, content } = await recordsOf(approved(tenant.ring)).openStill(kept, signal);
    expect([title, number, type, new TextDecoder().decode(content)]).toEqual(['Behind the cover', 3, 'image/png', 'a loose screw']);
  });

  it('[SU506] what was written and a receipt are sealed, each as what it is, and come back in an approved browser', async () => {
    const record = recordOf({
      chat: [{ id: 'l', seatId: 's', name: 'Alice', text: 'behind the cover', at: 1 }],
      codes: [{ id: 'c', format: 'QRCode', text: 'PRN-1', name: 'Alice', at: 2, stillId: 'still' }],
      stills: [],
    });
    const written = await recordsOf({ kind: 'stranger' }).keepDocument('transcript', record, { id: 'written', name: 'record' });
    const stored = (await server.files.get(written.id)?.[0]?.text()) ?? '';
    expect(stored).not.toMatch(/cover|PRN/u);
    expect(await recordsOf(approved(tenant.ring)).openRecord(written, signal)).toEqual(record);
    await expect(recordsOf(approved(tenant.ring)).openReceipt(written, signal), 'as something else').rejects.toMatchObject({
      why: 'forged',
    });
    await expect(recordsOf({ kind: 'stranger' }).openRecord(written, signal)).rejects.toMatchObject({ why: 'stranger' });
  });

  it('[SU513] what opens and is not what was written is as forged as what does not open', async () => {
    const place = { tenantId, sessionId, kind: 'transcript' } as const;
    for (const text of ['', '{', 'no JSON', 'null', '{"format":"deskline session record","version":1}']) {
      const content = { type: 'application/json', bytes: new TextEncoder().encode(text) };
      server.files.set('forged', [new Blob([await sealArtefact(place, content, tenant.recipient)])]);
      const forged: Artefact = { ...recording('forged', 1), kind: 'transcript', name: 'record' };
      await expect(recordsOf(approved(tenant.ring)).openRecord(forged, signal), text).rejects.toMatchObject({ why: 'forged' });
    }
  });

  it('[SU280] it does not open in a browser that is not approved, with another tenant’s keys, or as another session’s', async () => {
    const kept = await recordsOf({ kind: 'stranger' }).keepStill(new Blob(['x']), { title: '' });
    await expect(recordsOf({ kind: 'stranger' }).openStill(kept, signal)).rejects.toMatchObject({ why: 'stranger' });
    const foreign = approved((await tenantOf()).ring);
    await expect(recordsOf(foreign).openStill(kept, signal)).rejects.toMatchObject({ why: 'forged' });
    await expect(recordsOf(approved(tenant.ring), tenantId).openStill(kept, signal)).rejects.toMatchObject({ why: 'forged' });
  });

  it('[SU283] a recording opens part by part; without its end it is not taken for whole', async () => {
    const records = recordsOf(approved(tenant.ring));
    const sealer = await ArtefactSealer.begin(records.placeOf(tenantId), 'video/webm', tenant.recipient);
    const parts = [sealer.header];
    for (const text of ['one ', 'two ']) parts.push(await sealer.seal(new TextEncoder().encode(text)));
    parts.push(await sealer.finish());
    for (const [number, part] of parts.entries()) await records.sendPart('file', { number, body: new Blob([part]) });
    const shares: number[] = [];
    const whole = await records.openRecording(recording('file', 4), signal);
    const file = await blobOf(whole, (share) => shares.push(share));
    expect([await file.text(), file.type, whole.isWhole]).toEqual(['one two ', 'video/webm', true]);
    expect(shares).toEqual([0.25, 0.5, 0.75, 1]);
    const cut = await records.openRecording(recording('file', 2), signal);
    expect([await (await blobOf(cut, () => undefined)).text(), cut.isWhole]).toEqual(['one ', false]);
    server.files.get('file')?.splice(1, 1);
    const changed = await records.openRecording(recording('file', 3), signal);
    await expect(blobOf(changed, () => undefined)).rejects.toMatchObject({ why: 'forged' });
  });
});
