import type { AuthenticationService } from 'ts-mls/authenticationService.js';
import type { ClientConfig } from 'ts-mls/clientConfig.js';
import { defaultKeyPackageEqualityConfig } from 'ts-mls/keyPackageEqualityConfig.js';
import type { PskIndex } from 'ts-mls/pskIndex.js';
import { isEqualBytes } from '../../cpace/encodings.ts';
import type { Psk } from '../group-keys.ts';
import { identityBytes, type LeafKey } from '../leaf.ts';

/** Whom this seat takes for real: exactly these leaves, each with its key. ts-mls alone would take anybody. */
export function onlyThese(known: readonly LeafKey[]): AuthenticationService {
  return {
    validateCredential: (credential, signatureKey) =>
      Promise.resolve(
        credential.credentialType === 'basic' &&
          known.some(
            (leaf) => isEqualBytes(leaf.signatureKey, signatureKey) && isEqualBytes(identityBytes(leaf.identity), credential.identity),
          ),
      ),
  };
}

/** Anybody with a credential of a kind that we read; for who comes to a group that already is, and trusts the customer's signature over it. */
export const anybody: AuthenticationService = {
  validateCredential: (credential) => Promise.resolve(credential.credentialType === 'basic'),
};

/**
 * Passed messages may be lost while a seat is away, or overtake what stands in the log: gaps of 8,000 are bridged, 1,000 older keys kept.
 * Of former epochs two stay, for what was on its way when the epoch changed.
 */
export function configWith(authService: AuthenticationService): ClientConfig {
  return {
    authService,
    keyPackageEqualityConfig: defaultKeyPackageEqualityConfig,
    keyRetentionConfig: { retainKeysForEpochs: 2, retainKeysForGenerations: 1000, maximumForwardRatchetSteps: 8000 },
    lifetimeConfig: { maximumTotalLifetime: 345_600n, validateLifetimeOnReceive: true },
    paddingConfig: { kind: 'padUntilLength', padUntilLength: 256 },
  };
}

/** Only external secrets that the caller names. */
export function pskIndexOf(psks: readonly Psk[]): PskIndex {
  return {
    findPsk: (wanted) => (wanted.psktype === 'external' ? psks.find((psk) => isEqualBytes(psk.id, wanted.pskId))?.secret : undefined),
  };
}
