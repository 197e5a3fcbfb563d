import type { CiphersuiteImpl } from 'ts-mls/crypto/ciphersuite.js';
import type { Proposal } from 'ts-mls/proposal.js';
import type { Change } from '../group-keys.ts';
import type { LeafKey } from '../leaf.ts';
import { decodePackage, readPackage } from './packages.ts';

/** A change as MLS says it, and the leaves that it adds. @throws {SealError} for a package that cannot be read */
export async function proposalsOf(
  { add, remove, psks }: Change,
  suite: CiphersuiteImpl,
): Promise<{ readonly proposals: Proposal[]; readonly added: readonly LeafKey[] }> {
  const packages = await Promise.all(add.map((bytes) => decodePackage(bytes)));
  const added = await Promise.all(add.map((bytes) => readPackage(bytes)));
  const proposals: Proposal[] = [
    ...remove.map((removed): Proposal => ({ proposalType: 'remove', remove: { removed } })),
    ...packages.map((keyPackage): Proposal => ({ proposalType: 'add', add: { keyPackage } })),
    ...psks.map(({ id }): Proposal => {
      const preSharedKeyId = { psktype: 'external', pskId: id, pskNonce: suite.rng.randomBytes(suite.kdf.size) } as const;
      return { proposalType: 'psk', psk: { preSharedKeyId } };
    }),
  ];
  return { proposals, added };
}
