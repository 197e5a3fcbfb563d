import { toBase64Url, type Bytes } from '../bytes.ts';
import { isEqualBytes } from '../cpace/encodings.ts';
import type { Json } from '../events/canonical-json.ts';
import { closeEnvelope, openEnvelope, type OpenedEnvelope, type Said } from '../events/envelope.ts';
import { SealError } from '../seal-error.ts';
import { sealedBody } from './bodies.ts';
import type { Membership } from './membership.ts';
import type { Member } from './sealed-session.ts';

type Lane = Said['lane'];

export interface Received extends OpenedEnvelope {
  readonly from: Member;
  /** Whether the sender said something before that never came. */
  readonly hasGap: boolean;
}

/** Former epochs whose messages may still be on their way. */
const lateEpochs = 2;

/** Envelopes in and out: `log` is numbered and comes back to its sender, `now` is passed. */
export class Lanes {
  readonly #sessionId: string;
  readonly #membership: Membership;
  readonly #sequences: Record<Lane, number> = { log: 0, now: 0 };
  readonly #heard = new Map<string, number>();
  readonly #unheard: { readonly body: Bytes; readonly opened: OpenedEnvelope }[] = [];

  constructor(sessionId: string, membership: Membership) {
    this.#sessionId = sessionId;
    this.#membership = membership;
  }

  /** A body for the relay. @throws {SealError} `not-sealed`, `too-long` */
  async seal(event: Json, lane: Lane): Promise<Bytes> {
    const { group, epoch } = this.#membership;
    this.#sequences[lane] += 1;
    const where: Said = {
      session: this.#sessionId,
      group: toBase64Url(group.groupId),
      epoch,
      leaf: group.myLeaf,
      lane,
      sequence: this.#sequences[lane],
    };
    const { bytes, opened } = await closeEnvelope(where, event, (signed) => group.sign(signed));
    const body = await this.#bodyOf(bytes, lane);
    if (lane === 'log') this.#unheard.push({ body, opened });
    return body;
  }

  /** What of mine comes back by the log: no sender opens its own ciphertext. */
  takeOwn(body: Bytes): OpenedEnvelope | undefined {
    const at = this.#unheard.findIndex((sent) => isEqualBytes(sent.body, body));
    return at < 0 ? undefined : this.#unheard.splice(at, 1)[0]?.opened;
  }

  /** @throws {SealError} for what no member sealed and signed for this place, and `older` for what comes after something later */
  async open(sealed: Bytes, lane: Lane, seatId: string): Promise<Received> {
    const { group, epoch } = this.#membership;
    const { plain, from } = await group.open(sealed);
    const opened = await openEnvelope(plain, from.signatureKey);
    const { said } = opened;
    const isHere = said.session === this.#sessionId && said.group === toBase64Url(group.groupId) && said.lane === lane;
    const isThen = said.epoch <= epoch && said.epoch >= epoch - lateEpochs;
    if (!isHere || !isThen || said.leaf !== from.index || from.identity.seatId !== seatId) throw new SealError('forged');
    const hasGap = lane === 'log' && this.#countUp(toBase64Url(from.signatureKey), said.sequence);
    return { ...opened, from: this.#membership.memberOf(from), hasGap };
  }

  #countUp(sender: string, sequence: number): boolean {
    const last = this.#heard.get(sender);
    if (last !== undefined && sequence <= last) throw new SealError('older');
    this.#heard.set(sender, sequence);
    return last !== undefined && sequence !== last + 1;
  }

  async #bodyOf(bytes: Bytes, lane: Lane): Promise<Bytes> {
    try {
      return sealedBody(await this.#membership.group.seal(bytes));
    } catch (error) {
      this.#sequences[lane] -= 1;
      throw error;
    }
  }
}
