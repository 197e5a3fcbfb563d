import type { Captured } from '../../state/capture.ts';
import { frameOf } from './take-still.ts';

/** Often enough that whoever comes later sees it soon. */
const repaintMs = 500;

/** A camera's picture at one moment, as a picture of its own; the camera goes on below it. */
export class FrozenPicture implements Captured {
  readonly track: MediaStreamTrack;
  readonly below: Captured;
  readonly #timer: ReturnType<typeof setInterval>;

  private constructor(track: MediaStreamTrack, below: Captured, repaint: () => void) {
    this.track = track;
    this.below = below;
    this.#timer = setInterval(repaint, repaintMs);
    below.track.addEventListener('ended', () => this.#handleGone());
  }

  /** @throws {Error} when the camera shows nothing */
  static async of(below: Captured): Promise<FrozenPicture> {
    const frame = await frameOf(below.track);
    const canvas = document.createElement('canvas');
    canvas.width = frame.width;
    canvas.height = frame.height;
    const pen = canvas.getContext('2d');
    const [track] = canvas.captureStream(5).getVideoTracks();
    if (!pen || !track) throw new Error('this browser paints no pictures');
    const repaint = (): void => pen.drawImage(frame, 0, 0);
    repaint();
    return new FrozenPicture(track, below, repaint);
  }

  get label(): string {
    return this.below.label;
  }

  /** The camera itself again: this picture is over, the camera is not. */
  thaw(): Captured {
    this.#stop();
    return this.below;
  }

  close(): void {
    this.#stop();
    this.below.close();
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.track.stop();
  }

  /** A track that a script stops says nothing of it by itself; whoever shows that it is shared has to know. */
  #handleGone(): void {
    if (this.track.readyState === 'ended') return;
    this.#stop();
    this.track.dispatchEvent(new Event('ended'));
  }
}
