import { describe, expect, it } from 'vitest';
import { clearBytesOf } from '../../../seal/frames/index.ts';
import { decodePictures, type Decoded } from './testing/decode-picture.ts';
import { buildPage } from './testing/page-build.ts';
import { RoomRig } from './testing/room-rig.ts';
import { framesOf, type PictureCodec } from './testing/rtp-frames.ts';

/** Some seconds of a picture, with several key frames in it. */
const wanted = 80;
const tagBytes = 16;

interface Tapped {
  readonly codec: PictureCodec;
  readonly frames: readonly Buffer[];
}

/** What lies in the SFU of a picture that somebody sends, without DTLS-SRTP, as frames. */
async function tapped(source: 'screen' | 'camera', isUnsealed: boolean): Promise<Tapped> {
  const rig = await RoomRig.start(await buildPage(isUnsealed));
  try {
    await rig.run('open', 'alice');
    await rig.run('setKeys', 'alice', { epoch: 1, fill: 1, leaf: 0 });
    const tap = await rig.sfu.tap(await rig.run('send', 'alice', source));
    const frames = (): readonly Buffer[] => framesOf(tap.packets, tap.codec);
    await expect.poll(() => frames().length, { timeout: 30_000, interval: 500 }).toBeGreaterThan(wanted);
    return { codec: tap.codec, frames: frames() };
  } finally {
    await rig.close();
  }
}

/** The frame as an attacker would have it best: without header and tag of the seal, so that codec's bytes follow on codec's bytes. */
function withoutSeal(frame: Buffer, codec: PictureCodec): Buffer {
  const clear = clearBytesOf(codec, frame);
  const config = frame[clear] ?? 0;
  const kidBytes = (config & 0x80) === 0 ? 0 : ((config >> 4) & 7) + 1;
  const counterBytes = (config & 0x08) === 0 ? 0 : (config & 7) + 1;
  const sealed = frame.subarray(clear + 1 + kidBytes + counterBytes, Math.max(clear, frame.length - tagBytes));
  return Buffer.concat([frame.subarray(0, clear), sealed]);
}

describe('the picture that the SFU forwards', () => {
  it.each(['screen', 'camera'] as const)(
    '[SE104] of a %s cannot be decoded; of the benchmark’s build, unsealed, it can',
    async (source) => {
      const unsealed = await tapped(source, true);
      const seen: Decoded = decodePictures(unsealed.frames, unsealed.codec);
      expect(seen.pictures, 'the control is decoded').toBeGreaterThan(wanted / 2);
      expect(seen.red, 'the control shows the red half').toBeGreaterThan(0.9);

      const { codec, frames } = await tapped(source, false);
      expect(codec).toBe(unsealed.codec);
      expect(decodePictures(frames, codec).red, 'as it is forwarded').toBeLessThan(0.1);
      const bare = frames.map((frame) => withoutSeal(frame, codec));
      expect(decodePictures(bare, codec).red, 'with header and tag taken off').toBeLessThan(0.1);
    },
  );
});
