import { grayOf, type Gray } from '../gray.ts';
import { moved } from '../motion.ts';
import { SceneTracker, SeenFrame } from '../scene-tracker.ts';
import { cameraAt, inverseOf, Scene } from './clip.testing.ts';

/** A process that follows a drawing over a clip of 1280 by 720 as RGBA, and says how many frames a second that is. */
const frameCount = 60;
const [width, height] = [1_280, 720];
const size = { width: 320, height: 180 };
const middle = [0.5, 0.5] as const;
const region = { left: 0.25, top: 0.25, right: 0.75, bottom: 0.75 };

/** What a canvas gives: every pixel of the small picture is the mean of four by four. */
function rgbaOf(scene: Scene, frame: number): Uint8ClampedArray {
  const [a, b, c, d, e, f] = cameraAt(frame / 30);
  const gray = scene.seen([a / 4, b / 4, c, d / 4, e / 4, f], { width, height, seed: frame + 1 });
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < gray.data.length; at += 1) rgba.fill(gray.data[at] ?? 0, at * 4, at * 4 + 4);
  return rgba;
}

function small(rgba: Uint8ClampedArray): Gray {
  const { data } = grayOf(rgba, width, height);
  const out = new Uint8Array(size.width * size.height);
  for (let y = 0; y < size.height; y += 1)
    for (let x = 0; x < size.width; x += 1) {
      let sum = 0;
      for (let down = 0; down < 4; down += 1)
        for (let right = 0; right < 4; right += 1) sum += data[(y * 4 + down) * width + x * 4 + right] ?? 0;
      out[y * size.width + x] = sum / 16;
    }
  return { ...size, data: out };
}

function perSecond(frames: readonly Uint8ClampedArray[], task: (rgba: Uint8ClampedArray, frame: number) => void): number {
  const start = performance.now();
  for (const [frame, rgba] of frames.entries()) task(rgba, frame);
  return (frames.length * 1_000) / (performance.now() - start);
}

const scene = new Scene();
const frames = Array.from({ length: frameCount }, (_, frame) => rgbaOf(scene, frame));
const [first = new Uint8ClampedArray()] = frames;
const tracker = new SceneTracker(small(first), region);
const [sceneX, sceneY] = moved(cameraAt(0), middle[0] * size.width, middle[1] * size.height);
let worstShare = 0;
let lostFrames = 0;
const oursFps = perSecond(frames, (rgba, frame) => {
  const tracked = tracker.track(new SeenFrame(small(rgba)));
  if (tracked.state === 'lost') {
    lostFrames += 1;
    return;
  }
  const [x, y] = moved(tracked.motion, ...middle);
  const [trueX, trueY] = moved(inverseOf(cameraAt(frame / 30)), sceneX, sceneY);
  worstShare = Math.max(worstShare, Math.abs(x - trueX / size.width), Math.abs(y - trueY / size.height));
});
const peerFps = perSecond(frames, (rgba) => void small(rgba));
const lost = new SceneTracker(small(rgbaOf(new Scene(99), 0)), region);
const searchFps = perSecond(frames, (rgba) => void lost.track(new SeenFrame(small(rgba))));
process.stdout.write(JSON.stringify({ oursFps, searchFps, peerFps, worstShare, lostFrames }));
