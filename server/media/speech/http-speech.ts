import { audioFormatOf } from '../audio/audio-format.ts';
import { requireVoice, SpeechError, type SpeechRequest, type SpeechSynthesis, type Voice } from './speech-synthesis.ts';

export interface HttpSpeechOptions {
  /** `piper`: POST / with text and voice, as Piper's own web server takes it. `openai`: POST /v1/audio/speech, as many servers do. */
  readonly kind: 'piper' | 'openai';
  /** Without the path. */
  readonly url: string;
  /** Sent as a bearer token. */
  readonly key?: string | undefined;
  readonly model?: string | undefined;
  readonly voices: readonly Voice[];
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
}

const defaultTimeoutMs = 30_000;
const defaultMaxBytes = 64 * 1_024 * 1_024;

/** A speech service that is reached over HTTP, chosen and named by whoever runs the server. */
export class HttpSpeech implements SpeechSynthesis {
  readonly #options: HttpSpeechOptions;

  constructor(options: HttpSpeechOptions) {
    this.#options = options;
  }

  voices(): readonly Voice[] {
    return this.#options.voices;
  }

  async speak(request: SpeechRequest): Promise<Buffer> {
    requireVoice(this.#options.voices, request);
    try {
      const response = await this.#ask(request);
      if (!response.ok) throw new SpeechError('failed', `the speech service answered ${String(response.status)}`);
      const audio = await readAtMost(response, this.#options.maxBytes ?? defaultMaxBytes);
      if (!audioFormatOf(audio)) throw new SpeechError('failed', 'the speech service answered with something else than audio');
      return audio;
    } catch (error) {
      if (error instanceof SpeechError) throw error;
      throw new SpeechError('failed', 'the speech service did not answer', { cause: error });
    }
  }

  #ask(request: SpeechRequest): Promise<Response> {
    const { url, key, timeoutMs = defaultTimeoutMs } = this.#options;
    const [path, body] = this.#question(request);
    const timeout = AbortSignal.timeout(timeoutMs);
    return fetch(new URL(path, url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) },
      body: JSON.stringify(body),
      // A service that sends us elsewhere would be given the text and the key.
      redirect: 'error',
      signal: request.signal ? AbortSignal.any([timeout, request.signal]) : timeout,
    });
  }

  #question({ text, voice, rate }: SpeechRequest): readonly [path: string, body: Readonly<Record<string, string | number>>] {
    if (this.#options.kind === 'piper') return ['/', { text, voice, length_scale: 1 / rate }];
    return ['/v1/audio/speech', { model: this.#options.model ?? 'tts-1', input: text, voice, speed: rate, response_format: 'wav' }];
  }
}

async function readAtMost(response: Response, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new SpeechError('failed', 'the speech service sent more than is taken');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
