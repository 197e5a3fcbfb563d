import type { Browser, Page } from '@playwright/test';
import { build } from 'vite';
import type { MediaRoom, RoomConsumer, RoomTransport } from '../room-engine.ts';

interface Decoded {
  readonly codec: string;
  readonly frames: number;
  readonly width: number;
  readonly energy: number;
}

/** The page of a seat as one script. */
export async function buildSeatPage(): Promise<string> {
  const input = new URL('./room-page.js', import.meta.url).pathname;
  const rolldownOptions = { input, output: { format: 'iife' as const } };
  const result = await build({ configFile: false, logLevel: 'silent', publicDir: false, build: { write: false, rolldownOptions } });
  const files = [result].flat().flatMap((one) => ('output' in one ? one.output : []));
  return files.map((file) => (file.type === 'chunk' ? file.code : '')).join('');
}

/** A seat of a room: its end at the engine, and a Chromium page with mediasoup-client. */
export class RoomSeat {
  readonly #room: MediaRoom;
  readonly #page: Page;
  readonly #protocol: string;
  readonly #transports = new Map<string, RoomTransport>();
  readonly consumers = new Map<string, RoomConsumer>();

  private constructor(room: MediaRoom, page: Page, protocol: string) {
    this.#room = room;
    this.#page = page;
    this.#protocol = protocol;
  }

  /** `protocol`: the only candidates that the page is told. */
  static async open(parts: { room: MediaRoom; browser: Browser; script: string; protocol?: 'udp' | 'tcp' }): Promise<RoomSeat> {
    const page = await parts.browser.newPage();
    const seat = new RoomSeat(parts.room, page, parts.protocol ?? 'udp');
    await page.exposeFunction('roomRequest', (method: string, data: never) => seat.#answer(method, data));
    await page.addScriptTag({ content: parts.script });
    await seat.#run('open', parts.room.rtpCapabilities);
    return seat;
  }

  send(source: 'voice' | 'camera' | 'screen'): Promise<string> {
    return this.#run('send', source);
  }

  /** Turns off what is larger than the size `size`, from 0. */
  sendUpTo(producerId: string, size: number): Promise<void> {
    return this.#run('sendUpTo', { producerId, size });
  }

  /** Resolves with the consumer. */
  async receive(producerId: string): Promise<RoomConsumer> {
    const consumer = this.consumers.get(await this.#run<string>('receive', producerId));
    if (!consumer) throw new Error('the page has a consumer that the room does not have');
    return consumer;
  }

  decoded(producerId: string): Promise<Decoded> {
    return this.#run('decoded', producerId);
  }

  close(): Promise<void> {
    return this.#page.close();
  }

  #run<Result>(name: string, given: unknown): Promise<Result> {
    return this.#page.evaluate<Result>(`seat.${name}(${JSON.stringify(given)})`);
  }

  async #answer(method: string, data: Asked): Promise<unknown> {
    if (method === 'transport') return this.#addTransport();
    const transport = this.#transports.get(data.transportId);
    if (method === 'connect') return transport?.connect(data.dtlsParameters);
    if (method === 'produce') return (await transport?.produce(data))?.id;
    if (method === 'resumeConsumer') return this.consumers.get(data.consumerId)?.resume();
    const consumer = await transport?.consume(data);
    if (!consumer) throw new Error(`the page asked for ${method} on a transport that is not there`);
    this.consumers.set(consumer.id, consumer);
    const { id, kind, rtpParameters } = consumer;
    return { id, kind, rtpParameters };
  }

  async #addTransport(): Promise<unknown> {
    const transport = await this.#room.addTransport();
    this.#transports.set(transport.id, transport);
    const { id, iceParameters, dtlsParameters } = transport;
    const iceCandidates = transport.iceCandidates.filter(({ protocol }) => protocol === this.#protocol);
    return { id, iceParameters, iceCandidates, dtlsParameters };
  }
}

type Asked = Parameters<RoomTransport['produce']>[0] &
  Parameters<RoomTransport['consume']>[0] & {
    readonly transportId: string;
    readonly consumerId: string;
    readonly dtlsParameters: Parameters<RoomTransport['connect']>[0];
  };
