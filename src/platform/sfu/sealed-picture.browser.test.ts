import { describe, expect, it } from 'vitest';
import { clearBytesOf, type FrameCodec } from '../../../seal/frames/index.ts';
import { decodePictures, type Decoded } from './testing/decode-picture.ts';
import { decodeVoice } from './testing/decode-voice.ts';
import { buildPage } from './testing/page-build.ts';
import { RoomRig } from './testing/room-rig.ts';
import { framesOf, payloadsOf, type PictureCodec } from './testing/rtp-frames.ts';

/** Some seconds of a picture, with several key frames in it. */
const wanted = 80;
const tagBytes = 16;

interface Tapped {
  readonly codec: FrameCodec;
  readonly frames: readonly Buffer[];
  /** Packets of the voice that goes beside the picture. */
  readonly voice: readonly Buffer[];
}

/** What lies in the SFU of a picture and a voice that somebody sends, without DTLS-SRTP, as frames. */
async function tapped(source: 'screen' | 'camera', isUnsealed: boolean): Promise<Tapped> {
  const rig = await RoomRig.start(await buildPage(isUnsealed));
  try {
    await rig.run('open', 'alice');
    await rig.run('setKeys', 'alice', { epoch: 1, fill: 1, leaf: 0 });
    const tap = await rig.sfu.tap(await rig.run('send', 'alice', source));
    const ear = await rig.sfu.tap(await rig.run('send', 'alice', 'voice'));
    expect(ear.codec).toBe('opus');
    const frames = (): readonly Buffer[] => framesOf(tap.packets, tap.codec === 'vp9' ? 'vp9' : 'vp8');
    const isEnough = (): boolean => frames().length > wanted && ear.packets.length > wanted;
    await expect.poll(isEnough, { timeout: 30_000, interval: 500 }).toBe(true);
    return { codec: tap.codec, frames: frames(), voice: payloadsOf(ear.packets) };
  } finally {
    await rig.close();
  }
}

/** The frame as an attacker would have it best: without header and tag of the seal, so that codec's bytes follow on codec's bytes. */
function withoutSeal(frame: Buffer, codec: FrameCodec): Buffer {
  const clear = clearBytesOf(codec, frame);
  const config = frame[clear] ?? 0;
  const kidBytes = (config & 0x80) === 0 ? 0 : ((config >> 4) & 7) + 1;
  const counterBytes = (config & 0x08) === 0 ? 0 : (config & 7) + 1;
  const sealed = frame.subarray(clear + 1 + kidBytes + counterBytes, Math.max(clear, frame.length - tagBytes));
  return Buffer.concat([frame.subarray(0, clear), sealed]);
}

describe('what the SFU forwards', () => {
  it.each(['screen', 'camera'] as const)(
    '[SE104] [SE106] of a %s, and of the voice beside it, cannot be decoded; of the benchmark’s build, unsealed, it can',
    async (source) => {
      const unsealed = await tapped(source, true);
      const pictureCodec: PictureCodec = unsealed.codec === 'vp9' ? 'vp9' : 'vp8';
      const seen: Decoded = decodePictures(unsealed.frames, pictureCodec);
      expect(seen.pictures, 'the control is decoded').toBeGreaterThan(wanted / 2);
      expect(seen.red, 'the control shows the red half').toBeGreaterThan(0.9);
      const heard = decodeVoice(unsealed.voice);
      expect(heard.seconds, 'the control’s voice is decoded').toBeGreaterThan(1);
      expect(heard.tone, 'the control’s tone is heard').toBeGreaterThan(0.8);

      const { codec, frames, voice } = await tapped(source, false);
      expect(codec).toBe(unsealed.codec);
      expect(decodePictures(frames, pictureCodec).red, 'as it is forwarded').toBeLessThan(0.1);
      const bare = frames.map((frame) => withoutSeal(frame, codec));
      expect(decodePictures(bare, pictureCodec).red, 'with header and tag taken off').toBeLessThan(0.1);
      expect(voice.length).toBeGreaterThan(wanted);
      expect(decodeVoice(voice).tone, 'the voice as it is forwarded').toBeLessThan(0.2);
      const bareVoice = voice.map((packet) => withoutSeal(packet, 'opus'));
      expect(decodeVoice(bareVoice).tone, 'the voice with header and tag taken off').toBeLessThan(0.2);
    },
  );
});
