import { describe, expect, it } from 'vitest';
import { sealedObjectVector as vector } from '../../protocol/media/testing/sealed-object-vector.ts';
import { fromBase64Url, textOf, type Bytes } from '../bytes.ts';
import { SealError } from '../seal-error.ts';
import type { KeyRing } from '../tenant-keys/key-ring.ts';
import { openTrack } from './open-track.ts';

const ring: KeyRing = { version: 1, root: null, recordingKeys: [vector.recordingKey], removed: [] };
const stored = fromBase64Url(vector.stored);
const headerBytes = 14;
const firstChunkBytes = 4 + 'The first second. '.length + 16;
const secondChunkBytes = 4 + 'The second one. '.length + 16;
const open = (bytes: Bytes, change: Partial<typeof vector.track> = {}, tenantId = vector.tenantId) =>
  openTrack(ring, tenantId, { ...vector.track, ...change }, bytes);

function flipped(at: number): Bytes {
  const bytes = stored.slice();
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes;
}

describe('a sealed track', () => {
  it('[SR30] opens in the browser as the server wrote it', async () => {
    const { content, isWhole } = await open(stored);
    expect({ text: textOf(content), isWhole }).toEqual({ text: vector.content, isWhole: true });
  });

  it('[SR31] a flipped bit anywhere in a header or chunk is refused', async () => {
    const end = headerBytes + firstChunkBytes + secondChunkBytes + 4 + 'And the end.'.length + 16;
    for (let at = 0; at < end; at += 1) {
      const result = await open(flipped(at)).then(
        // A changed length makes it end early, which is never shown as whole.
        ({ isWhole }) => (isWhole ? 'whole' : 'cut'),
        (error: unknown) => (error instanceof SealError ? error.why : error),
      );
      expect(['forged', 'cut'], `byte ${String(at)}`).toContain(result);
    }
  });

  it('[SR31] chunks that were swapped or left out are refused', async () => {
    const [one, two] = [headerBytes, headerBytes + firstChunkBytes];
    const without = new Uint8Array([...stored.slice(0, one), ...stored.slice(two)]);
    await expect(open(without)).rejects.toMatchObject({ why: 'forged' });
    const three = two + secondChunkBytes;
    const swapped = new Uint8Array([
      ...stored.slice(0, one),
      ...stored.slice(two, three),
      ...stored.slice(one, two),
      ...stored.slice(three),
    ]);
    await expect(open(swapped)).rejects.toMatchObject({ why: 'forged' });
  });

  it('[SR31] another tenant’s, another object’s, another type’s and another key’s are refused', async () => {
    await expect(open(stored, {}, '0197aaaa-bbbb-7ccc-8ddd-eeeeffff0002')).rejects.toMatchObject({ why: 'forged' });
    await expect(open(stored, { objectId: vector.tenantId })).rejects.toMatchObject({ why: 'forged' });
    await expect(open(stored, { contentType: 'audio/wav' })).rejects.toMatchObject({ why: 'forged' });
    await expect(open(stored, { keyVersion: 2 })).rejects.toMatchObject({ why: 'no-key' });
  });

  it('[SR32] what a killed server left opens as far as it is there, and is never whole', async () => {
    const two = headerBytes + firstChunkBytes + secondChunkBytes;
    expect(await open(stored.slice(0, two))).toMatchObject({ isWhole: false });
    expect(textOf((await open(stored.slice(0, two + 9))).content)).toBe('The first second. The second one. ');
    expect(textOf((await open(stored.slice(0, two - 1))).content)).toBe('The first second. ');
    const torn = stored.slice(0, two);
    torn.fill(0, two - 5);
    expect(textOf((await open(torn)).content)).toBe('The first second. ');
    expect(await open(stored.slice(0, 3))).toEqual({ content: new Uint8Array(), isWhole: false });
  });
});
