import { MediaError, type Clip } from '../media-engine.ts';
import { readOpusFile } from '../prompts/ogg-opus.ts';
import { g711FromOpus } from './g711-from-opus.ts';

export interface OpusClipOptions {
  /** Names the content: another content has another key. */
  readonly key: string;
  readonly durationMs: number;
  /** Reads the Ogg Opus file, in packets of 20 ms. */
  readonly read: () => Promise<Uint8Array>;
}

/** Audio that is kept in Opus only; G.711 is made when a call needs it. */
export function opusClip({ key, durationMs, read }: OpusClipOptions): Clip {
  return {
    key,
    durationMs,
    async load(codec) {
      try {
        const { packets } = readOpusFile(await read());
        return codec === 'opus' ? packets : await g711FromOpus(packets, codec);
      } catch (error) {
        throw new MediaError('unavailable', `the audio of ${key} cannot be read`, { cause: error });
      }
    },
  };
}
