import type { LostView } from './live-view.ts';
import type { Source } from './sources.ts';

/** Tracks fall silent for a moment in between, too: that is no call. */
const settleMs = 1_000;

type Schedule = (delayMs: number, task: () => void) => () => void;

/** Says when the system holds a track back (a call comes in, another app takes the device), and when it gives it back. */
export function watchHold(track: MediaStreamTrack, schedule: Schedule, tell: (isHeld: boolean) => void): void {
  let isHeld = false;
  let stop = (): void => undefined;
  const settle = (): void => {
    if (track.muted === isHeld || track.readyState === 'ended') return;
    isHeld = track.muted;
    tell(isHeld);
  };
  const look = (): void => {
    stop();
    // What is back is told at once.
    if (track.muted) stop = schedule(settleMs, settle);
    else settle();
  };
  track.addEventListener('mute', look);
  track.addEventListener('unmute', look);
  if (track.muted) look();
}

/** Cameras and voices that ended by themselves and are not back yet, mine and the others'. */
export class LostSources {
  readonly #mine = new Set<Source>();
  readonly #theirs = new Map<string, readonly Source[]>();

  handleEnded(source: Source): void {
    // A screen that ends so was ended by its owner, at the browser's own bar.
    if (source !== 'screen') this.#mine.add(source);
  }

  handleBegun(source: Source): void {
    this.#mine.delete(source);
  }

  handleSaid(seatId: string, lost: readonly Source[] = []): void {
    this.#theirs.set(seatId, lost);
  }

  handleGone(seatId: string): void {
    this.#theirs.delete(seatId);
  }

  /** For everybody; undefined: nothing is lost. */
  toSay(): Source[] | undefined {
    return this.#mine.size > 0 ? [...this.#mine] : undefined;
  }

  view(mySeatId: string): readonly LostView[] {
    const mine = [...this.#mine].map((source) => ({ seatId: mySeatId, source, isMine: true }));
    const theirs = [...this.#theirs].flatMap(([seatId, lost]) => lost.map((source) => ({ seatId, source, isMine: false })));
    return [...mine, ...theirs];
  }
}
