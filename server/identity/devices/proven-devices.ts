import type { Bus } from '../../platform/bus.ts';
import type { Clock } from '../../platform/clock.ts';
import { LruMap } from '../../platform/lru-map.ts';
import type { IdentityEvents } from '../identity-events.ts';
import type { DigestIdentity } from './digest-identity.ts';

interface Reading {
  readonly key: string;
  readonly identity: DigestIdentity;
  readonly readAtMs: number;
  /** How many changes had been told when the reading began. */
  readonly changesBefore: number;
}

/** As long as a nonce: what another node changes without telling us is noticed then. */
const maxAgeMs = 300_000;
const maxDevices = 5_000;

/**
 * Devices that a right answer proved, with what it was proved against ([ID68]). Nothing is kept of a name before its
 * password was proved, and whatever may change a device's rights makes it forgotten before the change is answered.
 */
export class ProvenDevices {
  readonly #clock: Clock;
  readonly #proven = new LruMap<string, Reading>(maxDevices);
  readonly #readings = new WeakMap<DigestIdentity, Reading>();
  #changes = 0;

  constructor({ clock, bus }: { readonly clock: Clock; readonly bus: Bus<IdentityEvents> }, lifetime: AbortSignal) {
    this.#clock = clock;
    const forgetPerson = (event: { tenantId: string; userId: string }): void =>
      this.#forget(({ tenantId, userId }) => tenantId === event.tenantId && userId === event.userId);
    bus.subscribe('identity.device-ended', forgetPerson, lifetime);
    bus.subscribe('identity.user-disabled', forgetPerson, lifetime);
    bus.subscribe('identity.user-changed', forgetPerson, lifetime);
    const forgetTenant = (event: { tenantId: string }): void => this.#forget(({ tenantId }) => tenantId === event.tenantId);
    bus.subscribe('identity.pbx-changed', forgetTenant, lifetime);
    bus.subscribe('identity.tenant-ended', forgetTenant, lifetime);
  }

  get size(): number {
    return this.#proven.size;
  }

  /** What the device was proved against, if it was lately and nothing has changed since. */
  get(username: string, realm: string): DigestIdentity | undefined {
    const key = keyOf(username, realm);
    const reading = this.#proven.get(key);
    if (!reading) return undefined;
    if (this.#clock.monotonicMs() - reading.readAtMs < maxAgeMs) return reading.identity;
    this.#proven.delete(key);
    return undefined;
  }

  /** Reads an identity with `read`; it may be kept later, unless a change is told meanwhile: it may be older than that. */
  async reading(username: string, realm: string, read: () => Promise<DigestIdentity | undefined>): Promise<DigestIdentity | undefined> {
    const begun = { key: keyOf(username, realm), readAtMs: this.#clock.monotonicMs(), changesBefore: this.#changes };
    const identity = await read();
    if (identity) this.#readings.set(identity, { ...begun, identity });
    return identity;
  }

  /** A right answer was given to this identity, which `reading` gave. */
  keep(identity: DigestIdentity): void {
    const reading = this.#readings.get(identity);
    if (reading?.changesBefore === this.#changes) this.#proven.set(reading.key, reading);
  }

  #forget(isConcerned: (principal: DigestIdentity['principal']) => boolean): void {
    this.#changes += 1;
    this.#proven.deleteWhere(({ identity }) => isConcerned(identity.principal));
  }
}

function keyOf(username: string, realm: string): string {
  return `${username}@${realm.toLowerCase()}`;
}
