import type { Region } from './corners.ts';
import type { Gray } from './gray.ts';
import { SceneTracker, SeenFrame } from './scene-tracker.ts';
import { maxScenes, type Mark } from './tracking-messages.ts';

/** The scenes that a worker follows. */
export class TrackingDesk {
  readonly #trackers = new Map<string, SceneTracker>();

  /** The oldest makes room when there are too many. */
  add(id: string, scene: Gray, region: Region): void {
    this.#trackers.set(id, new SceneTracker(scene, region));
    const [oldest] = this.#trackers.keys();
    if (this.#trackers.size > maxScenes && oldest !== undefined) this.#trackers.delete(oldest);
  }

  forget(id: string): void {
    this.#trackers.delete(id);
  }

  track(gray: Gray): readonly Mark[] {
    if (this.#trackers.size === 0) return [];
    const frame = new SeenFrame(gray);
    return [...this.#trackers].map(([id, tracker]) => ({ id, tracked: tracker.track(frame) }));
  }
}
