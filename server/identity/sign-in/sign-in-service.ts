import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import { ServiceError } from '../../platform/service-error.ts';
import { mayComeIn } from '../ending/ended-tenant.ts';
import type { Session, Tenant, User, UserPassword } from '../entities.ts';
import type { DirectoryHit, IdentityStore } from '../identity-store.ts';
import { isOneTimePasswordOver } from '../passwords/one-time-password.ts';
import type { PasswordHasher } from '../passwords/password-hasher.ts';
import type { ClientFacts, SessionService } from '../sessions/session-service.ts';
import type { FamiliarDevices } from './familiar-devices.ts';
import { networkOf } from './network-of.ts';
import type { Bucket, Throttle } from './throttle.ts';

export interface SignInRequest {
  readonly email: string;
  readonly password: string;
  readonly client: ClientFacts;
  /** The cookie of FamiliarDevices, if the browser sent one. */
  readonly familiarCookie: string | undefined;
}

export interface SignedIn {
  readonly token: string;
  readonly session: Session;
  readonly familiarCookie: string;
}

export interface SignInOptions {
  readonly store: IdentityStore;
  readonly hasher: PasswordHasher;
  readonly throttle: Throttle;
  readonly familiar: FamiliarDevices;
  readonly sessions: SessionService;
  readonly clock: Clock;
  readonly logger: Logger;
}

interface Candidate {
  readonly hit: DirectoryHit;
  readonly tenant: Tenant | undefined;
  readonly user: User | undefined;
  readonly password: UserPassword | undefined;
  readonly isKnownAddress: boolean;
}

/** Why somebody who typed the right password does not get in. */
type RightButRefused = 'one-time-password-over' | 'tenant-ended';

/** Stands for everybody who does not exist: the same statements run and find nothing. */
const nobody: DirectoryHit = { tenantId: '00000000-0000-0000-0000-000000000000', id: '00000000-0000-0000-0000-000000000000' };
const knownAddressMs = 30 * 24 * 3_600_000;

/** How an email address is compared and found. */
export function emailKey(email: string): string {
  return email.trim().normalize('NFC').toLowerCase();
}

/** Signing in by email and password. */
export class SignInService {
  readonly #options: SignInOptions;

  constructor(options: SignInOptions) {
    this.#options = options;
  }

  /**
   * Opens a session. Unknown, disabled and mistaken people get the same answer after the same work (ID3).
   * @throws {ServiceError} `wrong-credentials`, `one-time-password-over` (ID19), `tenant-ended` (ID71), `too-many-attempts`, `unavailable`
   */
  async signIn(request: SignInRequest): Promise<SignedIn> {
    const { throttle } = this.#options;
    const candidate = await this.#candidate(request);
    const address: Bucket = { kind: 'address', key: networkOf(request.client.address) };
    const own = this.#bucketOf(candidate, request);
    const isFamiliar = own.kind === 'familiar';
    // Where a person is known, strangers behind the same address cannot stand in their way (ID12).
    const signedIn = await throttle.guard(isFamiliar ? [own] : [own, address], () => this.#attempt(candidate, request));
    if (typeof signedIn === 'string') throw new ServiceError(signedIn);
    if (signedIn) return signedIn;
    if (isFamiliar) await throttle.count([address]);
    throw new ServiceError('wrong-credentials');
  }

  async #candidate(request: SignInRequest): Promise<Candidate> {
    const { store, clock } = this.#options;
    const hit = (await store.find('email', emailKey(request.email))) ?? nobody;
    return store.inTenant(hit.tenantId, async (unit) => {
      const tenant = await unit.tenant();
      const user = await unit.users.byId(hit.id);
      const password = await unit.users.password(hit.id);
      const isKnownAddress = await unit.sessions.knowsAddress(hit.id, request.client.address, new Date(clock.now() - knownAddressMs));
      return { hit, tenant, user, password, isKnownAddress };
    });
  }

  #bucketOf(candidate: Candidate, request: SignInRequest): Bucket {
    const deviceId = this.#options.familiar.deviceOf(request.familiarCookie, candidate.hit.id);
    if (deviceId !== undefined) return { kind: 'familiar', key: `${candidate.hit.id}/${deviceId}` };
    if (candidate.isKnownAddress) return { kind: 'familiar', key: `${candidate.hit.id}/${networkOf(request.client.address)}` };
    return { kind: 'account', key: emailKey(request.email) };
  }

  async #attempt(candidate: Candidate, request: SignInRequest): Promise<SignedIn | RightButRefused | undefined> {
    const { hasher, clock } = this.#options;
    const { tenant, user, password } = candidate;
    const isRight = await hasher.verify(password?.hash ?? undefined, request.password);
    if (!user) return undefined;
    if (!isRight || user.isDisabled) {
      this.#noteRefusal(candidate, request.client);
      return undefined;
    }
    // Only who typed it right is told: to everybody else it is a wrong password like any other.
    if (!tenant || !mayComeIn(tenant, user.role)) {
      this.#noteRefusal(candidate, request.client);
      return 'tenant-ended';
    }
    if (user.mustChangePassword && password && isOneTimePasswordOver(password.setAt, clock.now())) {
      this.#noteRefusal(candidate, request.client);
      return 'one-time-password-over';
    }
    const opened = await this.#open(user, candidate, request);
    if (!opened) this.#noteRefusal(candidate, request.client);
    return opened;
  }

  /** Undefined when the password was changed, the person disabled or the tenant ended, while it was being compared: that ended all sessions (ID2). */
  #open(user: User, { hit, password }: Candidate, request: SignInRequest): Promise<SignedIn | undefined> {
    const { store, sessions, familiar } = this.#options;
    return store.inTenant(hit.tenantId, async (unit) => {
      const stored = await unit.users.password(hit.id);
      const now = await unit.users.byId(hit.id);
      const tenant = await unit.tenant();
      if (stored?.hash !== password?.hash || !now || now.isDisabled || !tenant || !mayComeIn(tenant, now.role)) return undefined;
      const opened = await sessions.open(unit, user, request.client);
      await unit.audit({
        actorUserId: user.id,
        action: 'session.opened',
        subjectKind: 'session',
        subjectId: opened.session.id,
        address: request.client.address,
      });
      return { ...opened, familiarCookie: familiar.remember(request.familiarCookie, user.id) };
    });
  }

  /** Written beside the answer, not before it: the time it takes would tell that the account exists. */
  #noteRefusal({ hit }: Candidate, client: ClientFacts): void {
    const { store, logger } = this.#options;
    const written = store.inTenant(hit.tenantId, (unit) =>
      unit.audit({ actorUserId: null, action: 'session.refused', subjectKind: 'user', subjectId: hit.id, address: client.address }),
    );
    written.catch((error: unknown) =>
      logger.error({ err: error, userId: hit.id }, 'a refused sign-in could not be written to the audit log'),
    );
  }
}
