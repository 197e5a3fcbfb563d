import { MediaError } from '../media-engine.ts';
import { chooseLayout, speaksDtmf, speaksLayout } from './choose-layout.ts';
import { isHold, mirrorDirection } from './direction.ts';
import { LocalSession } from './local-session.ts';
import { parseDescription } from './parse-description.ts';
import type { PayloadLayout } from './payload-layout.ts';
import type { RemoteAudio, RemoteDescription, SetupRole } from './remote-description.ts';
import { offeredSection } from './write-description.ts';
import type { LocalTransport } from './write-description.ts';

/**
 * Offer and answer of one leg over its life (RFC 3264), without any transport: what was agreed, what is said next.
 * The layout never changes: RFC 3264 §8.3.2 forbids a payload type to change its codec within a session.
 */
export class Negotiation {
  readonly layout: PayloadLayout;
  readonly #session = new LocalSession();
  #remote: RemoteDescription | undefined;
  #setup: SetupRole | undefined;

  private constructor(layout: PayloadLayout) {
    this.layout = layout;
  }

  /** Begins with an offer of ours in `layout`. */
  static offering(layout: PayloadLayout): Negotiation {
    return new Negotiation(layout);
  }

  /** Begins with a remote offer, whose layout is chosen here. @throws {MediaError} */
  static answering(offer: string): Negotiation {
    const remote = parseDescription(offer);
    const negotiation = new Negotiation(chooseLayout(remote.audio.codecs));
    negotiation.#remote = remote;
    return negotiation;
  }

  /** What we last said, byte for byte. */
  get localSdp(): string {
    return this.#session.sdp;
  }

  /** What the far end last said; undefined before its first word. */
  get remote(): RemoteAudio | undefined {
    return this.#remote?.audio;
  }

  get isRemoteHolding(): boolean {
    return this.#remote !== undefined && isHold(this.#remote.audio.direction);
  }

  /** Both sides agreed on a telephone-event. */
  get hasDtmf(): boolean {
    return this.#remote !== undefined && speaksDtmf(this.#remote.audio.codecs, this.layout);
  }

  /** Takes a re-INVITE's offer. @throws {MediaError} `not-acceptable` when it drops the agreed codec. */
  acceptOffer(offer: string): RemoteAudio {
    const remote = parseDescription(offer);
    this.#requireLayout(remote.audio);
    this.#remote = remote;
    return remote.audio;
  }

  /** Takes the answer to our offer. @throws {MediaError} */
  acceptAnswer(answer: string): RemoteAudio {
    const remote = parseDescription(answer);
    this.#requireLayout(remote.audio);
    // RFC 5763 §5: "the answerer MUST use either a setup attribute value of setup:active or setup:passive".
    if (remote.audio.setup === 'actpass') throw new MediaError('not-acceptable', 'the answer says a=setup:actpass');
    this.#remote = remote;
    this.#setup = oppositeOf(remote.audio.setup);
    return remote.audio;
  }

  /** Our answer to the offer last taken. */
  writeAnswer(transport: LocalTransport): string {
    const remote = this.#remote;
    if (!remote) throw new MediaError('malformed', 'there is no offer to answer');
    // The role is fixed for the life of the transport (RFC 8842 §5.3); a new transport began with `forgetTransport()`.
    this.#setup ??= oppositeOf(remote.audio.setup);
    return this.#write(transport, this.#setup, remote.audio.protocol, mirrorDirection(remote.audio.direction));
  }

  /** Our offer: the first one, or one for a new transport. Whoever holds us goes on holding. */
  writeOffer(transport: LocalTransport): string {
    const direction = this.#remote ? mirrorDirection(this.#remote.audio.direction) : 'sendrecv';
    return this.#write(transport, 'actpass', this.#remote?.audio.protocol ?? offeredSection.protocol, direction);
  }

  /** The transport is gone or replaced: its DTLS role no longer binds. */
  forgetTransport(): void {
    this.#setup = undefined;
  }

  #write(transport: LocalTransport, setup: SetupRole, protocol: string, direction: ReturnType<typeof mirrorDirection>): string {
    const remote = this.#remote;
    const mid = remote ? remote.audio.mid : offeredSection.mid;
    return this.#session.write({
      transport,
      setup,
      layout: this.layout,
      withDtmf: !remote || this.hasDtmf,
      direction,
      protocol,
      ...(mid === undefined ? {} : { mid }),
      isBundled: remote?.isBundled ?? true,
      isRtcpReducedSize: remote?.audio.isRtcpReducedSize ?? true,
      index: remote?.audio.index ?? 0,
      sections: remote?.sections ?? [offeredSection],
    });
  }

  #requireLayout(remote: RemoteAudio): void {
    if (speaksLayout(remote.codecs, this.layout)) return;
    throw new MediaError('not-acceptable', `the far end does not take ${this.layout.codec} as payload type ${this.layout.payloadType}`);
  }
}

/** Given `actpass` we are passive: the browser starts DTLS as soon as its ICE check came through. */
function oppositeOf(remote: SetupRole): SetupRole {
  return remote === 'passive' ? 'active' : 'passive';
}
