import type { FrameOrigin } from '../../../../seal/frames/index.ts';
import type { ReceivedStream, UnnamedStream } from '../../../platform/sfu/room-client.ts';
import type { LiveContext } from './live-context.ts';

/** `inVain`: in the life of a page, so that a server that tells of streams for ever costs it no more than these. */
export const aheadLimits = { waiting: 4, inVain: 16, waitMs: 5_000 } as const;
/** So long a picture waits for its place on the page. */
const placeMs = 100;

interface Waiting {
  readonly stream: Promise<UnnamedStream>;
  readonly stopTimer: () => void;
}

/**
 * Streams of which only the server has told: they are on their way here while the sealed message that names them is on its own. Nothing of them
 * is opened; those that nobody names are closed again.
 */
export class StreamsAhead {
  readonly #schedule: LiveContext['schedule'];
  readonly #waiting = new Map<string, Waiting>();
  #inVain = 0;

  constructor(schedule: LiveContext['schedule']) {
    this.#schedule = schedule;
  }

  /** Lets one come, if there is room for it; else it comes when it is named. */
  begin(producerId: string, receive: () => Promise<UnnamedStream>): void {
    if (this.#waiting.has(producerId) || this.#waiting.size >= aheadLimits.waiting || this.#inVain >= aheadLimits.inVain) return;
    const stream = receive();
    // Whoever needs it asks again, and says so when that fails.
    stream.catch(() => undefined);
    this.#waiting.set(producerId, { stream, stopTimer: this.#schedule(aheadLimits.waitMs, () => this.drop(producerId)) });
  }

  /** One that its sender named, if it was on its way: the caller's now. */
  async named(producerId: string, origin: FrameOrigin): Promise<ReceivedStream | undefined> {
    const stream = await this.#take(producerId)?.catch(() => undefined);
    return stream && new NamedStream(stream, origin, this.#schedule);
  }

  /** It ended, or nobody named it in time. */
  drop(producerId: string): void {
    const stream = this.#take(producerId);
    if (!stream) return;
    this.#inVain += 1;
    closeWhenHere(stream);
  }

  /** All of them. Mine, idempotent. */
  close(): void {
    for (const producerId of this.#waiting.keys()) {
      const stream = this.#take(producerId);
      if (stream) closeWhenHere(stream);
    }
  }

  #take(producerId: string): Promise<UnnamedStream> | undefined {
    const waiting = this.#waiting.get(producerId);
    this.#waiting.delete(producerId);
    waiting?.stopTimer();
    return waiting?.stream;
  }
}

function closeWhenHere(stream: Promise<UnnamedStream>): void {
  stream.then(
    (here) => here.close(),
    () => undefined,
  );
}

/**
 * Its frames are opened once it has a place on the page: of what is decoded before, nothing is seen, and the next frame of a picture that stands
 * still may be a second away.
 */
class NamedStream implements ReceivedStream {
  readonly #stream: UnnamedStream;
  readonly #origin: FrameOrigin;
  readonly #stopTimer: () => void;
  #isOpen = false;

  constructor(stream: UnnamedStream, origin: FrameOrigin, schedule: LiveContext['schedule']) {
    this.#stream = stream;
    this.#origin = origin;
    this.#stopTimer = schedule(placeMs, () => this.#open());
    if (stream.track.kind === 'audio') this.#open();
  }

  get track(): MediaStreamTrack {
    return this.#stream.track;
  }

  setShownHeight(height: number): void {
    this.#stream.setShownHeight(height);
    if (height > 0) this.#open();
  }

  stats(): Promise<RTCStatsReport> {
    return this.#stream.stats();
  }

  close(): void {
    this.#stopTimer();
    this.#stream.close();
  }

  #open(): void {
    this.#stopTimer();
    if (!this.#isOpen) this.#stream.name(this.#origin);
    this.#isOpen = true;
  }
}
