import { fromBase64Url, toBase64Url, type Bytes } from '../bytes.ts';
import { commonPoint, confirmationOf, requireConfirmation, sessionKeyOf, type CpaceRun } from '../cpace/cpace.ts';
import type { Psk } from '../group/group-keys.ts';
import { SealError } from '../seal-error.ts';
import { nonceBytes } from '../greeting/greeting.ts';
import { associatedOf, newShare, pskOf, sessionIdOf, type Channel } from './channel.ts';
import type { HandshakeMessage, MessageOf } from './handshake-messages.ts';

/**
 * answered ── share ──▶ replied ── confirm ──▶ done
 */
type Step =
  | { readonly name: 'answered' }
  | { readonly name: 'replied'; readonly key: Bytes; readonly said: CpaceRun; readonly joinerBrings: Bytes }
  | { readonly name: 'done' };

/** The joiner's KeyPackage, proven, and the secret of the group. */
export interface InviterResult {
  readonly answer: HandshakeMessage;
  readonly joinerBrings: Bytes;
  readonly psk: Psk;
}

/** The inviter's side of one CPace run. No tag leaves before the joiner's was right. */
export class InviterRun {
  readonly run: string;
  readonly #nonce = crypto.getRandomValues(new Uint8Array(nonceBytes));
  readonly #password: Bytes;
  readonly #channel: Channel;
  readonly #brings: Bytes;
  #step: Step = { name: 'answered' };
  #own: ReturnType<typeof newShare> | undefined;

  /** `run`: the joiner's nonce. */
  constructor(run: string, password: Bytes, channel: Channel, brings: Bytes) {
    this.run = run;
    this.#password = password;
    this.#channel = channel;
    this.#brings = brings;
  }

  answer(): HandshakeMessage {
    return { type: 'answer', run: this.run, nonce: toBase64Url(this.#nonce), brings: toBase64Url(this.#brings) };
  }

  /** Makes my share, of what is known since the greeting, so that it is here when the joiner's comes. */
  prepare(): void {
    this.#own ??= newShare(this.#password, this.#channel, this.#sessionId);
  }

  /** @throws {SealError} `forged` for a share that is no point */
  async handleShare(message: MessageOf<'share'>): Promise<HandshakeMessage> {
    if (this.#step.name !== 'answered') throw new SealError('unexpected');
    const sessionId = this.#sessionId;
    const { scalar, share } = this.#own ?? newShare(this.#password, this.#channel, sessionId);
    this.#own = undefined;
    const joinerBrings = fromBase64Url(message.brings);
    const said: CpaceRun = {
      sessionId,
      initiator: { share: fromBase64Url(message.share), associated: await associatedOf(joinerBrings) },
      responder: { share, associated: await associatedOf(this.#brings) },
    };
    const key = sessionKeyOf(said, commonPoint(scalar, said.initiator.share));
    this.#step = { name: 'replied', key, said, joinerBrings };
    return { type: 'reply', run: this.run, share: toBase64Url(share) };
  }

  /** @throws {SealError} `wrong-secret`: the joiner does not know the word, or somebody changed what was said */
  async handleConfirm(message: MessageOf<'confirm'>): Promise<InviterResult> {
    const step = this.#step;
    if (step.name !== 'replied') throw new SealError('unexpected');
    this.#step = { name: 'done' };
    const { sessionId, initiator, responder } = step.said;
    requireConfirmation(confirmationOf(sessionId, step.key, initiator), fromBase64Url(message.tag));
    const tag = toBase64Url(confirmationOf(sessionId, step.key, responder));
    const psk = await pskOf(this.run, step.key, step.said);
    return { answer: { type: 'confirmed', run: this.run, tag }, joinerBrings: step.joinerBrings, psk };
  }

  get #sessionId(): Bytes {
    return sessionIdOf(fromBase64Url(this.run), this.#nonce);
  }

  get joinerSeat(): string {
    return this.#channel.joinerSeat;
  }

  /** Whether a share was shown and no proof has come. */
  get isOpen(): boolean {
    return this.#step.name === 'replied';
  }
}
