import { moved, type Motion } from '../motion.ts';
import type { Gray } from '../gray.ts';

/** A flat scene of spots, larger than what a camera sees of it, made the same each time. */
export class Scene {
  readonly side = 1_200;
  readonly data = new Uint8Array(this.side * this.side).fill(128);

  constructor(seed = 1) {
    const random = randomOf(seed);
    for (let box = 0; box < 1_500; box += 1) {
      const [left, top] = [random() * this.side, random() * this.side];
      const [width, height] = [8 + random() * 60, 8 + random() * 60];
      const value = random() * 255;
      for (let y = top; y < Math.min(this.side, top + height); y += 1)
        this.data.fill(
          value,
          Math.floor(y) * this.side + Math.floor(left),
          Math.floor(y) * this.side + Math.floor(Math.min(this.side, left + width)),
        );
    }
  }

  /** What a camera sees; `camera` leads from pixels of the frame to pixels of the scene. Noise is up to `noise` of 255. */
  seen(camera: Motion, { width = 320, height = 180, noise = 6, seed = 1 } = {}): Gray {
    const random = randomOf(seed);
    const data = new Uint8Array(width * height);
    for (let y = 0; y < height; y += 1)
      for (let x = 0; x < width; x += 1) data[y * width + x] = this.#at(...moved(camera, x, y)) + (random() - 0.5) * noise;
    return { width, height, data };
  }

  #at(x: number, y: number): number {
    const [left, top] = [Math.floor(x), Math.floor(y)];
    if (left < 0 || top < 0 || left >= this.side - 1 || top >= this.side - 1) return 40;
    const [right, below, at] = [x - left, y - top, top * this.side + left];
    const upper = (this.data[at] ?? 0) * (1 - right) + (this.data[at + 1] ?? 0) * right;
    const lower = (this.data[at + this.side] ?? 0) * (1 - right) + (this.data[at + this.side + 1] ?? 0) * right;
    return Math.min(250, Math.max(4, upper * (1 - below) + lower * below));
  }
}

/** A hand that pans, turns a little and goes nearer; `second` from 0 on. */
export function cameraAt(second: number): Motion {
  const zoom = 1 / (1 + 0.25 * Math.sin(second * 0.7));
  const turn = 0.14 * Math.sin(second * 1.1);
  const [cos, sin] = [Math.cos(turn) * zoom, Math.sin(turn) * zoom];
  const [x, y] = [600 + 90 * Math.sin(second * 1.3), 600 + 45 * Math.sin(second * 1.9)];
  return [cos, -sin, x - cos * 160 + sin * 90, sin, cos, y - sin * 160 - cos * 90];
}

export function inverseOf([a, b, c, d, e, f]: Motion): Motion {
  const area = a * e - b * d;
  return [e / area, -b / area, (b * f - e * c) / area, -d / area, a / area, (d * c - a * f) / area];
}

function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
