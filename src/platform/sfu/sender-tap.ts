/** Whether a sender sends, without that anything is negotiated. */
export class SenderTap {
  readonly #sender: RTCRtpSender;
  #isOpen = true;
  #work: Promise<void> = Promise.resolve();

  constructor(sender: RTCRtpSender) {
    this.#sender = sender;
  }

  set(isOpen: boolean): void {
    this.#isOpen = isOpen;
    // One after the other: a sender's parameters are changed by one at a time.
    this.#work = this.#work.then(() => this.#apply()).catch(() => this.#end());
  }

  async #apply(): Promise<void> {
    const parameters = this.#sender.getParameters();
    for (const encoding of parameters.encodings) encoding.active = this.#isOpen;
    await this.#sender.setParameters(parameters);
  }

  /** What cannot be closed may not go on; a sender that has ended meanwhile sends nothing anyway. */
  async #end(): Promise<void> {
    if (!this.#isOpen) await this.#sender.replaceTrack(null).catch(() => undefined);
  }
}
