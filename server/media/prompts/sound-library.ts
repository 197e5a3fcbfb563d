import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../../platform/start-error.ts';
import type { SoundName } from '../media-engine.ts';
import type { CodecName } from '../sdp/payload-layout.ts';
import { alawFromMulaw } from './g711.ts';
import { readOpusFile } from './ogg-opus.ts';

/** Every sound of ours; each exists as `<name>.ogg` (Opus) and `<name>.pcmu` (raw G.711, 8 kHz). */
export const soundNames: readonly SoundName[] = ['ringback', 'busy', 'congestion', 'hold-music', 'unavailable-en', 'unavailable-de'];

/** Bytes of a 20 ms frame of G.711. */
const g711FrameBytes = 160;

export interface SoundFrames {
  readonly name: SoundName;
  readonly key: string;
  readonly frames: readonly Uint8Array[];
}

/** Names a sound in one codec. */
export function soundKey(sound: SoundName, codec: CodecName): string {
  return `${sound}/${codec}`;
}

/** All sounds cut into 20 ms frames, in Opus and both G.711 laws. There is none in G.722: such a leg hears silence. */
export class SoundLibrary {
  readonly #sounds: readonly SoundFrames[];

  private constructor(sounds: readonly SoundFrames[]) {
    this.#sounds = sounds;
  }

  /** @throws {StartError} naming the sound that is missing or broken. */
  static async load(folder: string): Promise<SoundLibrary> {
    const loaded = await Promise.allSettled(soundNames.map((name) => loadSound(folder, name)));
    // The first one that is missing is named, whichever was looked for the fastest.
    const failed = loaded.find((one) => one.status === 'rejected');
    if (failed) throw failed.reason;
    return new SoundLibrary(loaded.flatMap((one) => (one.status === 'fulfilled' ? one.value : [])));
  }

  all(): readonly SoundFrames[] {
    return this.#sounds;
  }
}

async function loadSound(folder: string, name: SoundName): Promise<SoundFrames[]> {
  try {
    const opus = readOpusFile(await readFile(join(folder, `${name}.ogg`)));
    const mulaw = g711Frames(await readFile(join(folder, `${name}.pcmu`)));
    return [
      { name, key: soundKey(name, 'opus'), frames: opus.packets },
      { name, key: soundKey(name, 'PCMU'), frames: mulaw },
      { name, key: soundKey(name, 'PCMA'), frames: mulaw.map(alawFromMulaw) },
    ];
  } catch (error) {
    throw new StartError(`the sound "${name}" in ${folder} cannot be used; make it with "npm run sounds"`, { cause: error });
  }
}

function g711Frames(bytes: Uint8Array): Uint8Array[] {
  const count = Math.floor(bytes.byteLength / g711FrameBytes);
  return Array.from({ length: count }, (_, index) => bytes.subarray(index * g711FrameBytes, (index + 1) * g711FrameBytes));
}
