import { beforeAll, describe, expect, it } from 'vitest';
import { fromBase64Url, joined, textOf, utf8, type Bytes } from '../bytes.ts';
import { newLockedPair, publicBytesOf } from '../hpke.ts';
import { openRing, type KeyRing } from '../tenant-keys/key-ring.ts';
import { foundTenantKeys } from '../tenant-keys/tenant-keys.ts';
import type { ArtefactPlace } from './artefact-layout.ts';
import { ArtefactSealer, sealArtefact, type ArtefactRecipient } from './artefact-sealer.ts';
import { ArtefactOpener } from './artefact-opener.ts';
import { openArtefact } from './open-artefact.ts';

const tenantId = '0197aaaa-bbbb-7ccc-8ddd-eeeeffff0001';
const place: ArtefactPlace = { tenantId, sessionId: '0197aaaa-bbbb-7ccc-8ddd-eeeeffff0002', kind: 'recording' };
const pieces = ['The first two seconds. ', 'The next. ', 'And the end.'].map((text) => utf8(text));

async function tenant(): Promise<{ readonly ring: KeyRing; readonly recipient: ArtefactRecipient }> {
  const [id, pair] = [crypto.randomUUID(), await newLockedPair()];
  const { request, rootPublicKey } = await foundTenantKeys(tenantId, { id, name: 'First', publicKey: await publicBytesOf(pair) });
  const ring = await openRing(fromBase64Url(request.rootPublicKey), { tenantId, id, pair }, request.browser.ring);
  return { ring, recipient: { rootPublicKey, recordingKey: request.recordingKey } };
}

describe('what experts keep of a session', () => {
  let ours: Awaited<ReturnType<typeof tenant>>;
  let parts: Bytes[];
  beforeAll(async () => {
    ours = await tenant();
    const sealer = await ArtefactSealer.begin(place, 'video/webm', ours.recipient);
    parts = [sealer.header];
    for (const piece of pieces) parts.push(await sealer.seal(piece));
    parts.push(await sealer.finish());
  });
  const open = (stored: Bytes, at: Partial<ArtefactPlace> = {}) => openArtefact(ours.ring, { ...place, ...at }, stored);

  it('[SE100] is sealed as it is made and opens in an approved browser, whole; nothing of it is in the clear', async () => {
    const { content, ...rest } = await open(joined(...parts));
    expect([textOf(content), rest]).toEqual([
      'The first two seconds. The next. And the end.',
      { contentType: 'video/webm', isWhole: true },
    ]);
    expect(textOf(joined(...parts))).not.toContain('seconds');
  });

  it('[SE100] nothing follows the end', async () => {
    const sealer = await ArtefactSealer.begin(place, 'video/webm', ours.recipient);
    await sealer.finish();
    await expect(sealer.seal(utf8('more'))).rejects.toMatchObject({ why: 'unexpected' });
  });

  it('[SE101] is sealed only to a key that the known root signed, and opened by its private half alone', async () => {
    const theirs = await tenant();
    const foreign = { rootPublicKey: ours.recipient.rootPublicKey, recordingKey: theirs.recipient.recordingKey };
    await expect(ArtefactSealer.begin(place, 'video/webm', foreign)).rejects.toMatchObject({ why: 'forged' });
    await expect(openArtefact(theirs.ring, place, joined(...parts))).rejects.toMatchObject({ why: 'forged' });
    await expect(openArtefact({ ...ours.ring, recordingKeys: [] }, place, joined(...parts))).rejects.toMatchObject({ why: 'no-key' });
  });

  it('[SE102] changed, moved, left out, of another session, tenant or kind: refused', async () => {
    const stored = joined(...parts);
    for (let at = 0; at < stored.length; at += 1) {
      const changed = stored.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      const outcome = await open(changed).then(
        ({ isWhole }) => (isWhole ? 'whole' : 'cut'),
        (error: { readonly why: string }) => error.why,
      );
      expect(['forged', 'malformed', 'no-key', 'cut'], `byte ${String(at)}`).toContain(outcome);
    }
    const [header, one, two, ...rest] = parts as [Bytes, Bytes, Bytes, ...Bytes[]];
    for (const wrong of [joined(header, two, one, ...rest), joined(header, two, ...rest), joined(header, one, one, two, ...rest)])
      await expect(open(wrong)).rejects.toMatchObject({ why: 'forged' });
    for (const other of [{ sessionId: tenantId }, { tenantId: place.sessionId }, { kind: 'still' as const }])
      await expect(open(stored, other)).rejects.toMatchObject({ why: 'forged' });
    await expect(open(utf8('DSKART'))).rejects.toMatchObject({ why: 'malformed' });
  });

  it('[SE103] of a page that was closed meanwhile, what was sealed until then opens, and is never whole', async () => {
    const cut = joined(...parts.slice(0, 3));
    const { content, isWhole } = await open(cut);
    expect([textOf(content), isWhole]).toEqual(['The first two seconds. The next. ', false]);
    expect(textOf((await open(cut.slice(0, -1))).content)).toBe('The first two seconds. ');
  });

  it('[SE100] opens as it comes, wherever it is cut', async () => {
    const stored = joined(...parts);
    const opener = await ArtefactOpener.begin(ours.ring, place, stored.slice(0, parts[0]?.length));
    let text = '';
    for (let at = parts[0]?.length ?? 0; at < stored.length; at += 7) {
      expect(opener.isWhole).toBe(false);
      text += textOf(await opener.open(stored.slice(at, at + 7)));
    }
    expect([text, opener.isWhole]).toEqual(['The first two seconds. The next. And the end.', true]);
  });

  it('[SE100] what is there as a whole is sealed at once, empty too', async () => {
    for (const bytes of [utf8('{"receipt":1}'), new Uint8Array()]) {
      const stored = await sealArtefact({ ...place, kind: 'receipt' }, { type: 'application/json', bytes }, ours.recipient);
      expect(await open(stored, { kind: 'receipt' })).toEqual({ contentType: 'application/json', content: bytes, isWhole: true });
    }
  });
});
