import { chooseSink } from './sink.ts';

export interface RemoteAudioPorts {
  readonly document: Document;
  readonly speakerId: () => string | undefined;
  /** The browser wants a click before it plays, or no longer does. */
  readonly onBlocked: (isBlocked: boolean) => void;
}

/** One audio element per call, in the document so that the browser keeps it playing (and a test can find it). */
export class RemoteAudio {
  readonly #ports: RemoteAudioPorts;
  readonly #elements = new Map<string, HTMLAudioElement>();

  constructor(ports: RemoteAudioPorts) {
    this.#ports = ports;
  }

  /** Plays a call's track instead of its former one. `name` ends the element's test id. */
  attach(callId: string, name: string, track: MediaStreamTrack): void {
    const element = this.#elements.get(callId) ?? this.#make(callId, name);
    element.srcObject = new MediaStream([track]);
    void this.#play(element);
  }

  setSilent(callId: string, isSilent: boolean): void {
    const element = this.#elements.get(callId);
    if (element !== undefined) element.muted = isSilent;
  }

  detach(callId: string): void {
    const element = this.#elements.get(callId);
    this.#elements.delete(callId);
    if (element === undefined) return;
    element.srcObject = null;
    element.remove();
  }

  /** Calls that have an element. */
  get callIds(): readonly string[] {
    return [...this.#elements.keys()];
  }

  async useSpeaker(): Promise<void> {
    await Promise.all([...this.#elements.values()].map((element) => chooseSink(element, this.#ports.speakerId())));
  }

  /** After a click: what was blocked may play now. */
  async unblock(): Promise<void> {
    await Promise.all([...this.#elements.values()].map((element) => this.#play(element)));
  }

  close(): void {
    for (const callId of this.callIds) this.detach(callId);
  }

  #make(callId: string, name: string): HTMLAudioElement {
    const element = this.#ports.document.createElement('audio');
    element.dataset['testid'] = `remote-audio-${name}`;
    element.autoplay = true;
    this.#ports.document.body.append(element);
    this.#elements.set(callId, element);
    void chooseSink(element, this.#ports.speakerId());
    return element;
  }

  async #play(element: HTMLAudioElement): Promise<void> {
    try {
      await element.play();
      this.#ports.onBlocked(false);
    } catch (error) {
      // AbortError: another stream took its place meanwhile.
      if (error instanceof DOMException && error.name === 'NotAllowedError') this.#ports.onBlocked(true);
      else if (!(error instanceof DOMException)) throw error;
    }
  }
}
