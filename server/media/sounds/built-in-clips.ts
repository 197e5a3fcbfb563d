import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Language, Phrase } from '../../../protocol/dialplan/sounds.ts';
import { numberParts } from '../../../protocol/dialplan/spoken-numbers.ts';
import type { Clip } from '../media-engine.ts';
import { readOpusFile } from '../prompts/ogg-opus.ts';
import { opusClip } from './opus-clip.ts';

/** Phrases that are tones, the same in every language. */
const tones: ReadonlySet<Phrase> = new Set(['beep', 'recording-beep']);
const keys: Readonly<Record<string, string>> = { '*': 'key-star', '#': 'key-hash' };
const frameMs = 20;

/** The phrases, numbers and names of keys that come with Deskline: files of tools/sounds, read when they are first heard. */
export class BuiltInClips {
  readonly #folder: string;
  readonly #clips = new Map<string, Promise<Clip>>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  phrase(phrase: Phrase, language: Language): Promise<Clip> {
    return this.#clip(tones.has(phrase) ? phrase : `${language}/${phrase}`);
  }

  /** @throws {RangeError} unless `value` is whole, from 0 to 9,999 */
  number(value: number, language: Language): readonly Promise<Clip>[] {
    return numberParts(value).map((part) => this.#clip(`${language}/number-${String(part)}`));
  }

  /** Digit by digit; `*` and `#` by their names. */
  digits(digits: string, language: Language): readonly Promise<Clip>[] {
    return Array.from(digits, (digit) => this.#clip(`${language}/${keys[digit] ?? `number-${digit}`}`));
  }

  #clip(name: string): Promise<Clip> {
    const known = this.#clips.get(name);
    if (known) return known;
    const loading = loadClip(this.#folder, name);
    this.#clips.set(name, loading);
    // A file that could not be read now may be there later.
    loading.catch(() => this.#clips.delete(name));
    return loading;
  }
}

async function loadClip(folder: string, name: string): Promise<Clip> {
  const file = await readFile(join(folder, `${name}.ogg`));
  return opusClip({ key: `sound/${name}`, durationMs: readOpusFile(file).packets.length * frameMs, read: async () => file });
}
