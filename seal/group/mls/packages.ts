import type { Capabilities } from 'ts-mls/capabilities.js';
import { encode } from 'ts-mls/codec/tlsEncoder.js';
import type { CiphersuiteImpl } from 'ts-mls/crypto/ciphersuite.js';
import {
  decodeKeyPackage,
  generateKeyPackage,
  keyPackageEncoder,
  verifyKeyPackage,
  type KeyPackage,
  type PrivateKeyPackage,
} from 'ts-mls/keyPackage.js';
import { verifyLeafNodeSignatureKeyPackage } from 'ts-mls/leafNode.js';
import type { Bytes } from '../../bytes.ts';
import { SealError } from '../../seal-error.ts';
import type { OwnPackage } from '../group-keys.ts';
import { identityBytes, readIdentity, type LeafIdentity, type LeafKey } from '../leaf.ts';
import { decodeAll, guarded } from './guarded.ts';
import { makeSuite, suiteName } from './suite.ts';

const lifetimeSeconds = 172_800;
const capabilities: Capabilities = {
  versions: ['mls10'],
  ciphersuites: [suiteName],
  extensions: [],
  proposals: [],
  credentials: ['basic'],
};

/** Both halves of a package, for `found` and `join`. */
export interface PackageHalves {
  readonly suite: CiphersuiteImpl;
  readonly publicPackage: KeyPackage;
  readonly privatePackage: PrivateKeyPackage;
}
const halves = new WeakMap<OwnPackage, PackageHalves>();

/** A fresh leaf: valid for two days around now, because the two clocks may differ. */
export async function newPackage(identity: LeafIdentity): Promise<OwnPackage> {
  const suite = await makeSuite();
  const now = Math.floor(Date.now() / 1000);
  const lifetime = { notBefore: BigInt(now - lifetimeSeconds), notAfter: BigInt(now + lifetimeSeconds) };
  const credential = { credentialType: 'basic', identity: identityBytes(identity) } as const;
  const made = await generateKeyPackage(credential, capabilities, lifetime, [], suite);
  const signatureKey = new Uint8Array(made.publicPackage.leafNode.signaturePublicKey);
  const own = { bytes: new Uint8Array(encode(keyPackageEncoder)(made.publicPackage)), leaf: { identity, signatureKey } };
  halves.set(own, { suite, ...made });
  return own;
}

/** @throws {SealError} `no-key` for a package that this page did not make */
export function halvesOf(own: OwnPackage): PackageHalves {
  const found = halves.get(own);
  if (found === undefined) throw new SealError('no-key');
  return found;
}

/** Who a KeyPackage is for. @throws {SealError} `malformed`, `foreign-suite`, or `forged` when it did not sign itself */
export async function readPackage(bytes: Bytes): Promise<LeafKey> {
  const { leafNode } = await decodePackage(bytes);
  if (leafNode.credential.credentialType !== 'basic') throw new SealError('malformed');
  return { identity: readIdentity(leafNode.credential.identity), signatureKey: new Uint8Array(leafNode.signaturePublicKey) };
}

export async function decodePackage(bytes: Bytes): Promise<KeyPackage> {
  const read = decodeAll(decodeKeyPackage, bytes);
  if (read.version !== 'mls10' || read.cipherSuite !== suiteName) throw new SealError('foreign-suite');
  const { signature } = await makeSuite();
  const isSigned = await guarded(
    'forged',
    async () => (await verifyKeyPackage(read, signature)) && verifyLeafNodeSignatureKeyPackage(read.leafNode, signature),
  );
  if (!isSigned) throw new SealError('forged');
  return read;
}
