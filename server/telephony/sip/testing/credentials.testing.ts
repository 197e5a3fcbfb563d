import { createHash } from 'node:crypto';
import type { AddressOwner, DeviceCredentials, SipCredentials } from '../credentials.ts';
import type { SipPrincipal } from '../dialog/user-agent.ts';
import type { FlowOwner } from '../transport/flow.ts';

export const testDomain = 'example.test';
export const acme = 'main.acme.example.test';
export const globex = 'main.globex.example.test';

interface TestUser {
  readonly principal: SipPrincipal;
  readonly names: readonly string[];
  readonly host: string;
}

function person(userId: string, tenantId: string, host: string, names: readonly string[]): TestUser {
  return { principal: { userId, tenantId, pbxId: `${tenantId}-main` }, names, host };
}

const people: readonly TestUser[] = [
  person('alice', 'acme', acme, ['alice', '100']),
  person('bob', 'acme', acme, ['bob', '101']),
  person('mallory', 'globex', globex, ['mallory', '100']),
];

function ha1(algorithm: 'sha256' | 'md5', username: string, password: string): string {
  return createHash(algorithm).update(`${username}:${acme}:${password}`).digest('hex');
}

export function ownerOf(userId: string, webSessionId = `session-${userId}`): FlowOwner {
  const tenantId = people.find((user) => user.principal.userId === userId)?.principal.tenantId ?? 'nowhere';
  return { tenantId, userId, webSessionId };
}

/** Identity as the stack sees it: three people in two tenants, and a desk phone of Bob's with the password `secret`. */
export class FakeCredentials implements SipCredentials {
  algorithms: readonly ('SHA-256' | 'MD5')[] = ['SHA-256'];
  isMd5Allowed = false;
  tokenChecks = 0;
  deviceReads = 0;
  isDeskRevoked = false;
  #provenDesk: DeviceCredentials | undefined;

  checkToken(token: string, owner: FlowOwner): Promise<boolean> {
    this.tokenChecks += 1;
    return Promise.resolve(token === tokenFor(owner.userId));
  }

  principalOf(owner: AddressOwner, user: string, host: string): Promise<SipPrincipal | undefined> {
    const found = people.find((one) => one.host === host && one.names.includes(user));
    const isTheirs = found?.principal.userId === owner.userId && found.principal.tenantId === owner.tenantId;
    return Promise.resolve(isTheirs ? found.principal : undefined);
  }

  device(username: string, realm: string): Promise<DeviceCredentials | undefined> {
    this.deviceReads += 1;
    if (username !== 'bob-desk' || realm !== acme || this.isDeskRevoked) return Promise.resolve(undefined);
    return Promise.resolve({
      principal: { userId: 'bob', tenantId: 'acme', pbxId: 'acme-main', deviceId: 'desk-1' },
      ha1Sha256: ha1('sha256', username, 'secret'),
      ha1Md5: this.isMd5Allowed ? ha1('md5', username, 'secret') : undefined,
    });
  }

  provenDevice(username: string, realm: string): DeviceCredentials | undefined {
    return username === 'bob-desk' && realm === acme ? this.#provenDesk : undefined;
  }

  deviceProved(device: DeviceCredentials): void {
    this.#provenDesk = device;
  }

  /** An admin disabled or deleted Bob's desk phone. */
  revokeDesk(): void {
    this.isDeskRevoked = true;
    this.#provenDesk = undefined;
  }

  digestAlgorithms(realm: string): readonly ('SHA-256' | 'MD5')[] {
    return realm === acme ? this.algorithms : ['SHA-256'];
  }
}

export function tokenFor(userId: string): string {
  return `token-of-${userId}`;
}
