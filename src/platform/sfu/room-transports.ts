import type { Device, types } from 'mediasoup-client';
import { done, iceRestarted, produced, transportOpened, type RoomRequest } from './room-wire.ts';
import type { BrowserTraits } from './this-device.ts';
import { doesServerBegin, optionsOf, type Direction, type WayAhead } from './way-ahead.ts';

export interface TransportsOptions {
  readonly request: RoomRequest;
  readonly traits: BrowserTraits;
  readonly onState: (state: types.ConnectionState) => void;
  readonly ahead: WayAhead | undefined;
}

/** The two ways of this side to the SFU, made when they are needed. */
export class RoomTransports {
  readonly #device: Device;
  readonly #request: RoomRequest;
  readonly #traits: BrowserTraits;
  readonly #onState: (state: types.ConnectionState) => void;
  #sending: Promise<types.Transport> | undefined;
  #receiving: Promise<types.Transport> | undefined;
  readonly #open = new Set<types.Transport>();
  #ahead: WayAhead | undefined;

  /** `ahead`: what the server opened with the room. */
  constructor(device: Device, { request, traits, onState, ahead }: TransportsOptions) {
    this.#device = device;
    this.#request = request;
    this.#traits = traits;
    this.#onState = onState;
    this.#ahead = ahead;
  }

  sending(): Promise<types.Transport> {
    this.#sending ??= this.#make('send');
    this.#sending.catch(() => (this.#sending = undefined));
    return this.#sending;
  }

  receiving(): Promise<types.Transport> {
    this.#receiving ??= this.#make('receive');
    this.#receiving.catch(() => (this.#receiving = undefined));
    return this.#receiving;
  }

  /** Makes this side's end of a way that the server opened: what comes first on it does not wait for that. Nothing goes yet. */
  prepare(direction: Direction): void {
    const made = direction === 'send' ? this.sending() : this.receiving();
    // Whoever needs it makes it again.
    made.catch(() => undefined);
  }

  /** New ways for the same streams: the network is another one, or was away. @throws what the request throws: `not-found` when they are gone */
  async restartIce(): Promise<void> {
    await Promise.all([this.#restartAhead(), ...[...this.#open].map((transport) => this.#restart(transport))]);
  }

  /** What the browser measured on each way. */
  reports(): Promise<readonly RTCStatsReport[]> {
    return Promise.all([...this.#open].map((transport) => transport.getStats()));
  }

  close(): void {
    for (const transport of this.#open) transport.close();
    this.#open.clear();
  }

  async #make(direction: Direction): Promise<types.Transport> {
    const ahead = this.#takeAhead(direction);
    const own = ahead?.own;
    const doesServer = doesServerBegin(direction, this.#traits);
    const options = optionsOf(ahead?.options ?? (await this.#request('room.transport', { direction }, transportOpened)), {
      own,
      doesServer,
    });
    const transport = direction === 'send' ? this.#device.createSendTransport(options) : this.#device.createRecvTransport(options);
    this.#open.add(transport);
    transport.on('connect', ({ dtlsParameters }, resolve, reject) => {
      if (own?.isUsedIn(dtlsParameters)) return resolve();
      const told = this.#connect(direction, { transportId: transport.id, dtlsParameters });
      if (!doesServer) return void told.then(resolve, reject);
      // The server begins when it hears of this, and this side goes on meanwhile: it hears of it before the first stream.
      told.catch(() => transport.close());
      return resolve();
    });
    transport.on('produce', ({ kind, rtpParameters, appData }, resolve, reject) => {
      const asked = { transportId: transport.id, kind, rtpParameters, source: appData['source'] };
      this.#request('room.produce', asked, produced).then(({ producerId }) => resolve({ id: producerId }), reject);
    });
    transport.on('connectionstatechange', (state) => {
      this.#onState(state);
      // Only when the line to the server is there does this help; when it comes back it is done again.
      if (state === 'failed') this.#restart(transport).catch(() => undefined);
    });
    return transport;
  }

  /** When it fails the server may have heard this, or something else before: only a new way can be connected. This one closes with the others. */
  async #connect(
    direction: Direction,
    told: { readonly transportId: string; readonly dtlsParameters: types.DtlsParameters },
  ): Promise<void> {
    try {
      await this.#request('room.connect', told, done);
    } catch (cause) {
      if (direction === 'send') this.#sending = undefined;
      else this.#receiving = undefined;
      throw cause;
    }
  }

  /** Also finds out whether the server still has it. */
  async #restartAhead(): Promise<void> {
    const ahead = this.#ahead;
    if (!ahead) return;
    this.#ahead = undefined;
    const { iceParameters } = await this.#request('room.restartIce', { transportId: ahead.options.id }, iceRestarted);
    this.#ahead = { ...ahead, options: { ...ahead.options, iceParameters } };
  }

  #takeAhead(direction: Direction): WayAhead | undefined {
    const ahead = this.#ahead?.direction === direction ? this.#ahead : undefined;
    if (ahead) this.#ahead = undefined;
    return ahead;
  }

  async #restart(transport: types.Transport): Promise<void> {
    const { iceParameters } = await this.#request('room.restartIce', { transportId: transport.id }, iceRestarted);
    if (!transport.closed) await transport.restartIce({ iceParameters });
  }
}
