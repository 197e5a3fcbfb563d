import type { Bytes } from '../bytes.ts';
import type { Leaf, LeafKey } from './leaf.ts';

/** A secret from outside that enters a commit, so that only who knows it can follow. */
export interface Psk {
  readonly id: Bytes;
  readonly secret: Bytes;
}

/** What somebody who wants to come in shows: an MLS KeyPackage. Its secrets stay behind the module that made it. */
export interface OwnPackage {
  readonly bytes: Bytes;
  readonly leaf: LeafKey;
}

/** Who must be in the tree that a Welcome brings; `mayHaveOthers` for who comes to a group that already is. */
export interface ExpectedTree {
  readonly leaves: readonly LeafKey[];
  readonly mayHaveOthers: boolean;
}

export interface Change {
  readonly add: readonly Bytes[];
  readonly remove: readonly number[];
  readonly psks: readonly Psk[];
}

/** A commit of mine that counts only once it stands in the log: `apply` then. */
export interface PreparedCommit {
  readonly commit: Bytes;
  /** For those who are added; null when nobody is. */
  readonly welcome: Bytes | null;
  apply(): void;
}

/** What a commit of the customer's brings; `amRemoved`: this seat opens nothing any more. */
export interface AppliedCommit {
  readonly amRemoved: boolean;
  readonly removed: readonly Leaf[];
}

export interface OpenedMessage {
  readonly plain: Bytes;
  readonly from: Leaf;
}

/**
 * One seat's keys of a group (RFC 9420, suite 1), whose leaf 0, the customer's, alone commits. One call at a time.
 * Every refusal is a {@link SealError}; what was refused changes nothing.
 */
export interface GroupKeys {
  readonly groupId: Bytes;
  /** MLS epoch of this group, from 0. */
  readonly epoch: number;
  readonly leaves: readonly Leaf[];
  readonly myLeaf: number;
  /** The epoch authenticator, RFC 9420 §8.7. */
  readonly authenticator: Bytes;
  /** Ed25519 by my leaf's key. */
  sign(bytes: Bytes): Promise<Bytes>;
  /** A PrivateMessage. */
  seal(plain: Bytes): Promise<Bytes>;
  /** @throws {SealError} `malformed`, `forged`, or `not-allowed` for a member that was removed since */
  open(message: Bytes): Promise<OpenedMessage>;
  /** For the customer. @throws {SealError} `not-allowed` for anybody else */
  prepare(change: Change): Promise<PreparedCommit>;
  /** `added`: the leaves that this commit may add. @throws {SealError} `not-allowed` unless the customer's leaf made it of adds, removes and known secrets */
  apply(commit: Bytes, added: readonly LeafKey[], psks: readonly Psk[]): Promise<AppliedCommit>;
  /** MLS exporter, RFC 9420 §8.5. */
  export(label: string, context: Bytes, length: number): Promise<Bytes>;
  /** Overwrites what can be overwritten. */
  forget(): void;
}
