import { randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SetupRequest } from '../../../protocol/identity/setup.ts';
import { ServiceError } from '../../platform/service-error.ts';
import { takenAsField } from '../service-rules.ts';
import type { IdentityStore } from '../identity-store.ts';
import type { PasswordHasher } from '../passwords/password-hasher.ts';
import type { PasswordService } from '../passwords/password-service.ts';
import { hashOfToken } from '../sessions/session-tokens.ts';
import { loginNameFrom } from '../users/login-names.ts';
import { foldText } from '../folded-text.ts';
import { makeTenant } from './tenant-maker.ts';

export interface SetupServiceOptions {
  readonly store: IdentityStore;
  readonly hasher: PasswordHasher;
  readonly passwords: PasswordService;
  readonly dataDir: string;
}

/** The first tenant and admin of an installation without demo, by a link that works once (ID42). */
export class SetupService {
  readonly #options: SetupServiceOptions;
  readonly #path: string;

  constructor(options: SetupServiceOptions) {
    this.#options = options;
    this.#path = join(options.dataDir, 'setup-token');
  }

  /** A fresh token for `/setup?token=…`, replacing an older one; undefined once there is a tenant. */
  async prepare(): Promise<string | undefined> {
    if ((await this.#options.store.tenantIds()).length > 0) {
      await rm(this.#path, { force: true });
      return undefined;
    }
    const token = randomBytes(32).toString('base64url');
    await writeFile(this.#path, hashOfToken(token).toString('hex'), { mode: 0o600 });
    return token;
  }

  /** Whether the first admin is still missing. */
  async isOpen(): Promise<boolean> {
    return (await this.#options.store.tenantIds()).length === 0;
  }

  /** @throws {ServiceError} `not-found` for a wrong or used token, `invalid-fields` for the password */
  async complete(request: SetupRequest): Promise<void> {
    const { store, hasher, passwords } = this.#options;
    if (!(await this.#isRight(request.token)) || (await store.tenantIds()).length > 0) throw new ServiceError('not-found');
    passwords.requirePolicy(request, request.password, 'password');
    const { email, displayName } = request;
    const person = {
      email,
      displayName,
      loginName: loginNameFrom(email),
      role: 'super_admin',
      extension: '100',
      passwordHash: await hasher.hash(request.password),
    } as const;
    // Used up first: a second request with the same token must not make a second tenant.
    await rm(this.#path);
    await takenAsField(() => makeTenant(store, { slug: slugFrom(request.tenantName), name: request.tenantName, people: [person] }));
  }

  async #isRight(token: string): Promise<boolean> {
    try {
      const kept = Buffer.from((await readFile(this.#path, 'utf8')).trim(), 'hex');
      const given = hashOfToken(token);
      return kept.length === given.length && timingSafeEqual(kept, given);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
      throw error;
    }
  }
}

/** `Müller & Söhne GmbH` → `muller-sohne-gmbh`: part of every SIP address of the tenant. */
export function slugFrom(name: string): string {
  const slug = foldText(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '');
  return slug === '' ? 'tenant' : slug;
}
