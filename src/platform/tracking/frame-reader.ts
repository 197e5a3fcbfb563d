import { grayOf, workSizeOf, type Gray } from './gray.ts';

/** Makes small grey pictures of frames. */
export class FrameReader {
  #canvas: OffscreenCanvas | undefined;

  /** Leaves the frame open: who has it closes it. */
  read(frame: VideoFrame | ImageBitmap): Gray {
    const size = 'displayWidth' in frame ? [frame.displayWidth, frame.displayHeight] : [frame.width, frame.height];
    const { width, height } = workSizeOf(size[0] ?? 0, size[1] ?? 0);
    if (this.#canvas?.width !== width || this.#canvas.height !== height) this.#canvas = new OffscreenCanvas(width, height);
    const context = this.#canvas.getContext('2d', { alpha: false, willReadFrequently: true });
    if (!context) throw new Error('this browser draws nothing in workers');
    context.imageSmoothingQuality = 'medium';
    context.drawImage(frame, 0, 0, width, height);
    return grayOf(context.getImageData(0, 0, width, height).data, width, height);
  }
}
