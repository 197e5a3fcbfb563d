import { describe, expect, it } from 'vitest';
import { still, moved, type Motion } from './motion.ts';
import { SceneTracker, SeenFrame, type Tracked } from './scene-tracker.ts';
import { cameraAt, inverseOf, Scene } from './testing/clip.testing.ts';

const drawn = [
  [0.4, 0.4],
  [0.6, 0.4],
  [0.6, 0.6],
  [0.4, 0.6],
] as const;
const region = { left: 0.25, top: 0.25, right: 0.75, bottom: 0.75 };
const scene = new Scene();
const elsewhere = new Scene(99);
const first = scene.seen(cameraAt(0));

/** The farthest that a drawn point is from its object, as a share of the picture. */
function errorOf(motion: Motion, second: number): number {
  const toFrame = inverseOf(cameraAt(second));
  return Math.max(
    ...drawn.map(([x, y]) => {
      const [trueX, trueY] = moved(toFrame, ...moved(cameraAt(0), x * 320, y * 180));
      const [ourX, ourY] = moved(motion, x, y);
      return Math.max(Math.abs(ourX - trueX / 320), Math.abs(ourY - trueY / 180));
    }),
  );
}

const at = (frame: number): SeenFrame => new SeenFrame(scene.seen(cameraAt(frame / 30), { seed: frame + 1 }));

function isFound(tracked: Tracked): tracked is Tracked & { state: 'found' } {
  return tracked.state === 'found';
}

describe('[SU421] a drawing over a pan of five seconds', () => {
  it('stays within 2 % of the object in every frame; where it was drawn it would not (control)', () => {
    const tracker = new SceneTracker(first, region);
    const errors: number[] = [];
    const unmoved: number[] = [];
    for (let frame = 0; frame < 150; frame += 1) {
      const tracked = tracker.track(at(frame));
      expect(tracked.state, `frame ${String(frame)}`).toBe('found');
      if (isFound(tracked)) errors.push(errorOf(tracked.motion, frame / 30));
      unmoved.push(errorOf(still, frame / 30));
    }
    expect(Math.max(...errors)).toBeLessThan(0.02);
    expect(Math.max(...unmoved)).toBeGreaterThan(0.2);
  }, 30_000);

  it('is found by who sees it from another place than where it was drawn, as those do who come later', () => {
    const tracked = new SceneTracker(first, region).track(at(50));
    expect(isFound(tracked) && errorOf(tracked.motion, 50 / 30)).toBeLessThan(0.02);
  });
});

describe('[SU422] an object that leaves the picture', () => {
  it('is lost within ten frames, is not seen in another scene, and sticks again when it is back', () => {
    const tracker = new SceneTracker(first, region);
    for (let frame = 0; frame < 10; frame += 1) expect(tracker.track(at(frame)).state).toBe('found');
    const states: string[] = [];
    for (let frame = 0; frame < 40; frame += 1)
      states.push(tracker.track(new SeenFrame(elsewhere.seen(cameraAt(frame / 30), { seed: frame + 1 }))).state);
    expect(states.slice(10)).toEqual(Array<string>(30).fill('lost'));
    const back = Array.from({ length: 10 }, (_, frame) => ({ frame: frame + 40, tracked: tracker.track(at(frame + 40)) }));
    const errors = back.flatMap(({ frame, tracked }) => (isFound(tracked) ? [errorOf(tracked.motion, frame / 30)] : []));
    expect(errors.length).toBeGreaterThan(5);
    expect(Math.max(...errors)).toBeLessThan(0.02);
  });

  it('is lost in the dark, and where nothing can be told from anything', () => {
    const tracker = new SceneTracker(first, region);
    tracker.track(at(0));
    const dark = { width: 320, height: 180, data: new Uint8Array(320 * 180).fill(10) };
    for (let frame = 0; frame < 5; frame += 1) tracker.track(new SeenFrame(dark));
    expect(tracker.track(new SeenFrame(dark))).toEqual({ state: 'lost' });
    const flat = new SceneTracker(dark);
    for (let frame = 0; frame < 5; frame += 1) flat.track(at(frame));
    expect(flat.track(at(6))).toEqual({ state: 'lost' });
  });
});
