import {
  FrameOpener,
  FrameSealer,
  type FrameCodec,
  type FrameKeyring,
  type FrameKeys,
  type FrameOrigin,
} from '../../../seal/frames/index.ts';
import type { FrameCounts, StreamOptions } from './frame-messages.ts';
import { HeldFrames, holdLimits } from './held-frames.ts';

/** What we use of RTCEncodedVideoFrame and RTCEncodedAudioFrame; sound has no type. */
export interface EncodedFrame {
  data: ArrayBuffer;
  readonly type?: 'key' | 'delta' | 'empty';
  getMetadata(): { readonly synchronizationSource?: number };
}

/** What we use of RTCRtpScriptTransformer (WebRTC Encoded Transform, W3C). */
export interface FrameTransformer {
  readonly readable: ReadableStream<EncodedFrame>;
  readonly writable: WritableStream<EncodedFrame>;
  /** Chromium has none (156): there the page asks the sender. */
  generateKeyFrame?(rid?: string): Promise<unknown>;
  sendKeyFrameRequest(): Promise<unknown>;
}

export interface PumpPlace {
  readonly keyring: FrameKeyring;
  readonly counts: FrameCounts;
  /** Asks the page for a key frame of a stream. */
  readonly askPage: (stream: number) => void;
  /** Monotonic milliseconds. */
  readonly now: () => number;
  /** Runs `task` after `ms`. */
  readonly after: (ms: number, task: () => void) => void;
}

/** How often a key frame is asked for while one is missing. */
const askEveryMs = 500;

export interface FramePump {
  /** Moves frames until the stream ends. Rejects when it breaks. */
  run(): Promise<void>;
  /** Of one that sends: its frames may go from now on. */
  begin?(): void;
  /** Of one that receives: its sender says what it is. Only the first counts. */
  name?(origin: FrameOrigin): void;
  handleKeys(keys: FrameKeys): Promise<void>;
}

export function pumpOf(transformer: FrameTransformer, options: StreamOptions, place: PumpPlace): FramePump {
  return options.direction === 'send' ? new SendingPump(transformer, options, place) : new ReceivingPump(transformer, options, place);
}

/** What is done with each frame; false when it goes no further. */
type Treat = (frame: EncodedFrame) => Promise<boolean>;

interface Wait {
  readonly until: Promise<undefined>;
  readonly hold: (frame: EncodedFrame) => void;
  /** What was held and is still of use. */
  readonly take: () => readonly EncodedFrame[];
}

/**
 * Each frame through `treat`, one after another, until the stream ends; those that come during `wait` are held until it is over, and go first. Read
 * and written by hand: a TransformStream between two pipes makes a dozen promises more of each frame.
 */
async function move({ readable, writable }: FrameTransformer, treat: Treat, wait?: Wait): Promise<void> {
  const reader = readable.getReader();
  const writer = writable.getWriter();
  const pass = async (frame: EncodedFrame): Promise<void> => {
    if (await treat(frame)) await writer.write(frame);
  };
  try {
    let coming = reader.read();
    if (wait) {
      const { until, hold, take } = wait;
      for (let next = await Promise.race([until, coming]); next && !next.done; next = await Promise.race([until, coming])) {
        hold(next.value);
        coming = reader.read();
      }
      for (const frame of take()) await pass(frame);
    }
    for (let next = await coming; !next.done; next = await reader.read()) await pass(next.value);
    await writer.close();
  } catch (error) {
    // Neither end waits for the other.
    await Promise.allSettled([reader.cancel(error), writer.abort(error)]);
    throw error;
  }
}

/** Asks for a key frame, not more often than it makes sense. */
class KeyFrameWish {
  readonly #now: () => number;
  readonly #ask: () => Promise<unknown>;
  #askedAt = -Infinity;

  constructor(now: () => number, ask: () => Promise<unknown>) {
    this.#now = now;
    this.#ask = ask;
  }

  make(isUrgent = false): void {
    if (!isUrgent && this.#now() - this.#askedAt < askEveryMs) return;
    this.#askedAt = this.#now();
    // Rejects when encoder or decoder do not run yet: then the next frame is a key frame anyway, or it is asked for again.
    this.#ask().catch(() => undefined);
  }
}

class SendingPump implements FramePump {
  readonly #transformer: FrameTransformer;
  readonly #place: PumpPlace;
  readonly #sealer: FrameSealer;
  readonly #keyFrame: KeyFrameWish;
  /** Frames of one picture in several sizes, each with its own key frames. */
  readonly #hasSizes: boolean;
  #hasBegun = false;
  #hasHeld = false;

  constructor(transformer: FrameTransformer, options: Extract<StreamOptions, { direction: 'send' }>, place: PumpPlace) {
    this.#transformer = transformer;
    this.#place = place;
    this.#sealer = new FrameSealer(options.context, options.codec);
    this.#hasSizes = options.rids.length > 1;
    this.#keyFrame = new KeyFrameWish(place.now, () => this.#askKeyFrame(options));
  }

  async handleKeys(keys: FrameKeys): Promise<void> {
    if ((await this.#sealer.setKeys(keys)) && this.#hasBegun) this.#keyFrame.make(true);
  }

  begin(): void {
    this.#hasBegun = true;
    // Of a picture that stands still the next frame may be a second away.
    if (this.#hasHeld && this.#place.keyring.current) this.#keyFrame.make(true);
  }

  async #askKeyFrame({ codec, rids, stream }: Extract<StreamOptions, { direction: 'send' }>): Promise<void> {
    if (codec === 'opus') return;
    if (!this.#transformer.generateKeyFrame) return this.#place.askPage(stream);
    const encodings = rids.length === 0 ? [undefined] : rids;
    await Promise.all(encodings.map(async (rid) => this.#transformer.generateKeyFrame?.(rid)));
  }

  run(): Promise<void> {
    return move(this.#transformer, (frame) => this.#seal(frame));
  }

  /** False when it must not be sent. */
  async #seal(frame: EncodedFrame): Promise<boolean> {
    if (!this.#hasBegun) {
      this.#place.counts.held += 1;
      this.#hasHeld = true;
      return false;
    }
    const { type = 'key' } = frame;
    const encoding = this.#hasSizes ? (frame.getMetadata().synchronizationSource ?? 0) : 0;
    const sealed = await this.#sealer.seal({ data: new Uint8Array(frame.data), isKeyFrame: type === 'key', encoding });
    this.#place.counts[sealed ? 'sealed' : 'held'] += 1;
    if (sealed) frame.data = sealed.buffer;
    else if (this.#place.keyring.current) this.#keyFrame.make();
    return sealed !== undefined;
  }
}

class ReceivingPump implements FramePump {
  readonly #transformer: FrameTransformer;
  readonly #place: PumpPlace;
  readonly #codec: FrameCodec;
  readonly #keyFrame: KeyFrameWish;
  readonly #held: HeldFrames<EncodedFrame>;
  readonly #named = Promise.withResolvers<undefined>();
  /** None before the stream is named: nothing is opened without one. */
  #opener: FrameOpener | undefined;
  #isHolding = false;
  #hasDropped = false;

  constructor(transformer: FrameTransformer, { codec, origin }: Extract<StreamOptions, { direction: 'receive' }>, place: PumpPlace) {
    this.#transformer = transformer;
    this.#place = place;
    this.#codec = codec;
    this.#held = new HeldFrames();
    this.#keyFrame = new KeyFrameWish(place.now, codec === 'opus' ? () => Promise.resolve() : () => transformer.sendKeyFrameRequest());
    if (origin) this.name(origin);
  }

  name(origin: FrameOrigin): void {
    if (this.#opener) return;
    this.#opener = new FrameOpener(this.#place.keyring, this.#codec, origin);
    this.#named.resolve(undefined);
  }

  async handleKeys(): Promise<void> {
    if (this.#hasDropped) this.#keyFrame.make(true);
    this.#hasDropped = false;
  }

  run(): Promise<void> {
    const wait = { until: this.#named.promise, hold: (frame: EncodedFrame) => this.#hold(frame), take: () => this.#take() };
    return move(this.#transformer, (frame) => this.#open(frame), this.#opener ? undefined : wait);
  }

  #hold(frame: EncodedFrame): void {
    this.#place.counts.unnamed += 1;
    // Sound that comes late is played late, and then everything after it.
    if (this.#codec === 'opus') return;
    this.#held.add(frame);
    if (!this.#isHolding) this.#place.after(holdLimits.ms, () => this.#opener ?? this.#held.drop());
    this.#isHolding = true;
  }

  #take(): readonly EncodedFrame[] {
    const frames = this.#held.take();
    if (this.#opener && this.#held.hasDropped) this.#keyFrame.make(true);
    return frames;
  }

  /** False when it is not shown. */
  async #open(frame: EncodedFrame): Promise<boolean> {
    const opened = await this.#opener?.open(new Uint8Array(frame.data));
    if (!opened) return false;
    this.#place.counts[opened.isOpen ? 'opened' : opened.why] += 1;
    if (opened.isOpen) {
      frame.data = opened.data.buffer;
      return true;
    }
    this.#hasDropped = true;
    if (opened.why !== 'replayed' && this.#place.keyring.current) this.#keyFrame.make();
    return false;
  }
}
