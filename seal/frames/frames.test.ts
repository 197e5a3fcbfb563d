import { describe, expect, it } from 'vitest';
import type { Bytes } from '../bytes.ts';
import type { FrameKeys } from '../session/sealed-session.ts';
import { decryptFrame, deriveFrameKey, encryptFrame, nonceOf } from './cipher.ts';
import { FrameOpener } from './frame-opener.ts';
import { FrameSealer } from './frame-sealer.ts';
import { decodeHeader, encodeHeader } from './header.ts';
import { frames, headers } from './testing/rfc9605.testing.ts';

const hex = (text: string): Bytes => Uint8Array.from(text.match(/../gu) ?? [], (pair) => Number.parseInt(pair, 16));
const text = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

describe('RFC 9605', () => {
  it(`[SE60] encodes and decodes the ${headers.length} headers of appendix C.1`, () => {
    expect(headers.length).toBeGreaterThan(50);
    for (const { encoded, ...header } of headers) {
      expect(text(encodeHeader(header))).toBe(encoded);
      expect(decodeHeader(hex(encoded))).toEqual({ ...header, length: encoded.length / 2 });
    }
  });

  it.each(frames)('[SE61] suite $suite seals as appendix C.3 says', async ({ suite, keyId, counter, ...vector }) => {
    const key = await deriveFrameKey(suite, hex(vector.baseKey), keyId);
    expect(text(key.salt)).toBe(vector.salt);
    expect(text(nonceOf(key, counter))).toBe(vector.nonce);
    const header = encodeHeader({ keyId, counter });
    expect(text(header) + vector.metadata).toBe(vector.associated);
    const sealed = await encryptFrame(key, counter, hex(vector.associated), hex(vector.plain));
    expect(text(header) + text(sealed)).toBe(vector.sealed);
    expect(text((await decryptFrame(key, counter, hex(vector.associated), sealed)) ?? hex(''))).toBe(vector.plain);
  });
});

const keysOf = (epoch: number, leaves = [0, 1], fill = epoch): FrameKeys => ({
  epoch,
  baseKey: new Uint8Array(32).fill(fill),
  myLeaf: 1,
  leaves,
});
const deltaFrame = (): Bytes => Uint8Array.from({ length: 200 }, (_one, at) => (at === 0 ? 1 : at & 255));

async function pair(codec: 'vp8' | 'vp9' | 'opus' = 'vp8') {
  const [sealer, opener] = [new FrameSealer(codec, 1), new FrameOpener(codec, 1)];
  sealer.setKeys(keysOf(1));
  opener.addKeys(keysOf(1), 0);
  return { sealer, opener, seal: async (frame = deltaFrame()) => (await sealer.seal(frame)) ?? hex('') };
}

describe('sealed tracks', () => {
  it.each(['vp8', 'vp9', 'opus'] as const)('[SE62] %s goes through, its clear bytes are as they were, the rest is not', async (codec) => {
    const { opener, seal } = await pair(codec);
    const clear = { vp8: 3, vp9: 0, opus: 1 }[codec];
    const sealed = await seal();
    expect(sealed.slice(0, clear)).toEqual(deltaFrame().slice(0, clear));
    expect(text(sealed)).not.toContain(text(deltaFrame().slice(50, 60)));
    expect(await opener.open(sealed, 0)).toEqual(deltaFrame());
  });

  it('[SE62] a key frame of VP8 keeps 10 clear bytes', async () => {
    const { seal } = await pair();
    const frame = Uint8Array.from({ length: 50 }, (_one, at) => at * 2);
    const sealed = await seal(frame);
    expect(sealed.slice(0, 10)).toEqual(frame.slice(0, 10));
    expect(sealed.slice(10, 14)).not.toEqual(frame.slice(10, 14));
  });

  it('[SE63] without keys nothing comes out', async () => {
    expect(await new FrameSealer('vp8', 1).seal(deltaFrame())).toBeUndefined();
  });

  it('[SE64] a frame counts once, also out of order; what is 1024 behind is too late', async () => {
    const { opener, seal } = await pair();
    const [first, second] = [await seal(), await seal()];
    expect(await opener.open(second, 0)).toEqual(deltaFrame());
    expect(await opener.open(first, 0)).toEqual(deltaFrame());
    expect(await opener.open(first, 0)).toBe('replayed');
    const late = await seal();
    for (let sent = 0; sent < 1_024; sent += 1) await opener.open(await seal(), 0);
    expect(await opener.open(late, 0)).toBe('replayed');
  });

  it('[SE65] any changed byte is noticed, the clear ones too; the next frame still opens', async () => {
    const { opener, seal } = await pair();
    for (const at of [0, 2, 3, 4, 40, -1]) {
      const sealed = await seal();
      const index = at < 0 ? sealed.length + at : at;
      sealed[index] = (sealed[index] ?? 0) ^ 0x10;
      expect(typeof (await opener.open(sealed, 0)), `byte ${at}`).toBe('string');
    }
    expect(await opener.open(await seal(), 0)).toEqual(deltaFrame());
  });

  it('[SE66] another member’s frames are not shown in this one’s place', async () => {
    const { seal } = await pair();
    const opener = new FrameOpener('vp8', 0);
    opener.addKeys(keysOf(1), 0);
    expect(await opener.open(await seal(), 0)).toBe('other-sender');
  });

  it('[SE67] frames of the epoch before open for ten seconds; of a removed member not at all', async () => {
    const { opener, seal } = await pair();
    const frames = [await seal(), await seal(), await seal()] as const;
    opener.addKeys(keysOf(2), 1_000);
    expect(await opener.open(frames[0], 11_000)).toEqual(deltaFrame());
    expect(await opener.open(frames[1], 11_001)).toBe('no-key');
    const removed = await pair();
    const held = await removed.seal();
    removed.opener.addKeys(keysOf(2, [0]), 1_000);
    expect(await removed.opener.open(held, 1_000)).toBe('no-key');
  });

  it('[SE68] a new epoch is told, because it begins with a key frame', () => {
    const sealer = new FrameSealer('vp8', 1);
    expect([sealer.setKeys(keysOf(1)), sealer.setKeys(keysOf(1)), sealer.setKeys(keysOf(2))]).toEqual([true, false, true]);
  });

  it('[SE69] whoever has other keys sees nothing', async () => {
    const { seal } = await pair();
    const outsider = new FrameOpener('vp8', 1);
    outsider.addKeys(keysOf(1, [0, 1], 77), 0);
    expect(await outsider.open(await seal(), 0)).toBe('forged');
  });
});
