import type { ClientState } from 'ts-mls/clientState.js';
import { encode } from 'ts-mls/codec/tlsEncoder.js';
import { createCommit } from 'ts-mls/createCommit.js';
import { createApplicationMessage } from 'ts-mls/createMessage.js';
import type { CiphersuiteImpl } from 'ts-mls/crypto/ciphersuite.js';
import type { IncomingMessageCallback } from 'ts-mls/incomingMessageAction.js';
import { mlsExporter } from 'ts-mls/keySchedule.js';
import { decodeMlsMessage, mlsMessageEncoder } from 'ts-mls/message.js';
import { decryptSenderData, type PrivateMessage } from 'ts-mls/privateMessage.js';
import { processPrivateMessage } from 'ts-mls/processMessages.js';
import { emptyPskIndex } from 'ts-mls/pskIndex.js';
import type { Bytes } from '../../bytes.ts';
import { isEqualBytes } from '../../cpace/encodings.ts';
import { SealError } from '../../seal-error.ts';
import type { AppliedCommit, Change, GroupKeys, OpenedMessage, PreparedCommit, Psk } from '../group-keys.ts';
import type { Leaf, LeafKey } from '../leaf.ts';
import { configWith, onlyThese, pskIndexOf } from './config.ts';
import { decodeAll, guarded } from './guarded.ts';
import { proposalsOf } from './proposals.ts';
import { isSameLeaf, leavesOf } from './tree.ts';

/** {@link GroupKeys} over ts-mls, whose states are values: a refusal leaves the former one in place. */
export class MlsGroup implements GroupKeys {
  readonly #suite: CiphersuiteImpl;
  #state: ClientState;
  #leaves: readonly Leaf[];

  constructor(suite: CiphersuiteImpl, state: ClientState) {
    this.#suite = suite;
    this.#state = state;
    this.#leaves = leavesOf(state.ratchetTree);
  }

  get groupId(): Bytes {
    return new Uint8Array(this.#state.groupContext.groupId);
  }

  get epoch(): number {
    return Number(this.#state.groupContext.epoch);
  }

  get leaves(): readonly Leaf[] {
    return this.#leaves;
  }

  get myLeaf(): number {
    return this.#state.privatePath.leafIndex;
  }

  get authenticator(): Bytes {
    return new Uint8Array(this.#state.keySchedule.epochAuthenticator);
  }

  async sign(bytes: Bytes): Promise<Bytes> {
    return new Uint8Array(await this.#suite.signature.sign(this.#state.signaturePrivateKey, bytes));
  }

  async seal(plain: Bytes): Promise<Bytes> {
    const sealed = await guarded('not-sealed', () => createApplicationMessage(this.#state, plain, this.#suite));
    this.#state = sealed.newState;
    wipe(sealed.consumed);
    const { privateMessage } = sealed;
    return bytesOf({ version: 'mls10', wireformat: 'mls_private_message', privateMessage });
  }

  async open(message: Bytes): Promise<OpenedMessage> {
    const sealed = readPrivate(message);
    if (sealed.contentType !== 'application') throw new SealError('malformed');
    const from = await this.#senderOf(sealed);
    const opened = await guarded('forged', () => processPrivateMessage(this.#state, sealed, emptyPskIndex, this.#suite));
    if (opened.kind !== 'applicationMessage') throw new SealError('malformed');
    this.#state = opened.newState;
    wipe(opened.consumed);
    return { plain: new Uint8Array(opened.message), from };
  }

  async prepare(change: Change): Promise<PreparedCommit> {
    if (this.myLeaf !== 0) throw new SealError('not-allowed');
    const { proposals, added } = await proposalsOf(change, this.#suite);
    const context = {
      state: this.#trusting([...this.#leaves, ...added]),
      cipherSuite: this.#suite,
      pskIndex: pskIndexOf(change.psks),
    };
    const made = await guarded('unexpected', () => createCommit(context, { extraProposals: proposals, ratchetTreeExtension: true }));
    const { welcome } = made;
    return {
      commit: bytesOf(made.commit),
      welcome: welcome === undefined ? null : bytesOf({ version: 'mls10', wireformat: 'mls_welcome', welcome }),
      apply: () => this.#moveTo(made.newState, made.consumed),
    };
  }

  async apply(commit: Bytes, added: readonly LeafKey[], psks: readonly Psk[]): Promise<AppliedCommit> {
    const sealed = readPrivate(commit);
    if (sealed.contentType !== 'commit' || sealed.epoch !== this.#state.groupContext.epoch) throw new SealError('malformed');
    if ((await this.#senderOf(sealed)).index !== 0) throw new SealError('not-allowed');
    const state = this.#trusting([...this.#leaves, ...added]);
    const applied = await guarded('forged', () => processPrivateMessage(state, sealed, pskIndexOf(psks), this.#suite, onlyTheCustomers));
    if (applied.kind !== 'newState' || applied.actionTaken === 'reject') throw new SealError('not-allowed');
    const before = this.#leaves;
    this.#moveTo(applied.newState, applied.consumed);
    const removed = before.filter((leaf) => !this.#leaves.some((left) => isSameLeaf(leaf, left)));
    return { amRemoved: applied.newState.groupActiveState.kind !== 'active', removed };
  }

  async export(label: string, context: Bytes, length: number): Promise<Bytes> {
    const { exporterSecret } = this.#state.keySchedule;
    return new Uint8Array(await mlsExporter(exporterSecret, label, context, length, this.#suite));
  }

  forget(): void {
    wipe(Object.values(this.#state.keySchedule));
    wipe([this.#state.signaturePrivateKey, ...Object.values(this.#state.privatePath.privateKeys)]);
    this.#state = { ...this.#state, secretTree: [], historicalReceiverData: new Map(), groupActiveState: { kind: 'removedFromGroup' } };
  }

  #trusting(known: readonly LeafKey[]): ClientState {
    return { ...this.#state, clientConfig: configWith(onlyThese(known)) };
  }

  /** Keys that were used up while the commit was on its way stay used up, so that nothing of the former epoch can be played again. */
  #moveTo(next: ClientState, consumed: readonly Uint8Array[]): void {
    const former = next.historicalReceiverData.get(this.#state.groupContext.epoch);
    if (former !== undefined) {
      const spent = { ...former, secretTree: this.#state.secretTree };
      const history = new Map(next.historicalReceiverData).set(this.#state.groupContext.epoch, spent);
      this.#state = { ...next, historicalReceiverData: history };
    } else this.#state = next;
    this.#leaves = leavesOf(next.ratchetTree);
    wipe(consumed);
  }

  /** Who sealed it, before it is opened: a member of then that still is one. ts-mls does not tell. */
  async #senderOf(sealed: PrivateMessage): Promise<Leaf> {
    const { groupContext, keySchedule, ratchetTree, historicalReceiverData } = this.#state;
    if (!isEqualBytes(sealed.groupId, groupContext.groupId)) throw new SealError('unexpected');
    const epoch =
      sealed.epoch === groupContext.epoch
        ? { senderDataSecret: keySchedule.senderDataSecret, ratchetTree }
        : historicalReceiverData.get(sealed.epoch);
    if (epoch === undefined) throw new SealError('unexpected');
    const sender = await guarded('forged', () => decryptSenderData(sealed, epoch.senderDataSecret, this.#suite));
    const then = leavesOf(epoch.ratchetTree).find(({ index }) => index === sender?.leafIndex);
    if (then === undefined) throw new SealError('forged');
    if (!this.#leaves.some((leaf) => isSameLeaf(leaf, then))) throw new SealError('not-allowed');
    return then;
  }
}

const allowedProposals: ReadonlySet<unknown> = new Set(['add', 'remove', 'psk']);

/** Leaf 0 alone commits, and only what it says itself: no updates, no other suite, no door for people from outside. */
const onlyTheCustomers: IncomingMessageCallback = (incoming) =>
  incoming.kind === 'commit' &&
  incoming.senderLeafIndex === 0 &&
  incoming.proposals.every(({ proposal, senderLeafIndex }) => senderLeafIndex === 0 && allowedProposals.has(proposal.proposalType))
    ? 'accept'
    : 'reject';

function readPrivate(bytes: Bytes): PrivateMessage {
  const message = decodeAll(decodeMlsMessage, bytes);
  if (message.wireformat !== 'mls_private_message') throw new SealError('not-allowed');
  return message.privateMessage;
}

function bytesOf(message: Parameters<typeof mlsMessageEncoder>[0]): Bytes {
  return new Uint8Array(encode(mlsMessageEncoder)(message));
}

function wipe(secrets: readonly Uint8Array[]): void {
  for (const secret of secrets) secret.fill(0);
}
