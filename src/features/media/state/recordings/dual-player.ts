import { recordingSides, type RecordingSide } from '../../../../../protocol/media/recordings.ts';

/** What the player needs of an HTMLAudioElement. */
export interface TrackAudio {
  src: string;
  currentTime: number;
  playbackRate: number;
  volume: number;
  readonly ended: boolean;
  play(): Promise<void>;
  pause(): void;
  addEventListener(name: 'error' | 'waiting' | 'playing' | 'ended', listener: () => void): void;
  removeAttribute(name: 'src'): void;
}

/**
 * Two tracks on one clock:
 *
 *   stopped ◄──play / pause, end──► playing        failed: a track could not be had; play tries again
 */
export interface PlayerState {
  readonly kind: 'stopped' | 'playing' | 'failed';
  readonly positionMs: number;
  readonly speed: number;
  readonly volumes: Readonly<Record<RecordingSide, number>>;
}

export interface DualPlayerOptions {
  readonly durationsMs: Readonly<Record<RecordingSide, number>>;
  readonly addresses: Readonly<Record<RecordingSide, string>>;
  readonly createAudio: () => TrackAudio;
  /** Calls again and again until the returned function is called. */
  readonly every: (periodMs: number, work: () => void) => () => void;
}

export const speeds = [0.75, 1, 1.25, 1.5, 2] as const;
const tickMs = 100;
/** Further apart than this they are set to one moment; between the two limits the one that lags runs a little faster. */
const jumpSeconds = 0.4;
const driftSeconds = 0.03;
const catchUp = 0.04;

/** Plays caller and callee together. Whoever made it calls `close()`. Nothing is fetched before the first `play()`. */
export class DualPlayer {
  readonly durationMs: number;
  readonly #options: DualPlayerOptions;
  readonly #audio: Readonly<Record<RecordingSide, TrackAudio>>;
  /** The track whose clock counts: the longer one. */
  readonly #leader: RecordingSide;
  readonly #listeners = new Set<() => void>();
  #isLoaded = false;
  #stopTicking: (() => void) | undefined;
  #state: PlayerState = { kind: 'stopped', positionMs: 0, speed: 1, volumes: { caller: 1, callee: 1 } };

  constructor(options: DualPlayerOptions) {
    this.#options = options;
    const { caller, callee } = options.durationsMs;
    this.durationMs = Math.max(caller, callee);
    this.#leader = callee > caller ? 'callee' : 'caller';
    this.#audio = { caller: options.createAudio(), callee: options.createAudio() };
    for (const side of recordingSides) this.#audio[side].addEventListener('error', () => this.#isLoaded && this.#stop({ kind: 'failed' }));
    this.#audio[this.#leader].addEventListener(
      'ended',
      () => this.#state.kind === 'playing' && this.#stop({ positionMs: this.durationMs }),
    );
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  state = (): PlayerState => this.#state;

  toggle = (): void => {
    if (this.#state.kind === 'playing') this.#stop({});
    else this.#play();
  };

  pause = (): void => {
    if (this.#state.kind === 'playing') this.#stop({});
  };

  /** To a moment of the common clock. */
  seek = (positionMs: number): void => {
    const at = Math.round(Math.max(0, Math.min(this.durationMs, positionMs)));
    this.#become({ positionMs: at });
    if (!this.#isLoaded) return;
    for (const side of recordingSides) this.#place(side, at);
  };

  setSpeed = (speed: number): void => {
    this.#become({ speed });
    for (const side of recordingSides) this.#audio[side].playbackRate = speed;
  };

  setVolume = (side: RecordingSide, volume: number): void => {
    this.#become({ volumes: { ...this.#state.volumes, [side]: volume } });
    this.#audio[side].volume = volume;
  };

  close(): void {
    this.#listeners.clear();
    this.#stop({});
    this.#isLoaded = false;
    for (const side of recordingSides) this.#audio[side].removeAttribute('src');
  }

  #play(): void {
    const { kind, positionMs } = this.#state;
    if (!this.#isLoaded || kind === 'failed') this.#load();
    const from = positionMs >= this.durationMs ? 0 : positionMs;
    this.#become({ kind: 'playing', positionMs: from });
    for (const side of recordingSides) {
      this.#audio[side].playbackRate = this.#state.speed;
      this.#place(side, from);
    }
    this.#stopTicking?.();
    this.#stopTicking = this.#options.every(tickMs, () => this.#tick());
  }

  #load(): void {
    for (const side of recordingSides) this.#audio[side].src = this.#options.addresses[side];
    this.#isLoaded = true;
  }

  /** A track that is over at that moment stays silent until one goes back. */
  #place(side: RecordingSide, atMs: number): void {
    const audio = this.#audio[side];
    const isPast = atMs >= this.#options.durationsMs[side];
    audio.currentTime = Math.min(atMs, this.#options.durationsMs[side]) / 1000;
    if (isPast) audio.pause();
    else if (this.#state.kind === 'playing') this.#start(side);
  }

  #start(side: RecordingSide): void {
    this.#audio[side].play().catch((error: unknown) => {
      // A pause that comes while it starts is no failure.
      if (!(error instanceof DOMException && error.name === 'AbortError') && this.#state.kind === 'playing') this.#stop({ kind: 'failed' });
    });
  }

  #tick(): void {
    const leader = this.#audio[this.#leader];
    this.#become({ positionMs: Math.min(this.durationMs, Math.round(leader.currentTime * 1000)) });
    this.#keepTogether(leader);
  }

  #keepTogether(leader: TrackAudio): void {
    const side: RecordingSide = this.#leader === 'caller' ? 'callee' : 'caller';
    const follower = this.#audio[side];
    if (follower.ended || leader.currentTime * 1000 >= this.#options.durationsMs[side]) return;
    const lag = leader.currentTime - follower.currentTime;
    if (Math.abs(lag) > jumpSeconds) follower.currentTime = leader.currentTime;
    const nudge = Math.abs(lag) > driftSeconds && Math.abs(lag) <= jumpSeconds ? Math.sign(lag) * catchUp : 0;
    follower.playbackRate = this.#state.speed * (1 + nudge);
  }

  #stop(change: Partial<PlayerState>): void {
    this.#stopTicking?.();
    this.#stopTicking = undefined;
    for (const side of recordingSides) this.#audio[side].pause();
    this.#become({ kind: 'stopped', ...change });
  }

  #become(change: Partial<PlayerState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
