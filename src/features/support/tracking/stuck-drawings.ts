import type { Region } from '../../../platform/tracking/corners.ts';
import { moved, type Motion } from '../../../platform/tracking/motion.ts';
import type { SceneToTrack, TrackerView } from '../../../platform/tracking/object-tracker.ts';
import { cornersOf } from '../customer/preview/drawing-paths.ts';
import type { Drawing, Point, SceneView } from '../state/live-view.ts';

/** More are not followed at a time; the others are shown on their frozen pictures. */
const followed = 6;
/** What surrounds a drawing belongs to the same object, as a share of the picture; and no object is taken for smaller than twice this. */
const surroundings = 0.12;
const leastReach = 0.2;

/** A picture with what was drawn on it. */
export interface Frozen {
  readonly scene: SceneView;
  readonly drawings: readonly Drawing[];
}

export interface StuckDrawings {
  /** Where they belong in the picture of now. */
  readonly shown: readonly Drawing[];
  /** Whose objects are not in the picture, by scene, oldest first. */
  readonly frozen: readonly Frozen[];
}

/** What is to be followed for these drawings: the newest. */
export function scenesToTrack(drawings: readonly Drawing[], scenes: readonly SceneView[]): readonly SceneToTrack[] {
  return scenes
    .flatMap(({ id, picture }) => {
      const own = drawings.filter(({ sceneId }) => sceneId === id);
      return own.length === 0 ? [] : [{ id, picture, region: regionOf(own.flatMap(({ points }) => points)) }];
    })
    .slice(-followed);
}

function regionOf(points: readonly Point[]): Region {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [left, right] = reach(Math.min(...xs), Math.max(...xs));
  const [top, bottom] = reach(Math.min(...ys), Math.max(...ys));
  return { left, right, top, bottom };
}

function reach(from: number, to: number): readonly [number, number] {
  const half = Math.max((to - from) / 2 + surroundings, leastReach);
  const middle = (from + to) / 2;
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}

/** Puts each drawing where its object is. */
export function stuckDrawings(drawings: readonly Drawing[], scenes: readonly SceneView[], view: TrackerView): StuckDrawings {
  const tracked = new Set(scenesToTrack(drawings, scenes).map(({ id }) => id));
  const shown: Drawing[] = [];
  const frozen = new Map<SceneView, Drawing[]>();
  for (const drawing of drawings) {
    const scene = scenes.find(({ id }) => id === drawing.sceneId);
    const mark = scene && view.marks.get(scene.id);
    if (!scene) shown.push(drawing);
    else if (view.isBroken || mark?.state === 'lost' || !tracked.has(scene.id)) frozen.set(scene, [...(frozen.get(scene) ?? []), drawing]);
    else shown.push(mark ? movedDrawing(drawing, mark.motion) : drawing);
  }
  return { shown, frozen: [...frozen].map(([scene, own]) => ({ scene, drawings: own })) };
}

function movedDrawing(drawing: Drawing, motion: Motion): Drawing {
  const hasCorners = drawing.tool === 'box' || drawing.tool === 'ellipse';
  const corners = hasCorners ? cornersOf(drawing.points) : drawing.points;
  return { ...drawing, points: corners.map(([x, y]) => moved(motion, x, y)) };
}
