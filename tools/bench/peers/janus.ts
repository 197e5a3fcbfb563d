import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';

const library = '/usr/lib/x86_64-linux-gnu/janus';
const message = z.object({
  janus: z.string(),
  transaction: z.string().optional(),
  sender: z.number().optional(),
  data: z.object({ id: z.number() }).optional(),
  plugindata: z.object({ data: z.record(z.string(), z.unknown()) }).optional(),
  jsep: z.object({ sdp: z.string() }).optional(),
});
type Answer = z.infer<typeof message>;

/** Debian's Janus with its VideoRoom and its WebSocket door, nothing else. */
export class Janus {
  readonly pid: number;
  readonly #socket: WebSocket;
  readonly #stop: () => Promise<void>;
  readonly #up = new Map<number, () => void>();
  readonly #waiting = new Map<string, (answer: Answer) => void>();
  #transactions = 0;
  #session = 0;

  private constructor(pid: number, socket: WebSocket, stop: () => Promise<void>) {
    this.pid = pid;
    this.#socket = socket;
    this.#stop = stop;
    socket.addEventListener('message', ({ data }) => {
      const answer = message.parse(JSON.parse(String(data)));
      if (answer.janus === 'webrtcup' && answer.sender !== undefined) this.#up.get(answer.sender)?.();
      // What a plugin is told is acknowledged first and answered later.
      if (answer.janus === 'ack' || answer.transaction === undefined) return;
      this.#waiting.get(answer.transaction)?.(answer);
      this.#waiting.delete(answer.transaction);
    });
  }

  static async start(port: number): Promise<Janus> {
    const folder = mkdtempSync(path.join(tmpdir(), 'janus-'));
    const door = `general: { json = "compact" ws = true ws_port = ${String(port)} ws_ip = "127.0.0.1" }`;
    writeFileSync(path.join(folder, 'janus.transport.websockets.jcfg'), door);
    writeFileSync(path.join(folder, 'janus.plugin.videoroom.jcfg'), 'general: { }');
    const only = 'plugins: { disable = "libjanus_audiobridge.so,libjanus_streaming.so,libjanus_sip.so,libjanus_nosip.so" }';
    writeFileSync(path.join(folder, 'janus.jcfg'), `general: { debug_level = 3 }\n${only}\ntransports: { disable = "libjanus_http.so" }\n`);
    const args = ['-C', path.join(folder, 'janus.jcfg'), '-F', folder, '-P', `${library}/plugins`, '-I'];
    const child = spawn('/usr/bin/janus', args, { stdio: 'ignore' });
    const stop = async (): Promise<void> => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true });
    };
    const janus = new Janus(child.pid ?? 0, await connect(`ws://127.0.0.1:${String(port)}/`), stop);
    janus.#session = (await janus.#ask({ janus: 'create' })).data?.id ?? 0;
    return janus;
  }

  /** @returns a room's number */
  async makeRoom(): Promise<number> {
    const { plugindata } = await this.#tell(await this.#attach(), { request: 'create', publishers: 10, bitrate: 0 });
    return Number(plugindata?.data['room']);
  }

  /** Somebody who sends. @returns Janus' answer, by which number others subscribe, and when they can */
  async publish(room: number, offer: string): Promise<{ readonly answer: string; readonly feed: number; readonly ready: Promise<void> }> {
    const handle = await this.#attach();
    const ready = new Promise<void>((resolve) => this.#up.set(handle, resolve));
    const { plugindata } = await this.#tell(handle, { request: 'join', ptype: 'publisher', room });
    const { jsep } = await this.#tell(handle, { request: 'publish' }, { type: 'offer', sdp: offer });
    return { answer: jsep?.sdp ?? '', feed: Number(plugindata?.data['id']), ready };
  }

  /** Somebody who receives: answers Janus' offer. */
  async subscribe(room: number, feed: number, answer: (offer: string) => Promise<string>): Promise<void> {
    const handle = await this.#attach();
    const { jsep } = await this.#tell(handle, { request: 'join', ptype: 'subscriber', room, streams: [{ feed }] });
    await this.#tell(handle, { request: 'start' }, { type: 'answer', sdp: await answer(jsep?.sdp ?? '') });
  }

  async stop(): Promise<void> {
    this.#socket.close();
    await this.#stop();
  }

  async #attach(): Promise<number> {
    return (await this.#ask({ janus: 'attach', plugin: 'janus.plugin.videoroom' })).data?.id ?? 0;
  }

  #tell(handle: number, body: object, jsep?: { type: string; sdp: string }): Promise<Answer> {
    return this.#ask({ janus: 'message', handle_id: handle, body, ...(jsep ? { jsep } : {}) });
  }

  #ask(asked: object): Promise<Answer> {
    const transaction = String((this.#transactions += 1));
    const session = this.#session === 0 ? {} : { session_id: this.#session };
    this.#socket.send(JSON.stringify({ ...asked, ...session, transaction }));
    return new Promise((resolve) => this.#waiting.set(transaction, resolve));
  }
}

async function connect(url: string): Promise<WebSocket> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const socket = new WebSocket(url, 'janus-protocol');
    const isOpen = await new Promise<boolean>((resolve) => {
      socket.addEventListener('open', () => resolve(true));
      socket.addEventListener('error', () => resolve(false));
    });
    if (isOpen) return socket;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('Janus did not start (apt-get install janus)');
}
