import type { Language } from '../../../protocol/dialplan/sounds.ts';

export interface Voice {
  readonly id: string;
  /** As people choose it. */
  readonly name: string;
  readonly language: Language;
}

export interface SpeechRequest {
  readonly text: string;
  readonly voice: string;
  readonly language: Language;
  /** 1 is the voice's own pace, 0.5 half as fast, 2 twice as fast. */
  readonly rate: number;
  readonly signal?: AbortSignal | undefined;
}

/** `missing`: nothing that speaks is installed. `failed`: it did not answer, not in time, or not with a sound. */
export type SpeechErrorCode = 'missing' | 'unknown-voice' | 'failed';

export class SpeechError extends Error {
  readonly code: SpeechErrorCode;
  constructor(code: SpeechErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SpeechError';
    this.code = code;
  }
}

/** Reads a text aloud. */
export interface SpeechSynthesis {
  /** Those that can be chosen, the usual one of each language first. */
  voices(): readonly Voice[];
  /** Resolves to an audio file of any format that prompts may have. @throws {SpeechError} */
  speak(request: SpeechRequest): Promise<Buffer>;
}

/** @throws {SpeechError} `unknown-voice` unless there is such a voice of this language */
export function requireVoice(voices: readonly Voice[], { voice, language }: SpeechRequest): void {
  if (!voices.some((known) => known.id === voice && known.language === language))
    throw new SpeechError('unknown-voice', 'there is no such voice in this language');
}
