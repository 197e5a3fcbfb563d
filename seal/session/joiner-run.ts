import { fromBase64Url, toBase64Url, type Bytes } from '../bytes.ts';
import { commonPoint, confirmationOf, requireConfirmation, sessionKeyOf, type CpaceRun } from '../cpace/cpace.ts';
import type { OwnPackage, Psk } from '../group/group-keys.ts';
import { SealError } from '../seal-error.ts';
import { associatedOf, newShare, pskOf, sessionIdOf, type Channel } from './channel.ts';
import type { HandshakeMessage, MessageOf } from './handshake-messages.ts';

/**
 * greeted ── answer ──▶ shared ── reply ──▶ confirmed ── confirmed ──▶ done
 */
type Step =
  | { readonly name: 'greeted' }
  | { readonly name: 'shared'; readonly scalar: Bytes; readonly brings: Bytes; readonly sessionId: Bytes; readonly share: Bytes }
  | { readonly name: 'confirmed'; readonly key: Bytes; readonly said: CpaceRun; readonly result: RunResult }
  | { readonly name: 'done' };

/** What a run gives: what the inviter brought, and the secret of the group. Worth nothing before the inviter's proof. */
export interface RunResult {
  readonly inviterSeat: string;
  readonly brings: Bytes;
  readonly psk: Psk;
}

/** My proof, and what the inviter's will be of. */
export interface Confirming {
  readonly proof: HandshakeMessage;
  readonly result: RunResult;
}

export type JoinerChannel = Omit<Channel, 'inviterSeat'>;

/** The joiner's side of one CPace run. Each message is answered by the next one, or ends the run. */
export class JoinerRun {
  readonly run: string;
  readonly #password: Bytes;
  readonly #channel: JoinerChannel;
  readonly #own: OwnPackage;
  #inviterSeat = '';
  #step: Step = { name: 'greeted' };

  /** `run`: the nonce that was greeted with. */
  constructor(run: string, password: Bytes, channel: JoinerChannel, own: OwnPackage) {
    this.run = run;
    this.#password = password;
    this.#channel = channel;
    this.#own = own;
  }

  /** Only the first who answers takes part. @throws {SealError} `unexpected` for anybody or anything else */
  async handleAnswer(message: MessageOf<'answer'>, from: string): Promise<HandshakeMessage> {
    if (this.#step.name !== 'greeted') throw new SealError('unexpected');
    this.#inviterSeat = from;
    const sessionId = sessionIdOf(fromBase64Url(this.run), fromBase64Url(message.nonce));
    const { scalar, share } = newShare(this.#password, { ...this.#channel, inviterSeat: from }, sessionId);
    this.#step = { name: 'shared', scalar, share, sessionId, brings: fromBase64Url(message.brings) };
    return { type: 'share', run: this.run, brings: toBase64Url(this.#own.bytes), share: toBase64Url(share) };
  }

  /** @throws {SealError} `forged` for a share that is no point */
  async handleReply(message: MessageOf<'reply'>, from: string): Promise<Confirming> {
    const step = this.#step;
    if (step.name !== 'shared' || from !== this.#inviterSeat) throw new SealError('unexpected');
    const said: CpaceRun = {
      sessionId: step.sessionId,
      initiator: { share: step.share, associated: await associatedOf(this.#own.bytes) },
      responder: { share: fromBase64Url(message.share), associated: await associatedOf(step.brings) },
    };
    const key = sessionKeyOf(said, commonPoint(step.scalar, said.responder.share));
    const result = { inviterSeat: from, brings: step.brings, psk: await pskOf(this.run, key, said) };
    this.#step = { name: 'confirmed', key, said, result };
    const tag = toBase64Url(confirmationOf(step.sessionId, key, said.initiator));
    return { proof: { type: 'confirm', run: this.run, tag }, result };
  }

  /** @throws {SealError} `wrong-secret` when the inviter does not prove the key */
  async handleConfirmed(message: MessageOf<'confirmed'>, from: string): Promise<RunResult> {
    const step = this.#step;
    if (step.name !== 'confirmed' || from !== this.#inviterSeat) throw new SealError('unexpected');
    const { sessionId, responder } = step.said;
    requireConfirmation(confirmationOf(sessionId, step.key, responder), fromBase64Url(message.tag));
    this.#step = { name: 'done' };
    return step.result;
  }

  /** Whether a share was shown and no proof has come. */
  get isOpen(): boolean {
    return this.#step.name === 'shared' || this.#step.name === 'confirmed';
  }
}
