import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EspeakSpeech } from './espeak.ts';
import { HttpSpeech, type HttpSpeechOptions } from './http-speech.ts';
import { describeSpeech } from './speech.suite.ts';
import { startSpeechServer, type SpeechServer } from './testing/speech-server.testing.ts';

let server: SpeechServer;
beforeAll(async () => {
  server = await startSpeechServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.mood = 'well';
});

const voices = [
  { id: 'en-one', name: 'One', language: 'en' },
  { id: 'de-eins', name: 'Eins', language: 'de' },
] as const;
function http(options: Partial<HttpSpeechOptions> = {}): HttpSpeech {
  return new HttpSpeech({ kind: 'openai', url: server.url, voices, ...options });
}

describeSpeech('espeak-ng', () => new EspeakSpeech());
describeSpeech('a server of Piper’s kind', () => http({ kind: 'piper' }));
describeSpeech('a server of OpenAI’s kind', () => http());

const hello = { text: 'Hello', voice: 'en-one', language: 'en', rate: 1 } as const;

describe('a speech service over HTTP', () => {
  it('[PR35] gets its key as a bearer token, and none when there is none', async () => {
    await http({ key: 'tts-key' }).speak(hello);
    expect(server.lastAuthorization).toBe('Bearer tts-key');
    await http().speak(hello);
    expect(server.lastAuthorization).toBeUndefined();
  });

  it.each([
    ['does not answer in time', 'silent'],
    ['sends more than is taken', 'flooding'],
    ['answers with a page', 'html'],
    ['refuses', 'refusing'],
    ['sends us elsewhere', 'redirecting'],
  ] as const)('[PR36] one that %s has failed', async (_what, mood) => {
    server.mood = mood;
    await expect(http({ timeoutMs: 300, maxBytes: 1_000_000 }).speak(hello)).rejects.toMatchObject({ code: 'failed' });
    server.mood = 'well';
    await expect(http().speak(hello)).resolves.toBeDefined();
  });

  it('[PR36] so has one that is not there', async () => {
    await expect(http({ url: 'http://127.0.0.1:9' }).speak(hello)).rejects.toMatchObject({ code: 'failed' });
  });
});

describe('espeak-ng', () => {
  it('[PR37] that is not installed is missing', async () => {
    const speech = new EspeakSpeech('espeak-ng-that-is-not-there');
    await expect(speech.speak({ ...hello, voice: 'en-gb' })).rejects.toMatchObject({ code: 'missing' });
  });
});
