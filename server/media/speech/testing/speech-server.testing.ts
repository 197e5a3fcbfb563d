import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { z } from 'zod';
import { EspeakSpeech } from '../espeak.ts';

const piperSchema = z.object({ text: z.string(), voice: z.string(), length_scale: z.number() });
const openAiSchema = z.object({
  model: z.string(),
  input: z.string(),
  voice: z.string(),
  speed: z.number(),
  response_format: z.literal('wav'),
});

/** How the server behaves, beside speaking. */
export type Mood = 'well' | 'silent' | 'flooding' | 'html' | 'refusing' | 'redirecting';

export interface SpeechServer {
  readonly url: string;
  /** The Authorization header of the last request. */
  readonly lastAuthorization: string | undefined;
  mood: Mood;
  close(): void;
}

/** A speech service on this machine that takes what Piper's and OpenAI's servers take, and speaks with espeak-ng. */
export async function startSpeechServer(): Promise<SpeechServer> {
  const state = { mood: 'well' as Mood, lastAuthorization: undefined as string | undefined };
  const server = createServer((request, response) => void answer(request, response, state).catch(() => response.writeHead(500).end()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return Object.assign(state, {
    url: `http://127.0.0.1:${String(port)}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  });
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  state: { readonly mood: Mood; lastAuthorization: string | undefined },
): Promise<void> {
  state.lastAuthorization = request.headers.authorization;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const body: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  if (state.mood === 'silent') return;
  if (state.mood === 'refusing') return void response.writeHead(429).end();
  if (state.mood === 'redirecting') return void response.writeHead(307, { location: 'http://127.0.0.1:9/' }).end();
  if (state.mood === 'html') return void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome</h1>');
  if (state.mood === 'flooding') return flood(response);
  response.writeHead(200, { 'content-type': 'audio/wav' }).end(await spoken(request.url ?? '', body));
}

async function spoken(path: string, body: unknown): Promise<Buffer> {
  const [text, voice, rate] = path === '/v1/audio/speech' ? fromOpenAi(openAiSchema.parse(body)) : fromPiper(piperSchema.parse(body));
  const language = voice.startsWith('de') ? 'de' : 'en';
  return new EspeakSpeech().speak({ text, voice: language === 'de' ? 'de' : 'en-gb', language, rate });
}

function fromOpenAi({ input, voice, speed }: z.infer<typeof openAiSchema>): readonly [string, string, number] {
  return [input, voice, speed];
}

function fromPiper({ text, voice, length_scale: scale }: z.infer<typeof piperSchema>): readonly [string, string, number] {
  return [text, voice, 1 / scale];
}

function flood(response: ServerResponse): void {
  response.writeHead(200);
  const more = (): void => {
    while (response.write(Buffer.alloc(65_536))) if (response.destroyed) return;
  };
  response.on('drain', more);
  more();
}
