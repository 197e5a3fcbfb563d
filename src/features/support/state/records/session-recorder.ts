import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LiveSession } from '../live-session.ts';
import type { LiveView } from '../live-view.ts';
import { RecordedFile, type RecordedFileParts } from './recorded-file.ts';

/**
 * ```
 * off ─start─▶ starting ─keys are there─▶ recording ◀─pause, resume─▶ paused
 *                                          recording ◀─nothing is heard of the customer's page, it is again─▶ held
 * starting | recording | paused | held ─stop, the grant is gone, the end─▶ finishing ─all is kept─▶ off
 * ```
 */
export type RecorderState = 'off' | 'starting' | 'recording' | 'paused' | 'held' | 'finishing';

export interface RecorderView {
  readonly state: RecorderState;
  /** Recorded before `since`, milliseconds. */
  readonly recordedMs: number;
  /** Since when it records, by `now`; undefined while it does not. */
  readonly since: number | undefined;
  /** Sealed and not sent yet. */
  readonly waitingBytes: number;
  /** Why it ended or did not begin. */
  readonly failure: unknown;
  /** The customer took it back. */
  readonly isRevoked: boolean;
}

export interface RecorderParts extends Pick<RecordedFileParts, 'records' | 'takes' | 'schedule'> {
  readonly session: Pick<LiveSession, 'view' | 'setRecording'>;
  /** `performance.now()` */
  readonly now: () => number;
}

const nothing: RecorderView = { state: 'off', recordedMs: 0, since: undefined, waitingBytes: 0, failure: undefined, isRevoked: false };

/**
 * Records what an expert sees and hears of a session, as long as the customer allows it. Another picture begins another file. What it
 * records is told before it is recorded, and nothing is recorded while nothing is heard of the customer's page: they may have taken it back.
 */
export class SessionRecorder {
  readonly view: StoreApi<RecorderView> = createStore<RecorderView>(() => nothing);
  readonly #parts: RecorderParts;
  #picture: MediaStreamTrack | undefined;
  #file: { readonly file: RecordedFile; readonly picture: MediaStreamTrack | undefined } | undefined;
  /** Files that are sent to their end. */
  #finishing = 0;
  #isBeginning = false;

  constructor(parts: RecorderParts) {
    this.#parts = parts;
  }

  /** Hears the session from now on. The returned function ends that, and the recording; what was recorded is sent to its end. */
  listen(): () => void {
    const stopHearing = this.#parts.session.view.subscribe((live) => this.#handleLive(live));
    return () => {
      stopHearing();
      this.stop();
    };
  }

  /** Begins, when the customer allows it. */
  start(): void {
    if (this.#state !== 'off' || !mayRecord(this.#live) || this.#live.link !== 'live') return;
    this.view.setState({ ...nothing, state: 'starting' });
    this.#parts.session.setRecording(true);
    this.#begin();
  }

  pause(): void {
    if (this.#state !== 'recording' && this.#state !== 'held') return;
    this.#rest('paused');
    this.#parts.session.setRecording(false);
  }

  resume(): void {
    if (this.#state !== 'paused') return;
    this.#parts.session.setRecording(true);
    if (this.#live.link === 'live') this.#goOn();
    else this.#rest('held');
  }

  stop(): void {
    if (this.#state === 'off' || this.#state === 'finishing') return;
    this.#rest('finishing');
    this.#parts.session.setRecording(false);
    this.#finish();
    this.#settle();
  }

  /** Which picture is on the stage. */
  setPicture(picture: MediaStreamTrack | undefined): void {
    if (picture === this.#picture) return;
    this.#picture = picture;
    if (this.#state === 'recording') this.#begin();
  }

  get #state(): RecorderState {
    return this.view.getState().state;
  }

  get #live(): LiveView {
    return this.#parts.session.view.getState();
  }

  #handleLive(live: LiveView): void {
    if (this.#state === 'off' || this.#state === 'finishing') return;
    if (live.link === 'ended') return this.stop();
    if (!mayRecord(live)) {
      this.stop();
      return this.view.setState({ isRevoked: true });
    }
    if (live.link === 'live' && this.#state === 'held') return this.#goOn();
    if (live.link !== 'live' && this.#state === 'recording') return this.#rest('held');
    return this.#file?.file.setVoices(voicesOf(live));
  }

  /** Records the picture that is on the stage, in a file of its own. */
  #begin(): void {
    if (this.#isBeginning) return;
    this.#isBeginning = true;
    this.#finish();
    const picture = this.#picture;
    const { records, takes, schedule } = this.#parts;
    const parts: RecordedFileParts = {
      records,
      takes,
      schedule,
      onWaiting: (waitingBytes) => this.view.setState({ waitingBytes }),
      onBroken: (failure) => this.#fail(failure),
    };
    void this.#beginFile(picture, parts);
  }

  async #beginFile(picture: MediaStreamTrack | undefined, parts: RecordedFileParts): Promise<void> {
    let file: RecordedFile | undefined;
    try {
      file = await RecordedFile.begin(picture, parts, () => this.#state === 'starting' || this.#state === 'recording');
    } catch (failure) {
      this.#fail(failure);
    } finally {
      this.#isBeginning = false;
    }
    if (file) this.#handleBegun(file, picture);
  }

  #handleBegun(file: RecordedFile, picture: MediaStreamTrack | undefined): void {
    file.setVoices(voicesOf(this.#live));
    this.#file = { file, picture };
    // It may have become something else in between.
    if (this.#state === 'off' || this.#state === 'finishing') return this.#finish();
    if (this.#state === 'held' || this.#state === 'paused') return file.pause();
    if (this.#state === 'starting') this.view.setState({ state: 'recording', since: this.#parts.now() });
    if (this.#live.link !== 'live') return this.#rest('held');
    // Another one came on the stage meanwhile.
    if (picture !== this.#picture) this.#begin();
    return undefined;
  }

  #goOn(): void {
    this.view.setState({ state: 'recording', since: this.#parts.now() });
    if (this.#file && this.#file.picture === this.#picture) {
      this.#file.file.setVoices(voicesOf(this.#live));
      this.#file.file.resume();
    } else this.#begin();
  }

  /** Records nothing from here on. */
  #rest(state: 'paused' | 'held' | 'finishing'): void {
    this.#file?.file.pause();
    const { recordedMs, since } = this.view.getState();
    this.view.setState({
      state,
      since: undefined,
      recordedMs: since === undefined ? recordedMs : recordedMs + this.#parts.now() - since,
    });
  }

  #finish(): void {
    const ending = this.#file;
    this.#file = undefined;
    if (!ending) return;
    this.#finishing += 1;
    ending.file
      .finish()
      .catch((failure: unknown) => this.view.setState({ failure }))
      .finally(() => {
        this.#finishing -= 1;
        this.#settle();
      });
  }

  #settle(): void {
    if (this.#state === 'finishing' && this.#finishing === 0) this.view.setState({ state: 'off', waitingBytes: 0 });
  }

  #fail(failure: unknown): void {
    this.stop();
    this.view.setState({ failure });
  }
}

function mayRecord({ capabilities }: LiveView): boolean {
  return capabilities.record.state === 'granted';
}

function voicesOf({ streams }: LiveView): readonly MediaStreamTrack[] {
  return streams.flatMap(({ source, track, isPaused }) => (source === 'voice' && track && !isPaused ? [track] : []));
}
