import type { Language, Sound } from '../../../protocol/dialplan/sounds.ts';
import type { Clip } from '../../media/media-engine.ts';

/** Makes what can be heard of what a plan says. */
export interface SoundPort {
  /**
   * The clips of `sounds`, in order, in `language`. What does not exist (a deleted prompt) is left out: a caller then hears
   * the rest, and the plan goes on.
   */
  clips(tenantId: string, sounds: readonly Sound[], language: Language): Promise<readonly Clip[]>;
}

/** Nothing is ever said. */
export const noSounds: SoundPort = { clips: async () => [] };
