import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import type { Approval, FoundSealing, RecordingKey, Removal, SealedRing } from '../../../../../protocol/media/sealing.ts';
import { browserStatement, recordingKeyStatement, ringStatement } from '../../../../../protocol/media/sealing-statements.ts';
import { newId } from '../../../../platform/ids.ts';

const text = (bytes: Buffer): string => bytes.toString('base64url');

/** A tenant's root as a browser would hold it; its rings hold random bytes, which is all that the server can see in one. */
export class PaperRoot {
  readonly tenantId: string;
  readonly publicKey: string;
  readonly #key: KeyObject;

  constructor(tenantId: string) {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    this.tenantId = tenantId;
    this.publicKey = publicKey.export({ format: 'jwk' }).x ?? '';
    this.#key = privateKey;
  }

  recordingKey(version: number): RecordingKey {
    const publicKey = text(randomBytes(32));
    return { version, publicKey, signature: this.#sign(recordingKeyStatement({ tenantId: this.tenantId, version, publicKey })) };
  }

  ring(id: string): SealedRing {
    const ring = text(randomBytes(200));
    return { ring, signature: this.#sign(ringStatement({ tenantId: this.tenantId, id, ring })) };
  }

  founding(): FoundSealing {
    const certified = (): FoundSealing['recovery'] => {
      const [id, publicKey] = [newId(), text(randomBytes(32))];
      return { id, publicKey, certificate: this.#certificate({ id, publicKey, isManager: true }), ring: this.ring(id) };
    };
    const browser = { ...certified(), name: 'Desk' };
    return {
      rootPublicKey: this.publicKey,
      recoveryPin: text(randomBytes(60)),
      recordingKey: this.recordingKey(1),
      browser,
      recovery: certified(),
    };
  }

  approval(browser: { readonly id: string; readonly publicKey: string }, version = 1, isManager = false): Approval {
    const certificate = this.#certificate({ ...browser, isManager });
    return { version, isManager, certificate, ring: this.ring(browser.id), how: 'compared' };
  }

  removal(version: number, owners: readonly string[]): Removal {
    return { version, recordingKey: this.recordingKey(version + 1), rings: owners.map((id) => ({ id, ring: this.ring(id) })) };
  }

  #certificate({ id, publicKey, isManager }: { id: string; publicKey: string; isManager: boolean }): string {
    return this.#sign(browserStatement({ tenantId: this.tenantId, id, publicKey, isManager }));
  }

  #sign(statement: string): string {
    return text(sign(null, Buffer.from(statement, 'utf8'), this.#key));
  }
}
