import type { types } from 'mediasoup-client';
import type { MediaSource } from '../../../protocol/support/relay.ts';
import type { FrameCodec } from '../../../seal/frames/index.ts';

/** How a source is sent. */
export interface Encoding {
  readonly codec: FrameCodec;
  readonly encodings: types.RtpEncodingParameters[];
  readonly codecOptions?: types.ProducerCodecOptions;
}

/** A camera in three sizes, so that thumbnails cost little. */
const cameraLayers: readonly types.RtpEncodingParameters[] = [
  { scaleResolutionDownBy: 4, maxBitrate: 150_000, scalabilityMode: 'L1T3' },
  { scaleResolutionDownBy: 2, maxBitrate: 500_000, scalabilityMode: 'L1T3' },
  { scaleResolutionDownBy: 1, maxBitrate: 1_800_000, scalabilityMode: 'L1T3' },
];
const screenLimits = { maxBitrate: 4_000_000, maxFramerate: 30 };
const voice: Encoding = {
  codec: 'opus',
  encodings: [{ maxBitrate: 40_000, priority: 'high', networkPriority: 'high' }],
  codecOptions: { opusStereo: false, opusFec: true, opusDtx: false, opusMaxAverageBitrate: 32_000 },
};

/** `hasVp9Layers`: the browser's VP9 encoder knows temporal layers (Chromium). */
export function encodingOf(source: MediaSource, hasVp9Layers: boolean): Encoding {
  if (source === 'voice') return voice;
  if (source === 'camera') return { codec: 'vp8', encodings: cameraLayers.map((layer) => ({ ...layer })) };
  // VP9 keeps small letters sharp at half of VP8's bits.
  if (hasVp9Layers) return { codec: 'vp9', encodings: [{ ...screenLimits, scalabilityMode: 'L1T3' }] };
  return { codec: 'vp8', encodings: [{ ...screenLimits }] };
}

/** undefined for a codec that is not sealed. */
export function frameCodecOf({ codecs }: Pick<types.RtpParameters, 'codecs'>): FrameCodec | undefined {
  const known: Partial<Record<string, FrameCodec>> = { 'audio/opus': 'opus', 'video/vp8': 'vp8', 'video/vp9': 'vp9' };
  return known[codecs[0]?.mimeType.toLowerCase() ?? ''];
}

const fullHeight = 720;

/** The smallest of `layers` sizes, each twice the one before and the largest 720 lines, that fills `height` lines on the screen. */
export function layerFor(height: number, layers: number): number {
  for (let layer = 0; layer < layers - 1; layer += 1) if (fullHeight / 2 ** (layers - 1 - layer) >= height) return layer;
  return layers - 1;
}
