import { ProgramError, runProgram } from '../audio/run-program.ts';
import { requireVoice, SpeechError, type SpeechRequest, type SpeechSynthesis, type Voice } from './speech-synthesis.ts';

/** Words a minute at rate 1. */
const wordsPerMinute = 150;
const timeoutMs = 30_000;
const maxOutputBytes = 64 * 1_024 * 1_024;

const espeakVoices: readonly Voice[] = [
  { id: 'en-gb', name: 'British', language: 'en' },
  { id: 'en-gb+f3', name: 'British, higher', language: 'en' },
  { id: 'en-us', name: 'American', language: 'en' },
  { id: 'en-us+f3', name: 'American, higher', language: 'en' },
  { id: 'de', name: 'Deutsch', language: 'de' },
  { id: 'de+f3', name: 'Deutsch, höher', language: 'de' },
];

/** Debian's espeak-ng, run as a process of its own for each text. Needs no network and no model. */
export class EspeakSpeech implements SpeechSynthesis {
  readonly #program: string;

  constructor(program = 'espeak-ng') {
    this.#program = program;
  }

  voices(): readonly Voice[] {
    return espeakVoices;
  }

  async speak(request: SpeechRequest): Promise<Buffer> {
    requireVoice(espeakVoices, request);
    const pace = String(Math.round(wordsPerMinute * request.rate));
    try {
      // The text goes in by standard input: it is never taken for an option, and no list of processes shows it.
      const { output } = await runProgram({
        program: this.#program,
        args: ['-v', request.voice, '-s', pace, '-b', '1', '--stdin', '--stdout'],
        input: request.text,
        timeoutMs,
        maxOutputBytes,
        signal: request.signal,
      });
      return withLength(output);
    } catch (error) {
      if (!(error instanceof ProgramError)) throw error;
      const code = error.failure === 'missing' ? 'missing' : 'failed';
      throw new SpeechError(code, `${this.#program} did not speak: ${error.failure}`, { cause: error });
    }
  }
}

/** espeak-ng writes its WAV header before it knows the length. */
function withLength(wav: Buffer): Buffer {
  if (wav.byteLength < 44) throw new SpeechError('failed', 'the program said nothing');
  wav.writeUInt32LE(wav.byteLength - 8, 4);
  wav.writeUInt32LE(wav.byteLength - 44, 40);
  return wav;
}
