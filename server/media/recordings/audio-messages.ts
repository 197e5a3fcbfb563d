import type { Envelope, SpeechBounds } from './audio-work.ts';

/** What the audio thread can be asked, about an Ogg Opus file. */
export interface AudioAnswers {
  readonly envelope: Envelope;
  readonly speech: SpeechBounds | undefined;
  readonly PCMU: readonly Uint8Array[];
  readonly PCMA: readonly Uint8Array[];
  readonly opus: readonly Uint8Array[];
}
export type AudioQuestion = keyof AudioAnswers;

export interface AudioRequest {
  readonly id: number;
  readonly question: AudioQuestion;
  readonly file: Uint8Array;
}

export type AudioReply =
  | { readonly id: number; readonly answer: AudioAnswers[AudioQuestion] }
  | { readonly id: number; readonly failure: string };
