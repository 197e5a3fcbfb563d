import { fromBase64Url, toBase64Url, type Bytes } from '../bytes.ts';
import { isEqualBytes } from '../cpace/encodings.ts';
import { SealError } from '../seal-error.ts';
import { commitmentOf, safetyWordsOf, type SafetyWords, type WordPart } from '../words/safety-words.ts';
import type { ControlMessage } from './control-messages.ts';

/** One epoch's exchange: commit first, reveal only when every leaf has committed. */
export class WordsExchange {
  readonly #authenticator: Bytes;
  readonly #leaves: readonly number[];
  readonly #mine: WordPart;
  readonly #commitments = new Map<number, Bytes>();
  readonly #parts = new Map<number, WordPart>();
  #hasRevealed = false;

  constructor(authenticator: Bytes, leaves: readonly number[], myLeaf: number) {
    this.#authenticator = authenticator;
    this.#leaves = leaves;
    this.#mine = { leaf: myLeaf, random: crypto.getRandomValues(new Uint8Array(32)) };
  }

  async begin(): Promise<ControlMessage> {
    const commitment = await commitmentOf(this.#authenticator, this.#mine);
    return { type: 'words-commit', commitment: toBase64Url(commitment) };
  }

  /** A leaf's commitment, mine included; the reveal when it was the last. @throws {SealError} `unexpected` for a second one */
  handleCommit(leaf: number, commitment: string): ControlMessage | undefined {
    if (this.#commitments.has(leaf)) throw new SealError('unexpected');
    this.#commitments.set(leaf, fromBase64Url(commitment));
    if (this.#hasRevealed || !this.#leaves.every((each) => this.#commitments.has(each))) return undefined;
    this.#hasRevealed = true;
    return { type: 'words-reveal', random: toBase64Url(this.#mine.random) };
  }

  /** A leaf's part; the words when it was the last. @throws {SealError} `forged` when it is not what was committed to */
  async handleReveal(leaf: number, random: string): Promise<SafetyWords | undefined> {
    const part = { leaf, random: fromBase64Url(random) };
    const commitment = this.#commitments.get(leaf);
    if (commitment === undefined || !this.#hasRevealed) throw new SealError('unexpected');
    if (!isEqualBytes(commitment, await commitmentOf(this.#authenticator, part))) throw new SealError('forged');
    this.#parts.set(leaf, part);
    if (!this.#leaves.every((each) => this.#parts.has(each))) return undefined;
    return safetyWordsOf(this.#authenticator, [...this.#parts.values()]);
  }
}
