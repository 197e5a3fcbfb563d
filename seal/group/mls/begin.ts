import { createGroup, joinGroup } from 'ts-mls/clientState.js';
import { decodeMlsMessage } from 'ts-mls/message.js';
import { makeKeyPackageRef } from 'ts-mls/keyPackage.js';
import { accumulatePskSecret } from 'ts-mls/pskIndex.js';
import { decryptGroupInfo, decryptGroupSecrets, type Welcome } from 'ts-mls/welcome.js';
import type { Bytes } from '../../bytes.ts';
import { SealError } from '../../seal-error.ts';
import type { ExpectedTree, GroupKeys, OwnPackage, Psk } from '../group-keys.ts';
import { anybody, configWith, onlyThese, pskIndexOf } from './config.ts';
import { decodeAll, guarded } from './guarded.ts';
import { MlsGroup } from './mls-group.ts';
import { halvesOf, type PackageHalves } from './packages.ts';
import { suiteName } from './suite.ts';
import { leavesOf, requireTree } from './tree.ts';

/** A group of the customer alone, at epoch 0. */
export async function foundGroup(own: OwnPackage, groupId: Bytes): Promise<GroupKeys> {
  const { suite, publicPackage, privatePackage } = halvesOf(own);
  const config = configWith(onlyThese([own.leaf]));
  return new MlsGroup(suite, await createGroup(groupId, publicPackage, privatePackage, [], suite, config));
}

/**
 * @throws {SealError} `malformed`; `foreign-suite`; `forged` when it is for another package, without one of the secrets, or changed;
 * `unexpected` for a tree of others or a signer who is not the customer
 */
export async function joinByWelcome(bytes: Bytes, own: OwnPackage, expected: ExpectedTree, psks: readonly Psk[]): Promise<GroupKeys> {
  const halves = halvesOf(own);
  const message = decodeAll(decodeMlsMessage, bytes);
  if (message.wireformat !== 'mls_welcome') throw new SealError('malformed');
  const { welcome } = message;
  if (welcome.cipherSuite !== suiteName) throw new SealError('foreign-suite');
  await requireFounderSigned(welcome, halves, psks);
  const config = configWith(expected.mayHaveOthers ? anybody : onlyThese(expected.leaves));
  const { publicPackage, privatePackage, suite } = halves;
  const state = await guarded('forged', () =>
    joinGroup(welcome, publicPackage, privatePackage, pskIndexOf(psks), suite, undefined, undefined, config),
  );
  requireTree(leavesOf(state.ratchetTree), expected);
  return new MlsGroup(suite, state);
}

/** ts-mls takes any member's signature under a Welcome and does not require a secret; here leaf 0 signs and each of `psks` is in it. */
async function requireFounderSigned(
  welcome: Welcome,
  { publicPackage, privatePackage, suite }: PackageHalves,
  psks: readonly Psk[],
): Promise<void> {
  const info = await guarded('forged', async () => {
    const key = await suite.hpke.importPrivateKey(privatePackage.initPrivateKey);
    const reference = await makeKeyPackageRef(publicPackage, suite.hash);
    const secrets = await decryptGroupSecrets(key, reference, welcome, suite.hpke);
    if (secrets === undefined || secrets.psks.length !== psks.length) throw new SealError('unexpected');
    const index = pskIndexOf(psks);
    const [secret] = await accumulatePskSecret(secrets.psks, index, suite, new Uint8Array(suite.kdf.size));
    return decryptGroupInfo(welcome, secrets.joinerSecret, secret, suite);
  });
  if (info === undefined) throw new SealError('malformed');
  if (info.signer !== 0) throw new SealError('unexpected');
}
