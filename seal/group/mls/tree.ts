import type { RatchetTree } from 'ts-mls/ratchetTree.js';
import { isEqualBytes } from '../../cpace/encodings.ts';
import { SealError } from '../../seal-error.ts';
import type { ExpectedTree } from '../group-keys.ts';
import { identityBytes, readIdentity, type Leaf, type LeafKey } from '../leaf.ts';

/** The leaves of a tree, by their place. @throws {SealError} `malformed` for a credential that is none of ours */
export function leavesOf(tree: RatchetTree): Leaf[] {
  const leaves: Leaf[] = [];
  for (const [at, node] of tree.entries()) {
    if (node?.nodeType !== 'leaf') continue;
    const { credential, signaturePublicKey } = node.leaf;
    if (credential.credentialType !== 'basic') throw new SealError('malformed');
    const signatureKey = new Uint8Array(signaturePublicKey);
    leaves.push({ index: at / 2, identity: readIdentity(credential.identity), signatureKey });
  }
  return leaves;
}

export function isSameLeaf(one: LeafKey, other: LeafKey): boolean {
  return isEqualBytes(one.signatureKey, other.signatureKey) && isEqualBytes(identityBytes(one.identity), identityBytes(other.identity));
}

/** The customer at leaf 0, everybody who is expected, and nobody else unless that was allowed. @throws {SealError} `unexpected` */
export function requireTree(leaves: readonly Leaf[], expected: ExpectedTree): void {
  const founder = leaves.find(({ index }) => index === 0);
  const isComplete = expected.leaves.every((wanted) => leaves.some((leaf) => isSameLeaf(leaf, wanted)));
  const hasOthers = leaves.length !== expected.leaves.length;
  const customers = leaves.filter(({ identity }) => identity.role === 'customer');
  const isFounded = founder?.identity.role === 'customer' && expected.leaves.some((wanted) => isSameLeaf(founder, wanted));
  const seats = new Set(leaves.map(({ identity }) => identity.seatId));
  if (!isComplete || !isFounded || customers.length !== 1 || seats.size !== leaves.length) throw new SealError('unexpected');
  if (hasOthers && !expected.mayHaveOthers) throw new SealError('unexpected');
}
