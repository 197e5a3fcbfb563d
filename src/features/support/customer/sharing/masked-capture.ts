import { MaskedTrack } from '../../../../platform/masking/masked-track.ts';
import type { Capture, Captured } from '../../state/capture.ts';
import type { TabName } from '../cobrowse/shared-tab.ts';

/**
 * Screens go through a mask wherever the browser can: what leaves here is the masked track, and the raw one is known to nobody else. Cameras
 * and microphones are given as they are.
 */
export class MaskedCapture implements Capture {
  readonly #inner: Capture;
  readonly #masks = new WeakMap<MediaStreamTrack, MaskedTrack>();
  readonly #live = new Set<MaskedTrack>();
  readonly #tabs = new WeakMap<MediaStreamTrack, () => TabName | null | undefined>();

  constructor(inner: Capture) {
    this.#inner = inner;
  }

  async screen(): Promise<Captured> {
    const raw = await this.#inner.screen();
    const tab = (): TabName | null | undefined => raw.track.getCaptureHandle?.();
    const masked = MaskedTrack.of(raw.track);
    this.#tabs.set(masked?.track ?? raw.track, tab);
    if (!masked) return raw;
    masked.track.contentHint = raw.track.contentHint;
    this.#masks.set(masked.track, masked);
    this.#live.add(masked);
    masked.track.addEventListener('ended', () => this.#live.delete(masked));
    return { track: masked.track, label: raw.label, close: () => this.#close(masked) };
  }

  camera(deviceId?: string): Promise<Captured> {
    return this.#inner.camera(deviceId);
  }

  microphone(): Promise<Captured> {
    return this.#inner.microphone();
  }

  /** Somebody does something from afar in what is shown. */
  touch(): void {
    for (const masked of this.#live) masked.touch();
  }

  /** Undefined for what is not masked. */
  maskOf(track: MediaStreamTrack | undefined): MaskedTrack | undefined {
    return track && this.#masks.get(track);
  }

  /** The name of the tab that a screen's track shows, as it is now; undefined and null: none. */
  tabOf(track: MediaStreamTrack | undefined): TabName | null | undefined {
    return track && this.#tabs.get(track)?.();
  }

  #close(masked: MaskedTrack): void {
    this.#live.delete(masked);
    masked.close();
  }
}
