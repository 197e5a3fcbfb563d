import { DeviceError, problemOf, type DeviceProblem } from './device-problem.ts';

/** A track of the microphone for one user (a call, a meter). */
export interface MicrophoneLine {
  readonly track: MediaStreamTrack;
  /** Set by the user: another microphone took over, send this track from now on. */
  onReplaced: (track: MediaStreamTrack) => void;
  close(): void;
}

export interface MicrophoneSettings {
  /** Undefined: what the system takes as default. */
  readonly deviceId: string | undefined;
  readonly hasNoiseSuppression: boolean;
  readonly hasEchoCancellation: boolean;
}

export interface MicrophonePorts {
  readonly settings: () => MicrophoneSettings;
  /** What is certain without asking for a device: no WebRTC, no secure page. */
  readonly standingProblem: () => DeviceProblem | undefined;
  /** `navigator.mediaDevices.getUserMedia` */
  readonly getUserMedia: (constraints: MediaStreamConstraints) => Promise<MediaStream>;
  /** The device in use was unplugged; we went on with `label`, or with none (undefined). */
  readonly onFallback: (label: string | undefined) => void;
}

interface Line extends MicrophoneLine {
  track: MediaStreamTrack;
}

/**
 * One open microphone behind any number of lines. Each line is a clone, because switching a track off (mute, hold) must not
 * silence another call. Changing the device or losing it replaces every line's track without renegotiation.
 */
export class Microphone {
  readonly #ports: MicrophonePorts;
  readonly #lines = new Set<Line>();
  #source: MediaStreamTrack | undefined;
  #opening: Promise<MediaStreamTrack> | undefined;

  constructor(ports: MicrophonePorts) {
    this.#ports = ports;
  }

  /** Label of the microphone in use. */
  get label(): string | undefined {
    return this.#source?.label;
  }

  /** @throws {DeviceError} */
  async open(): Promise<MicrophoneLine> {
    const source = await this.#use();
    const line: Line = {
      track: source.clone(),
      onReplaced: () => undefined,
      close: () => {
        line.track.stop();
        if (this.#lines.delete(line) && this.#lines.size === 0) this.#release();
      },
    };
    this.#lines.add(line);
    return line;
  }

  /** Opens the microphone of the settings as they are now, for all lines. @throws {DeviceError} when it cannot be opened: the old one stays. */
  async change(): Promise<void> {
    if (this.#lines.size === 0) return;
    const source = await this.#request();
    this.#replaceSource(source);
  }

  close(): void {
    for (const line of Array.from(this.#lines)) line.close();
    this.#release();
  }

  async #use(): Promise<MediaStreamTrack> {
    if (this.#source !== undefined && this.#source.readyState === 'live') return this.#source;
    this.#opening ??= this.#request().finally(() => {
      this.#opening = undefined;
    });
    const source = await this.#opening;
    this.#adopt(source);
    return source;
  }

  async #request(): Promise<MediaStreamTrack> {
    const standing = this.#ports.standingProblem();
    if (standing !== undefined) throw new DeviceError(standing);
    const { deviceId, hasNoiseSuppression, hasEchoCancellation } = this.#ports.settings();
    const processing = {
      noiseSuppression: hasNoiseSuppression,
      echoCancellation: hasEchoCancellation,
      autoGainControl: hasNoiseSuppression,
    };
    try {
      return await this.#trackOf(processing, deviceId);
    } catch (error) {
      throw error instanceof DeviceError ? error : new DeviceError(problemOf(error), { cause: error });
    }
  }

  /** Asks for exactly the chosen microphone; one that is not plugged in today must not stop a call, then any will do. */
  async #trackOf(processing: MediaTrackConstraints, deviceId: string | undefined): Promise<MediaStreamTrack> {
    const exact = deviceId === undefined ? {} : { deviceId: { exact: deviceId } };
    try {
      const [track] = (await this.#ports.getUserMedia({ audio: { ...processing, ...exact } })).getAudioTracks();
      if (track === undefined) throw new DeviceError('no-microphone');
      return track;
    } catch (error) {
      // W3C Media Capture §10.2: no device fits the constraints.
      const isAway = error instanceof Error && (error.name === 'OverconstrainedError' || error.name === 'NotFoundError');
      if (deviceId === undefined || !isAway) throw error;
      return this.#trackOf(processing, undefined);
    }
  }

  #adopt(source: MediaStreamTrack): void {
    if (this.#source === source) return;
    this.#source = source;
    // W3C Media Capture: `ended` fires when the device is removed, not when we stop() it ourselves.
    source.addEventListener('ended', () => {
      if (this.#source === source) void this.#fallBack();
    });
  }

  #replaceSource(source: MediaStreamTrack): void {
    const before = this.#source;
    this.#adopt(source);
    for (const line of this.#lines) {
      const old = line.track;
      line.track = source.clone();
      line.track.enabled = old.enabled;
      line.onReplaced(line.track);
      old.stop();
    }
    before?.stop();
  }

  async #fallBack(): Promise<void> {
    this.#source = undefined;
    try {
      this.#replaceSource(await this.#request());
      this.#ports.onFallback(this.#source === undefined ? undefined : this.label);
    } catch (error) {
      if (!(error instanceof DeviceError)) throw error;
      this.#ports.onFallback(undefined);
    }
  }

  #release(): void {
    const source = this.#source;
    this.#source = undefined;
    source?.stop();
  }
}
