import type { Clip, SoundName } from '../media-engine.ts';
import { SoundLibrary, soundKey, soundNames } from '../prompts/sound-library.ts';
import { soundsDir } from './worker-bin.ts';

const frameMs = 20;

/** A clip that says what one of our sounds says, so that far ends of tests know it. */
export async function clipOfSound(sound: SoundName, frames: number): Promise<Clip> {
  const library = await SoundLibrary.load(soundsDir);
  return {
    key: `${sound}:${frames}`,
    durationMs: frames * frameMs,
    load: async (codec) =>
      library
        .all()
        .find(({ key }) => key === soundKey(sound, codec))
        ?.frames.slice(0, frames) ?? [],
  };
}

/** Which sound a clip of `clipOfSound()` repeats. */
export function soundOfClip(clip: Clip): SoundName {
  const sound = soundNames.find((name) => clip.key.startsWith(`${name}:`));
  if (!sound) throw new Error(`${clip.key} is no clip of a sound`);
  return sound;
}
