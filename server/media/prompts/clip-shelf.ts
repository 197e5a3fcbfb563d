import type { Clip } from '../media-engine.ts';

export interface ClipShelfParts {
  /** Sum of what may lie in the thread; players at work are never robbed, so it may be exceeded by them. */
  readonly limitBytes: number;
  /** Hands frames to the thread, which keeps them until `forget`. */
  readonly put: (key: string, frames: readonly Uint8Array[]) => void;
  readonly forget: (key: string) => void;
}

/** A clip's frames in the thread, for one player. */
export interface HeldClip {
  readonly key: string;
  /** Idempotent. */
  release(): void;
}

type ClipCodec = Parameters<Clip['load']>[0];

interface Entry {
  readonly key: string;
  loading: Promise<void>;
  bytes: number;
  holders: number;
}

/** What a frame costs besides its bytes: an object in each heap. */
const frameOverheadBytes = 96;

/**
 * The list of what clips the ticker thread has. Each is loaded and sent once for all players; when there are too many, the one that was
 * not used for longest goes, never one that plays.
 */
export class ClipShelf {
  readonly #parts: ClipShelfParts;
  /** In the order of their last use. */
  #entries = new Map<string, Entry>();

  constructor(parts: ClipShelfParts) {
    this.#parts = parts;
  }

  get bytes(): number {
    return [...this.#entries.values()].reduce((sum, entry) => sum + entry.bytes, 0);
  }

  /** Resolves when the thread has the clip. Rejects when it cannot be loaded. */
  async hold(clip: Clip, codec: ClipCodec): Promise<HeldClip> {
    const key = `clip:${clip.key}/${codec}`;
    const entry = this.#entries.get(key) ?? this.#load(key, clip, codec);
    this.#touch(entry);
    entry.holders += 1;
    let isReleased = false;
    const release = (): void => {
      if (isReleased) return;
      isReleased = true;
      entry.holders -= 1;
      this.#touch(entry);
      this.#makeRoom();
    };
    try {
      await entry.loading;
      return { key, release };
    } catch (error) {
      release();
      throw error;
    }
  }

  /** The thread is gone, and all that it had. */
  clear(): void {
    this.#entries = new Map();
  }

  #load(key: string, clip: Clip, codec: ClipCodec): Entry {
    const entry: Entry = { key, bytes: 0, holders: 0, loading: Promise.resolve() };
    this.#entries.set(key, entry);
    entry.loading = this.#fill(entry, clip, codec);
    return entry;
  }

  async #fill(entry: Entry, clip: Clip, codec: ClipCodec): Promise<void> {
    try {
      const frames = await clip.load(codec);
      if (this.#entries.get(entry.key) !== entry) return;
      entry.bytes = frames.reduce((sum, frame) => sum + frame.byteLength + frameOverheadBytes, 0);
      this.#parts.put(entry.key, frames);
      this.#makeRoom();
    } catch (error) {
      if (this.#entries.get(entry.key) === entry) this.#entries.delete(entry.key);
      throw error;
    }
  }

  #touch(entry: Entry): void {
    if (this.#entries.get(entry.key) !== entry) return;
    this.#entries.delete(entry.key);
    this.#entries.set(entry.key, entry);
  }

  #makeRoom(): void {
    let { bytes } = this;
    for (const entry of this.#entries.values()) {
      if (bytes <= this.#parts.limitBytes) return;
      if (entry.holders > 0) continue;
      bytes -= entry.bytes;
      this.#entries.delete(entry.key);
      this.#parts.forget(entry.key);
    }
  }
}
