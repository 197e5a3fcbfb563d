/** What is played on this page. One sound at a time: another one stops it. */
export interface ListeningState {
  /** Address of what is loaded; undefined before the first. */
  source: string | undefined;
  isPlaying: boolean;
  hasFailed: boolean;
}

/** Plays prompts, previews and takes of one's own. Whoever made it calls `close()`. */
export class Listening {
  #state: ListeningState = { source: undefined, isPlaying: false, hasFailed: false };
  readonly #audio = new Audio();
  readonly #listeners = new Set<() => void>();

  constructor() {
    this.#audio.preload = 'none';
    this.#audio.addEventListener('play', () => this.#become({ isPlaying: true, hasFailed: false }));
    this.#audio.addEventListener('pause', () => this.#become({ isPlaying: false }));
    this.#audio.addEventListener('ended', () => this.#become({ isPlaying: false }));
    this.#audio.addEventListener('error', () => this.#state.source !== undefined && this.#become({ isPlaying: false, hasFailed: true }));
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  state = (): ListeningState => this.#state;

  /** Plays from the beginning, or stops what plays. */
  toggle = (source: string): void => {
    if (this.#state.source === source && this.#state.isPlaying) return this.stop();
    if (this.#state.source !== source) this.#audio.src = source;
    this.#become({ source, hasFailed: false });
    this.#audio.currentTime = 0;
    // A refusal to play is told by `error`; a play that the next press interrupts is no failure.
    void this.#audio.play().catch((error: unknown) => {
      if (!(error instanceof DOMException && error.name === 'AbortError')) this.#become({ isPlaying: false, hasFailed: true });
    });
  };

  stop = (): void => this.#audio.pause();

  close(): void {
    this.#listeners.clear();
    this.#audio.pause();
    this.#audio.removeAttribute('src');
  }

  #become(change: Partial<ListeningState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
