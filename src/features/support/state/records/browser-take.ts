import type { Take, TakeEvents, TakeOf, TakePort } from './take.ts';

const pieceMs = 1_500;
const withPicture = ['video/webm;codecs=vp8,opus', 'video/webm;codecs=vp9,opus', 'video/mp4;codecs=avc1.42E01E,mp4a.40.2', 'video/mp4'];
const soundAlone = ['audio/webm;codecs=opus', 'audio/mp4;codecs=mp4a.40.2', 'audio/mp4'];
const rates = { videoBitsPerSecond: 2_500_000, audioBitsPerSecond: 64_000 };

/** MediaRecorder. Sound is mixed, so that voices may come and go within one file. */
export const browserTakes: TakePort = {
  mimeTypeOf: (hasPicture) => (hasPicture ? withPicture : soundAlone).find((type) => MediaRecorder.isTypeSupported(type)),
  begin: (of, events) => new BrowserTake(of, events),
};

class BrowserTake implements Take {
  readonly #mix = new VoiceMix();
  readonly #recorder: MediaRecorder;
  readonly #stopped: Promise<void>;
  #isStopping = false;

  constructor({ picture, mimeType }: TakeOf, { onPiece, onBroken }: TakeEvents) {
    const tracks = [...(picture ? [picture] : []), this.#mix.track];
    this.#recorder = new MediaRecorder(new MediaStream(tracks), { mimeType, ...rates });
    this.#recorder.addEventListener('dataavailable', ({ data }) => data.size > 0 && onPiece(data));
    this.#stopped = new Promise((resolve) => this.#recorder.addEventListener('stop', () => resolve(), { once: true }));
    this.#recorder.addEventListener('stop', () => !this.#isStopping && onBroken());
    this.#recorder.start(pieceMs);
  }

  setVoices(voices: readonly MediaStreamTrack[]): void {
    this.#mix.set(voices);
  }

  pause(): void {
    if (this.#recorder.state === 'recording') this.#recorder.pause();
  }

  resume(): void {
    if (this.#recorder.state === 'paused') this.#recorder.resume();
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    if (this.#recorder.state !== 'inactive') this.#recorder.stop();
    await this.#stopped;
    this.#mix.close();
  }
}

/** All voices as one track. */
class VoiceMix {
  readonly #context = new AudioContext();
  readonly #out = this.#context.createMediaStreamDestination();
  readonly #voices = new Map<MediaStreamTrack, MediaStreamAudioSourceNode>();

  constructor() {
    // Without anything to hear there is no sound at all, not even silence, and a recorder waits for it with the picture too.
    const silence = this.#context.createConstantSource();
    silence.offset.value = 0;
    silence.connect(this.#out);
    silence.start();
  }

  get track(): MediaStreamTrack {
    const [track] = this.#out.stream.getAudioTracks();
    if (!track) throw new Error('a destination of sound has a track');
    return track;
  }

  set(voices: readonly MediaStreamTrack[]): void {
    for (const [track, node] of this.#voices) {
      if (voices.includes(track)) continue;
      node.disconnect();
      this.#voices.delete(track);
    }
    for (const track of voices) {
      if (this.#voices.has(track)) continue;
      const node = this.#context.createMediaStreamSource(new MediaStream([track]));
      node.connect(this.#out);
      this.#voices.set(track, node);
    }
  }

  close(): void {
    this.#voices.clear();
    void this.#context.close();
  }
}
