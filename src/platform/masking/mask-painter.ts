import type { PixelBox } from './mask-rules.ts';

/** Paints over parts of frames. Consumes each frame that it is given. */
export class MaskPainter {
  #canvas: OffscreenCanvas | undefined;

  /** @returns a frame without what is in the boxes; the same one when there are none */
  paint(frame: VideoFrame, boxes: readonly PixelBox[]): VideoFrame {
    if (boxes.length === 0) return frame;
    try {
      const { displayWidth: width, displayHeight: height, timestamp, duration } = frame;
      const context = this.#surface(width, height);
      context.fillStyle = '#000';
      // A picture that the browser cannot draw leaves no word and what was there before: that is nothing, not the last one.
      context.fillRect(0, 0, width, height);
      context.drawImage(frame, 0, 0, width, height);
      for (const box of boxes) context.fillRect(box.left, box.top, box.width, box.height);
      return new VideoFrame(context.canvas, { timestamp, ...(duration === null ? {} : { duration }), alpha: 'discard' });
    } finally {
      frame.close();
    }
  }

  #surface(width: number, height: number): OffscreenCanvasRenderingContext2D {
    if (this.#canvas?.width !== width || this.#canvas.height !== height) this.#canvas = new OffscreenCanvas(width, height);
    const context = this.#canvas.getContext('2d', { alpha: false, desynchronized: true });
    if (!context) throw new Error('this browser draws nothing in workers');
    return context;
  }
}
