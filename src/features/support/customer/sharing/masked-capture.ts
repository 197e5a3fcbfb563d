import { MaskedTrack } from '../../../../platform/masking/masked-track.ts';
import type { Capture, Captured } from '../../state/capture.ts';

/**
 * Screens go through a mask wherever the browser can: what leaves here is the masked track, and the raw one is known to nobody else. Cameras
 * and microphones are given as they are.
 */
export class MaskedCapture implements Capture {
  readonly #inner: Capture;
  readonly #masks = new WeakMap<MediaStreamTrack, MaskedTrack>();

  constructor(inner: Capture) {
    this.#inner = inner;
  }

  async screen(): Promise<Captured> {
    const raw = await this.#inner.screen();
    const masked = MaskedTrack.of(raw.track);
    if (!masked) return raw;
    masked.track.contentHint = raw.track.contentHint;
    this.#masks.set(masked.track, masked);
    return { track: masked.track, label: raw.label, close: () => masked.close() };
  }

  camera(deviceId?: string): Promise<Captured> {
    return this.#inner.camera(deviceId);
  }

  microphone(): Promise<Captured> {
    return this.#inner.microphone();
  }

  /** Undefined for what is not masked. */
  maskOf(track: MediaStreamTrack | undefined): MaskedTrack | undefined {
    return track && this.#masks.get(track);
  }
}
