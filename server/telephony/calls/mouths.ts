import type { Mouth } from '../../media/media-engine.ts';

/** Whether two mouths say the same. What is played once is its own thing: the same clips again are heard again. */
export function isSameMouth(one: Mouth | undefined, other: Mouth | undefined): boolean {
  if (!one || !other || one === other) return one === other;
  if (one.kind === 'leg') return other.kind === 'leg' && one.leg === other.leg;
  if (one.kind === 'mix') return other.kind === 'mix' && one.ear === other.ear;
  if (other.kind === 'leg' || other.kind === 'mix') return false;
  if (one.once || one.kind !== other.kind || other.once) return false;
  return one.kind === 'sound' ? other.kind === 'sound' && one.sound === other.sound : keysOf(one) === keysOf(other);
}

/** How long it takes to hear what is played once, in milliseconds; undefined where there is no end, or its length is not known here. */
export function lengthOf(mouth: Mouth | undefined): number | undefined {
  if (mouth?.kind !== 'clips' || !mouth.once) return undefined;
  return mouth.clips.reduce((total, clip) => total + clip.durationMs, 0);
}

function keysOf(mouth: Mouth): string {
  return mouth.kind === 'clips' ? mouth.clips.map((clip) => clip.key).join(' ') : '';
}
