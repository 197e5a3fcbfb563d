import type { Mouth } from '../../media/media-engine.ts';

/** What decides what a leg hears. */
export interface Listener {
  readonly isHolding: boolean;
  readonly isSilent: boolean;
  readonly mouth: Mouth;
}

const holdMusic: Mouth = { kind: 'sound', sound: 'hold-music' };

/**
 * What `listener` hears of `other` ([CA20]-[CA22]): nothing while it holds, music while the other holds or is away,
 * else the other's voice.
 */
export function earOf(listener: Listener, other: Listener): Mouth | undefined {
  if (listener.isHolding) return undefined;
  return other.isHolding || other.isSilent ? holdMusic : other.mouth;
}
