import type { SealedObjects } from '../../storage/index.ts';
import { MediaError } from '../media-engine.ts';
import type { Clip } from '../media-engine.ts';
import { readOggRecording } from '../opus/ogg-recording.ts';
import { packetSamples } from '../opus/opus-packets.ts';
import type { AudioDesk } from './audio-desk.ts';
import { readAll } from './trim-silence.ts';

/** A sealed Ogg Opus object to be heard by phone. */
export interface ClipObject {
  readonly tenantId: string;
  readonly objectId: string;
  readonly durationMs: number;
}

type ClipCodec = Parameters<Clip['load']>[0];

const frameSamples = 960;
const usualLimitBytes = 16 * 2 ** 20;

interface Entry {
  readonly frames: Promise<readonly Uint8Array[]>;
  bytes: number;
}

/**
 * Clips out of sealed objects: prompts, greetings, messages. Opus in packets of 20 ms is played as it is, anything else is encoded anew,
 * G.711 is made by decoding. What was read lately is kept, decrypted, in memory, up to a limit.
 */
export class ObjectClips {
  readonly #objects: SealedObjects;
  readonly #desk: AudioDesk;
  readonly #limitBytes: number;
  /** In the order of their last use. */
  readonly #entries = new Map<string, Entry>();

  constructor(parts: { readonly objects: SealedObjects; readonly desk: AudioDesk; readonly limitBytes?: number }) {
    this.#objects = parts.objects;
    this.#desk = parts.desk;
    this.#limitBytes = parts.limitBytes ?? usualLimitBytes;
  }

  /** Decrypted bytes in memory. */
  get bytes(): number {
    return [...this.#entries.values()].reduce((sum, entry) => sum + entry.bytes, 0);
  }

  clipOf(object: ClipObject): Clip {
    return { key: `object/${object.objectId}`, durationMs: object.durationMs, load: (codec) => this.#load(object, codec) };
  }

  /** The object is deleted: nothing of it stays here. */
  forget(objectId: string): void {
    for (const key of this.#entries.keys()) if (key.startsWith(`${objectId}/`)) this.#entries.delete(key);
  }

  #load(object: ClipObject, codec: ClipCodec): Promise<readonly Uint8Array[]> {
    const key = `${object.objectId}/${codec}`;
    const entry = this.#entries.get(key) ?? { frames: this.#read(object, codec), bytes: 0 };
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    void this.#settle(key, entry);
    return entry.frames;
  }

  /** Counts what was read, or forgets what could not be: whoever asked hears of it. */
  async #settle(key: string, entry: Entry): Promise<void> {
    try {
      entry.bytes = (await entry.frames).reduce((sum, frame) => sum + frame.byteLength, 0);
      this.#makeRoom();
    } catch {
      if (this.#entries.get(key) === entry) this.#entries.delete(key);
    }
  }

  #makeRoom(): void {
    let { bytes } = this;
    for (const [key, entry] of this.#entries) {
      if (bytes <= this.#limitBytes) return;
      bytes -= entry.bytes;
      this.#entries.delete(key);
    }
  }

  async #read({ tenantId, objectId }: ClipObject, codec: ClipCodec): Promise<readonly Uint8Array[]> {
    try {
      const file = await readAll(this.#objects, tenantId, objectId);
      if (codec !== 'opus') return await this.#desk.ask(codec, file);
      const { packets, preSkip, samples } = readOggRecording(file);
      const first = Math.floor(preSkip / frameSamples);
      const isSteady = packets.every((packet) => packetSamples(packet) === frameSamples);
      return isSteady ? packets.slice(first, first + Math.ceil(samples / frameSamples)) : await this.#desk.ask('opus', file);
    } catch (error) {
      if (error instanceof MediaError) throw error;
      throw new MediaError('unavailable', 'the audio cannot be read', { cause: error });
    }
  }
}
