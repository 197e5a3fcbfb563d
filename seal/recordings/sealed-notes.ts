import { z } from 'zod';
import type { SealedNotes } from '../../protocol/media/sealing.ts';
import { notesBinding, notesInfo } from '../../protocol/media/sealing-statements.ts';
import { fromBase64Url, textOf, toBase64Url, utf8 } from '../bytes.ts';
import { openWith, pairOf, sealTo } from '../hpke.ts';
import { SealError } from '../seal-error.ts';
import type { KeyRing } from '../tenant-keys/key-ring.ts';

const notesSchema = z.object({ notes: z.string(), tags: z.array(z.string()) });

/** What is written on a recording. */
export type PlainNotes = z.infer<typeof notesSchema>;

/** On which recording. */
export interface NotesPlace {
  readonly tenantId: string;
  readonly recordingId: string;
}

/** Seals notes to the newest recording key of the ring. @throws {SealError} `no-key` */
export async function closeNotes(ring: KeyRing, { tenantId, recordingId }: NotesPlace, plain: PlainNotes): Promise<SealedNotes> {
  const newest = ring.recordingKeys.at(-1);
  if (newest === undefined) throw new SealError('no-key');
  const binding = { info: notesInfo({ tenantId, keyVersion: newest.version }), associated: notesBinding(recordingId) };
  const sealed = await sealTo(fromBase64Url(newest.publicKey), binding, utf8(JSON.stringify(plain)));
  return { keyVersion: newest.version, sealed: toBase64Url(sealed) };
}

/**
 * Opens notes. That they open says that nobody without the tenant's public key wrote them, which the server has: they are secret, not signed.
 * @throws {SealError} `no-key`; `forged` when they were changed or belong to another recording
 */
export async function openNotes(
  ring: KeyRing,
  { tenantId, recordingId }: NotesPlace,
  { keyVersion, sealed }: SealedNotes,
): Promise<PlainNotes> {
  const key = ring.recordingKeys.find(({ version }) => version === keyVersion);
  if (key === undefined) throw new SealError('no-key');
  const pair = await pairOf({ publicKey: fromBase64Url(key.publicKey), privateKey: fromBase64Url(key.privateKey) });
  const binding = { info: notesInfo({ tenantId, keyVersion }), associated: notesBinding(recordingId) };
  const parsed = notesSchema.safeParse(JSON.parse(textOf(await openWith(pair, binding, fromBase64Url(sealed)))));
  if (!parsed.success) throw new SealError('forged', { cause: parsed.error });
  return parsed.data;
}
