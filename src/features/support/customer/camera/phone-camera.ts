import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CameraAskView, CameraView } from '../../state/camera-view.ts';
import type { Capture, Captured } from '../../state/capture.ts';
import type { LiveSession } from '../../state/live-session.ts';
import type { StreamView } from '../../state/live-view.ts';
import { isRear, nextCamera } from '../../state/rear-camera.ts';
import { FrozenPicture } from './frozen-picture.ts';
import { isWeak } from './hints.ts';
import { sampleOf, takeStill } from './take-still.ts';
import { hasTorch, setTorch, setZoom, zoomOf } from './track-abilities.ts';

export type CameraTrouble = 'lost' | 'revoked';

export interface PhoneCameraView {
  readonly isStarting: boolean;
  /** Ended by itself; undefined: it runs, or the person turned it off. */
  readonly trouble: CameraTrouble | undefined;
  /** Ids of this device's cameras; browsers tell them once one was allowed. */
  readonly cameras: readonly string[];
  /** The network carries less than the picture needs, for some seconds now. */
  readonly isWeak: boolean;
}

/** What a camera works with; it is fetched and begun with the page that shows it. */
export interface Phone {
  readonly session: Session;
  readonly capture: Pick<Capture, 'camera'>;
}

type Session = Pick<
  LiveSession,
  'getView' | 'subscribe' | 'shareCamera' | 'startVoice' | 'changeCamera' | 'tellCamera' | 'answerCamera' | 'setStillSource' | 'statsOf'
>;

const weighEveryMs = 3_000;
/** The way to the other side needs some seconds to find out what it carries. */
const weakLooks = 3;

/**
 * This device's camera in a session: what it can, and what is done with it.
 * ```
 * off ─start─▶ on ◀─freeze─▶ frozen        on, frozen ─switch─▶ on        on, frozen ─unplugged, taken away─▶ lost ─start, seen again─▶ on
 * ```
 */
export class PhoneCamera {
  readonly view: StoreApi<PhoneCameraView> = createStore<PhoneCameraView>(() => ({
    isStarting: false,
    trouble: undefined,
    cameras: [],
    isWeak: false,
  }));
  readonly #session: Session;
  readonly #capture: Pick<Capture, 'camera'>;
  readonly #life = new AbortController();
  #watched: MediaStreamTrack | undefined;
  #frozen: FrozenPicture | undefined;
  #isTorchOn = false;
  #wasSpeaking = false;
  #weakLooks = 0;

  constructor({ session, capture }: Phone) {
    this.#session = session;
    this.#capture = capture;
    session.setStillSource(() => this.#takeStill());
    const stop = session.subscribe(() => this.#look());
    const { signal } = this.#life;
    signal.addEventListener('abort', stop);
    navigator.mediaDevices?.addEventListener('devicechange', () => void this.#readCameras(), { signal });
    document.addEventListener('visibilitychange', () => this.#handleSeen(), { signal });
    const timer = setInterval(() => void this.#weigh(), weighEveryMs);
    signal.addEventListener('abort', () => clearInterval(timer));
    // The picture may be older than this.
    this.#look();
  }

  /** Camera and voice; in a tap. A voice that cannot be had leaves the picture as it is. */
  async start(): Promise<void> {
    this.view.setState({ isStarting: true, trouble: undefined });
    try {
      await this.#session.shareCamera();
      if (this.#picture() && !this.#isSpeaking()) await this.#session.startVoice();
    } finally {
      this.view.setState({ isStarting: false });
    }
  }

  /** The next camera of this device. @returns whether it is there */
  async switch(): Promise<boolean> {
    const picture = this.#picture();
    if (!picture) return false;
    await this.#readCameras();
    const current = this.#live()?.getSettings().deviceId;
    const next = nextCamera(this.view.getState().cameras, current);
    if (next === undefined) return false;
    const isDone = await this.#session.changeCamera(picture.producerId, (before) => this.#other(before, next, current));
    this.#frozen = undefined;
    this.#isTorchOn = false;
    this.#tell();
    return isDone;
  }

  async setTorch(isOn: boolean): Promise<boolean> {
    const done = await this.#apply((track) => setTorch(track, isOn));
    if (done) this.#isTorchOn = isOn;
    this.#tell();
    return done;
  }

  async setZoom(value: number): Promise<boolean> {
    const done = await this.#apply((track) => setZoom(track, value));
    this.#tell();
    return done;
  }

  async freeze(isFrozen: boolean): Promise<void> {
    const picture = this.#picture();
    if (!picture || isFrozen === (this.#frozen !== undefined)) return;
    await this.#session.changeCamera(picture.producerId, async (before) => {
      const frozen = this.#frozen;
      this.#frozen = undefined;
      if (frozen) return frozen.thaw();
      return (this.#frozen = await FrozenPicture.of(before));
    });
    this.#tell();
  }

  /** The picture as 32 by 18 pixels; undefined: it is off. */
  async sample(): Promise<Uint8ClampedArray | undefined> {
    const track = this.#live();
    return track && track.readyState === 'live' ? sampleOf(track) : undefined;
  }

  /** A tap on what an expert asked for. */
  async answer(ask: CameraAskView, isAllowed: boolean): Promise<void> {
    this.#session.answerCamera(ask.id, isAllowed && (await this.#do(ask)));
  }

  /** The page goes away. Mine, idempotent. */
  close(): void {
    this.#life.abort();
    this.#session.setStillSource(undefined);
  }

  #do({ wish }: CameraAskView): Promise<boolean> {
    if (wish.what === 'switch') return this.switch();
    return wish.what === 'torch' ? this.setTorch(wish.isOn) : this.setZoom(wish.value);
  }

  /** Many phones open one camera at a time: the one goes before the other comes; when that one does not, the former is opened again. */
  async #other(before: Captured, next: string, current: string | undefined): Promise<Captured> {
    before.close();
    try {
      return await this.#capture.camera(next);
    } catch (cause) {
      return await this.#capture.camera(current).catch(() => {
        throw cause;
      });
    }
  }

  async #apply(change: (track: MediaStreamTrack) => Promise<void>): Promise<boolean> {
    const track = this.#live();
    if (!track) return false;
    try {
      await change(track);
      return true;
    } catch {
      // The camera said that it can, and does not: whoever asked sees that nothing changed.
      return false;
    }
  }

  #takeStill(): ReturnType<typeof takeStill> {
    const track = this.#picture()?.track;
    return track ? takeStill(track, this.#frozen !== undefined) : Promise.reject(new Error('the camera is off'));
  }

  #picture(): StreamView | undefined {
    return this.#session.getView().streams.find(({ isMine, source }) => isMine && source === 'camera');
  }

  #isSpeaking(): boolean {
    return this.#session.getView().streams.some(({ isMine, source }) => isMine && source === 'voice');
  }

  /** The camera's own track, also below a frozen picture. */
  #live(): MediaStreamTrack | undefined {
    return this.#frozen?.below.track ?? this.#picture()?.track;
  }

  /** The view changed: another track, or none. */
  #look(): void {
    const track = this.#picture()?.track;
    if (track === this.#watched) return;
    const isSame = track !== undefined && this.#watched !== undefined;
    this.#watched = track;
    if (!track) {
      this.#frozen = undefined;
      this.#isTorchOn = false;
    } else if (!isSame) {
      this.view.setState({ trouble: undefined });
      void this.#readCameras();
    }
    track?.addEventListener('ended', () => void this.#handleEnded(track), { signal: this.#life.signal });
    this.#tell();
  }

  /** Whether the network carries the picture. */
  async #weigh(): Promise<void> {
    const picture = this.#picture();
    const stats = picture && !picture.isPaused ? await this.#session.statsOf(picture.producerId) : undefined;
    this.#weakLooks = stats && isWeak(stats.values()) ? this.#weakLooks + 1 : 0;
    const isLong = this.#weakLooks >= weakLooks;
    if (isLong !== this.view.getState().isWeak) this.view.setState({ isWeak: isLong });
  }

  async #readCameras(): Promise<void> {
    const devices = await navigator.mediaDevices.enumerateDevices();
    const cameras = devices.filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '').map(({ deviceId }) => deviceId);
    if (this.#life.signal.aborted) return;
    this.view.setState({ cameras });
    this.#tell();
  }

  #tell(): void {
    const picture = this.#picture();
    const live = this.#live();
    if (!picture || !live) return this.#session.tellCamera(undefined);
    const camera: CameraView = {
      producerId: picture.producerId,
      cameras: Math.min(64, this.view.getState().cameras.length),
      isRear: isRear(live.getSettings(), live.label),
      isTorchOn: hasTorch(live) ? this.#isTorchOn : undefined,
      zoom: zoomOf(live),
      isFrozen: this.#frozen !== undefined,
    };
    return this.#session.tellCamera(camera);
  }

  /** A track ends by itself when the camera is unplugged or taken away; what the page stops says nothing. */
  async #handleEnded(track: MediaStreamTrack): Promise<void> {
    if (this.#life.signal.aborted) return;
    this.#wasSpeaking = this.#isSpeaking();
    // Not every browser knows a permission of that name.
    const permission = await navigator.permissions.query({ name: 'camera' }).catch(() => undefined);
    if (track === this.#watched || this.#picture() === undefined)
      this.view.setState({ trouble: permission?.state === 'denied' ? 'revoked' : 'lost' });
  }

  /** After a lock the system may have taken the camera: it goes on when the page is seen again. */
  #handleSeen(): void {
    if (document.visibilityState !== 'visible' || this.view.getState().trouble !== 'lost' || this.#picture()) return;
    if (this.#session.getView().link === 'ended') return;
    this.view.setState({ trouble: undefined });
    const again = async (): Promise<void> => {
      await this.#session.shareCamera();
      if (this.#wasSpeaking && !this.#isSpeaking()) await this.#session.startVoice();
    };
    void again();
  }
}
