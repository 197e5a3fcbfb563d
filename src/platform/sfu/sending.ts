import type { types } from 'mediasoup-client';
import type { MediaSource } from '../../../protocol/support/relay.ts';
import type { FrameCodec } from '../../../seal/frames/index.ts';

interface Sending {
  readonly mimeType: string;
  readonly encodings?: readonly types.RtpEncodingParameters[];
}

/** How a source is encoded. Screens: VP9 in two sizes within one stream (SVC), sharp before smooth. Cameras: VP8 in three sizes. */
const wanted: Readonly<Record<MediaSource, Sending>> = {
  screen: { mimeType: 'video/VP9', encodings: [{ scalabilityMode: 'L2T3_KEY', maxBitrate: 3_000_000 }] },
  camera: {
    mimeType: 'video/VP8',
    encodings: [
      { scaleResolutionDownBy: 4, maxBitrate: 150_000, scalabilityMode: 'L1T3' },
      { scaleResolutionDownBy: 2, maxBitrate: 600_000, scalabilityMode: 'L1T3' },
      { scaleResolutionDownBy: 1, maxBitrate: 2_500_000, scalabilityMode: 'L1T3' },
    ],
  },
  voice: { mimeType: 'audio/opus' },
};

/** @throws {Error} when this browser cannot encode what SEAL1 knows how to seal */
export function sendingOf(
  device: types.Device,
  source: MediaSource,
): { readonly codec: types.RtpCodecCapability; readonly encodings: types.RtpEncodingParameters[] | undefined } {
  const kind = source === 'voice' ? 'audio' : 'video';
  const { mimeType, encodings } = wanted[source];
  const codecs = device.sendRtpCapabilities.codecs?.filter((codec) => codec.kind === kind) ?? [];
  const codec =
    codecs.find((one) => one.mimeType.toLowerCase() === mimeType.toLowerCase()) ??
    codecs.find((one) => one.mimeType.toLowerCase() === 'video/vp8');
  if (!codec) throw new Error(`this browser cannot encode ${mimeType}`);
  const isWanted = codec.mimeType.toLowerCase() === mimeType.toLowerCase();
  return {
    codec,
    encodings: isWanted && 'encodings' in wanted[source] ? wanted[source].encodings.map((encoding) => ({ ...encoding })) : undefined,
  };
}

/** @throws {Error} for anything that is not sealed */
export function codecOf(mimeType: string): FrameCodec {
  const name = mimeType.toLowerCase();
  if (name === 'audio/opus') return 'opus';
  if (name === 'video/vp8') return 'vp8';
  if (name === 'video/vp9') return 'vp9';
  throw new Error(`${mimeType} is not sealed`);
}
