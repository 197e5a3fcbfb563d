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
/** How often a screen is captured is decided there: 30 times a second, and up to 60 while somebody's hand is in it (SU212). */
const screenLimits = { maxBitrate: 4_000_000, maxFramerate: 60 };
const voice: Encoding = {
  codec: 'opus',
  encodings: [{ maxBitrate: 40_000, priority: 'high', networkPriority: 'high' }],
  codecOptions: { opusStereo: false, opusFec: true, opusDtx: false, opusMaxAverageBitrate: 32_000 },
};

/**
 * What a browser takes its line for until it has measured it (kbit/s, within a quarter of a second as a rule): the first picture goes as fast. Chromium's
 * own 300 are half a second for a screen full of letters; a line that carries less shows it within as long.
 */
const pictureStart = { videoGoogleStartBitrate: 1_000 };

/** `hasVp9Layers`: the browser's VP9 encoder knows temporal layers (Chromium). */
export function encodingOf(source: MediaSource, hasVp9Layers: boolean): Encoding {
  if (source === 'voice') return voice;
  if (source === 'camera') return { codec: 'vp8', encodings: cameraLayers.map((layer) => ({ ...layer })), codecOptions: pictureStart };
  // VP9 keeps small letters sharp at half of VP8's bits.
  if (hasVp9Layers) return { codec: 'vp9', encodings: [{ ...screenLimits, scalabilityMode: 'L1T3' }], codecOptions: pictureStart };
  return { codec: 'vp8', encodings: [{ ...screenLimits }], codecOptions: pictureStart };
}

/** undefined for a codec that is not sealed. */
export function frameCodecOf(mimeType: string | undefined): FrameCodec | undefined {
  const known: Partial<Record<string, FrameCodec>> = { 'audio/opus': 'opus', 'video/vp8': 'vp8', 'video/vp9': 'vp9' };
  return known[mimeType?.toLowerCase() ?? ''];
}

const fullHeight = 720;
/** What is lower is a thumbnail: that it goes on is seen, movement is not looked at. */
const thumbnailHeight = 240;

/** Sizes and frame rates of a stream: how many there are, or one of them, from 0. */
export interface Layers {
  readonly spatial: number;
  readonly temporal: number;
}

/**
 * What fills `height` lines on the screen: the smallest of the sizes, each twice the one before and the largest 720 lines, that does; of
 * thumbnails the lowest frame rate.
 */
export function layersFor(height: number, { spatial, temporal }: Layers): Layers {
  return { spatial: sizeFor(height, spatial), temporal: height < thumbnailHeight ? 0 : temporal - 1 };
}

function sizeFor(height: number, sizes: number): number {
  for (let size = 0; size < sizes - 1; size += 1) if (fullHeight / 2 ** (sizes - 1 - size) >= height) return size;
  return sizes - 1;
}
