import type { Bus } from '../platform/bus.ts';
import type { Clock, Timer } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import { repeat } from '../platform/repeat.ts';
import type { Storage } from '../storage/index.ts';
import { AuditService } from './audit/audit-service.ts';
import { DeviceService } from './devices/device-service.ts';
import { ProvenDevices } from './devices/proven-devices.ts';
import { ExtensionService } from './extensions/extension-service.ts';
import type { TenantContent } from './ending/tenant-content.ts';
import { TenantContentJob } from './ending/tenant-content-job.ts';
import { TenantEndService } from './ending/tenant-end-service.ts';
import type { IdentityEvents } from './identity-events.ts';
import { SqlIdentityStore } from './identity-store.sql.ts';
import { NumberDirectory } from './numbers/number-directory.ts';
import { NumberImport } from './numbers/number-import.ts';
import { NumberService } from './numbers/number-service.ts';
import { noLeadingLines, type LeadingLines } from './numbers/plan-leads.ts';
import { PlanLines } from './numbers/plan-lines.ts';
import { Argon2Hasher } from './passwords/argon2-hasher.ts';
import { PasswordService } from './passwords/password-service.ts';
import { DigestPolicies } from './pbxs/digest-policies.ts';
import { PbxService } from './pbxs/pbx-service.ts';
import { prepareDemo } from './provisioning/demo.ts';
import { SetupService } from './provisioning/setup-service.ts';
import { SessionService } from './sessions/session-service.ts';
import { FamiliarDevices } from './sign-in/familiar-devices.ts';
import { SignInService } from './sign-in/sign-in-service.ts';
import { Throttle } from './sign-in/throttle.ts';
import { SipCredentialService } from './sip-credentials.ts';
import { SiteService } from './sites/site-service.ts';
import { SubscriberDirectory } from './subscribers/subscriber-directory.ts';
import { UserDeletion } from './users/user-deletion.ts';
import { UserImport } from './users/user-import.ts';
import { UserService } from './users/user-service.ts';

export interface IdentityOptions {
  readonly storage: Pick<Storage, 'db' | 'audit' | 'secrets'>;
  readonly clock: Clock;
  readonly bus: Bus<IdentityEvents>;
  readonly logger: Logger;
  readonly dataDir: string;
  readonly sipDomain: string;
  /** What leads into dial plans; nothing when absent. */
  readonly leadingLines?: LeadingLines;
}

/** Tenants, people, sign-in, rights. */
export interface Identity {
  readonly signIn: SignInService;
  readonly sessions: SessionService;
  readonly passwords: PasswordService;
  readonly users: UserService;
  readonly userImport: UserImport;
  readonly userDeletion: UserDeletion;
  readonly extensions: ExtensionService;
  readonly numbers: NumberService;
  readonly numberImport: NumberImport;
  /** Has the shape of `Numbers`. */
  readonly numberDirectory: NumberDirectory;
  /** For dial plans. */
  readonly planLines: PlanLines;
  readonly pbxs: PbxService;
  readonly sites: SiteService;
  readonly devices: DeviceService;
  readonly auditLog: AuditService;
  /** The organisation's end. */
  readonly ending: TenantEndService;
  /** Deletes what the telephone kept for organisations that ended; `contents` are all kinds of it. */
  contentJob(contents: readonly TenantContent[]): TenantContentJob;
  /** Has the shape of telephony's `SipCredentials`. */
  readonly sipCredentials: SipCredentialService;
  /** Has the shape of `Subscribers`. */
  readonly subscribers: SubscriberDirectory;
  readonly setup: SetupService;
  /** Makes what is missing of the demo tenants. */
  prepareDemo(password: string | undefined): ReturnType<typeof prepareDemo>;
  /** Stops housekeeping and subscriptions. Idempotent. The storage is closed by whoever opened it, afterwards. */
  close(): void;
}

const sweepMs = 60_000;

/** Wires identity's managers together. */
export async function createIdentity(options: IdentityOptions): Promise<Identity> {
  const { clock, bus, logger, dataDir, sipDomain, leadingLines = noLeadingLines } = options;
  const { secrets, db } = options.storage;
  const lifetime = new AbortController();
  const store = new SqlIdentityStore(options.storage);
  const hasher = new Argon2Hasher();
  const throttle = new Throttle(db.throttles, clock);
  const sessions = new SessionService({ store, clock, bus }, lifetime.signal);
  const passwords = new PasswordService({ store, hasher, sessions, throttle, clock, bus });
  const subscribers = new SubscriberDirectory({ store, bus, sipDomain }, lifetime.signal);
  const digestPolicies = await DigestPolicies.create({ store, bus, sipDomain }, lifetime.signal);
  const provenDevices = new ProvenDevices({ clock, bus }, lifetime.signal);
  const timer = startSweep({ clock, logger, sweeps: [() => sessions.sweep(), () => throttle.purge()] });
  return {
    signIn: new SignInService({ store, hasher, throttle, sessions, clock, logger, familiar: new FamiliarDevices(secrets, clock) }),
    sessions,
    passwords,
    users: new UserService({ store, hasher, sessions, clock, bus }),
    userImport: new UserImport({ store, hasher, bus }),
    userDeletion: new UserDeletion({ store, sessions, bus, sipDomain }),
    extensions: new ExtensionService({ store, bus, leadingLines }),
    numbers: new NumberService({ store, bus, leadingLines }),
    numberImport: new NumberImport({ store, bus }),
    numberDirectory: new NumberDirectory({ store, bus }, lifetime.signal),
    planLines: new PlanLines({ store, bus }),
    pbxs: new PbxService({ store, bus, sipDomain }),
    sites: new SiteService({ store, bus }),
    devices: new DeviceService({ store, bus, secrets, sipDomain, clock }),
    auditLog: new AuditService({ store }),
    ending: new TenantEndService({ store, passwords, sessions, clock, bus }),
    contentJob: (contents) => new TenantContentJob({ store, database: db, contents, clock, logger }),
    sipCredentials: new SipCredentialService({
      store,
      secrets,
      clock,
      sessions,
      directory: subscribers,
      digestPolicies,
      provenDevices,
      sipDomain,
    }),
    subscribers,
    setup: new SetupService({ store, hasher, passwords, dataDir }),
    prepareDemo: (password) => prepareDemo({ store, hasher, dataDir, password }),
    close: () => {
      timer.stop();
      lifetime.abort();
    },
  };
}

interface SweepOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly sweeps: readonly (() => Promise<void>)[];
}

function startSweep({ clock, logger, sweeps }: SweepOptions): Timer {
  const failed = (error: unknown): void => logger.warn({ err: error }, 'identity housekeeping failed and is tried again in a minute');
  return repeat(clock, {
    everyMs: sweepMs,
    work: async () => {
      for (const sweep of sweeps) await sweep().catch(failed);
    },
    failed,
  });
}
