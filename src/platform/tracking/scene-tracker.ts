import { agreementOf, type Agreement } from './agreement.ts';
import { cornersOf, wholeRegion, type Region } from './corners.ts';
import { featuresOf, matchesOf, type Feature } from './features.ts';
import { pyramidOf, type Gray } from './gray.ts';
import { inShares, still, type Motion, type Pair } from './motion.ts';
import { follow, patchAt, type Patch } from './patch.ts';

/** A frame as trackers need it; features only when somebody searches. */
export class SeenFrame {
  readonly pyramid: readonly Gray[];
  #features: readonly Feature[] | undefined;

  constructor(gray: Gray) {
    this.pyramid = pyramidOf(gray);
  }

  get features(): readonly Feature[] {
    this.#features ??= featuresOf(this.pyramid, 260);
    return this.#features;
  }
}

export type Tracked =
  /** From shares of the scene to shares of the frame; `confidence`: how many of the spots that should be seen are where it leads, 0 to 1. */
  { readonly state: 'found'; readonly motion: Motion; readonly confidence: number } | { readonly state: 'lost' };

const patchCount = 90;
/** A region with fewer corners is no help; then the whole picture is. */
const fewCorners = 24;
const leastAgreeing = 8;
/** What is less like the first picture is something else (or covered). */
const leastLikeness = 0.6;
/** Of the patches that should be in the picture, so many have to agree. */
const leastShare = 0.3;
const followTolerance = 2;
const searchTolerance = 5;
/** So many bad frames in a row are borne with the last good place. */
const patience = 4;
/** Searching is dear: every so many frames. */
const searchEvery = 4;

/**
 * Where a scene of before is in the frames of now.
 * ```
 * searching ─known again─▶ following ─too few agree for 4 frames─▶ searching
 * ```
 */
export class SceneTracker {
  readonly #size: { readonly width: number; readonly height: number };
  readonly #patches: readonly Patch[];
  readonly #features: readonly Feature[];
  #motion: Motion = still;
  #confidence = 0;
  #isFollowing = false;
  /** Frames since the last good one. */
  #badFrames = 0;

  /** @param region where what was drawn on is; only this decides */
  constructor(scene: Gray, region: Region = wholeRegion) {
    const pyramid = pyramidOf(scene);
    const inRegion = cornersOf(scene, patchCount, 6, region);
    const corners = inRegion.length < fewCorners ? cornersOf(scene, patchCount, 6) : inRegion;
    this.#size = { width: scene.width, height: scene.height };
    this.#patches = corners.map(({ x, y }) => patchAt(pyramid, x, y));
    this.#features = featuresOf(pyramid, 200, inRegion.length < fewCorners ? wholeRegion : region);
  }

  track(frame: SeenFrame): Tracked {
    const found = this.#follow(frame, this.#motion) ?? this.#search(frame);
    if (found) {
      this.#motion = found.motion;
      this.#confidence = found.confidence;
      this.#isFollowing = true;
      this.#badFrames = 0;
    } else {
      this.#badFrames += 1;
      if (this.#badFrames >= patience) this.#isFollowing = false;
    }
    if (!this.#isFollowing) return { state: 'lost' };
    const [gray] = frame.pyramid;
    return { state: 'found', motion: inShares(this.#motion, this.#size, gray ?? this.#size), confidence: found ? this.#confidence : 0 };
  }

  #follow(frame: SeenFrame, expected: Motion): { readonly motion: Motion; readonly confidence: number } | undefined {
    let seen = 0;
    const pairs: Pair[] = [];
    for (const patch of this.#patches) {
      const to = follow(patch, frame.pyramid, expected);
      if (!to) continue;
      seen += 1;
      if (to.likeness >= leastLikeness) pairs.push({ fromX: patch.x, fromY: patch.y, toX: to.x, toY: to.y });
    }
    const agreement = agreementOf(pairs, followTolerance, leastAgreeing);
    const confidence = agreement ? agreement.count / seen : 0;
    return agreement && confidence >= leastShare ? { motion: agreement.motion, confidence } : undefined;
  }

  /** Anywhere in the frame; what is found has to be confirmed by its patches. */
  #search(frame: SeenFrame): { readonly motion: Motion; readonly confidence: number } | undefined {
    if (this.#badFrames > patience && this.#badFrames % searchEvery !== 0) return undefined;
    const guess = this.#known(frame);
    return guess && this.#follow(frame, guess.motion);
  }

  #known(frame: SeenFrame): Agreement | undefined {
    const pairs = matchesOf(this.#features, frame.features).map(([from, to]) => ({ fromX: from.x, fromY: from.y, toX: to.x, toY: to.y }));
    return agreementOf(pairs, searchTolerance, leastAgreeing);
  }
}
