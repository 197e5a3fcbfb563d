import { DeviceError, abilitiesOfThisPage, problemOf, standingProblem, type DeviceProblem } from './device-problem.ts';
import { browserStorage } from '../storage/careful-storage.ts';
import { readDeviceChoice } from './device-choice.ts';

/**
 * A recording in the browser.
 *
 *   idle ──► asking ──► recording ──► done
 *    ▲         │            │           │
 *    └─────────┴──reset─────┴───────────┘      asking ──► failed ──► asking
 */
export type RecordingState =
  | { kind: 'idle' }
  | { kind: 'asking' }
  | { kind: 'recording'; track: MediaStreamTrack; startedAtMs: number }
  | { kind: 'done'; file: Blob; url: string }
  | { kind: 'failed'; problem: DeviceProblem };

/** Records with the microphone that this browser uses for calls. Whoever made it calls `close()`. */
export class Recording {
  #state: RecordingState = { kind: 'idle' };
  #recorder: MediaRecorder | undefined;
  #limit: ReturnType<typeof setTimeout> | undefined;
  readonly #maxMs: number;
  readonly #listeners = new Set<() => void>();

  constructor(options: { maxMs: number }) {
    this.#maxMs = options.maxMs;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  state = (): RecordingState => this.#state;

  /** Asks for the microphone and begins; what was recorded before is forgotten. */
  start = async (): Promise<void> => {
    if (this.#state.kind === 'asking' || this.#state.kind === 'recording') return;
    this.reset();
    this.#become({ kind: 'asking' });
    try {
      const track = await openTrack();
      // Closed or reset while the browser asked the person.
      if (this.state().kind === 'asking') this.#record(track);
      else track.stop();
    } catch (error) {
      if (this.state().kind === 'asking') this.#become({ kind: 'failed', problem: problemOf(error) });
    }
  };

  stop = (): void => {
    if (this.#recorder?.state === 'recording') this.#recorder.stop();
  };

  /** Forgets what was recorded, also in the middle. */
  reset = (): void => {
    clearTimeout(this.#limit);
    const recorder = this.#recorder;
    this.#recorder = undefined;
    if (recorder?.state === 'recording') recorder.stop();
    if (this.#state.kind === 'recording') this.#state.track.stop();
    if (this.#state.kind === 'done') URL.revokeObjectURL(this.#state.url);
    this.#become({ kind: 'idle' });
  };

  close(): void {
    this.#listeners.clear();
    this.reset();
  }

  #record(track: MediaStreamTrack): void {
    const recorder = new MediaRecorder(new MediaStream([track]), { audioBitsPerSecond: 64_000 });
    const parts: Blob[] = [];
    recorder.addEventListener('dataavailable', (event) => parts.push(event.data));
    recorder.addEventListener('stop', () => {
      track.stop();
      if (this.#recorder !== recorder) return;
      clearTimeout(this.#limit);
      const file = new Blob(parts, { type: recorder.mimeType });
      this.#become({ kind: 'done', file, url: URL.createObjectURL(file) });
    });
    this.#recorder = recorder;
    recorder.start();
    this.#limit = setTimeout(this.stop, this.#maxMs);
    this.#become({ kind: 'recording', track, startedAtMs: Date.now() });
  }

  #become(state: RecordingState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

/** Without the processing that calls want: it takes something from every voice. */
async function openTrack(): Promise<MediaStreamTrack> {
  const standing = standingProblem(abilitiesOfThisPage());
  if (standing !== undefined) throw new DeviceError(standing);
  const { microphoneId, hasNoiseSuppression } = readDeviceChoice(browserStorage);
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: {
      echoCancellation: false,
      noiseSuppression: hasNoiseSuppression,
      autoGainControl: true,
      ...(microphoneId === undefined ? {} : { deviceId: { ideal: microphoneId } }),
    },
  });
  const [track] = stream.getAudioTracks();
  if (track === undefined) throw new DeviceError('no-microphone');
  return track;
}
