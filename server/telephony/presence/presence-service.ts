import { EventEmitter } from 'node:events';
import type { PhoneSettings, Presence } from '../../../protocol/telephony/phone.ts';
import type { telephonyNotifications } from '../../../protocol/telephony/notifications.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Notifier } from '../../platform/notifier.ts';

/** What presence is made of; each is asked for when something may have changed. */
export interface PresenceFacts {
  isRegistered(tenantId: string, userId: string): boolean;
  isInCall(tenantId: string, userId: string): boolean;
  settings(tenantId: string, userId: string): Promise<PhoneSettings>;
}

export interface PresenceOptions {
  readonly facts: PresenceFacts;
  readonly notices: Notifier<typeof telephonyNotifications>;
  readonly logger: Logger;
}

export interface PresenceEvents {
  changed: [tenantId: string, userId: string, presence: Presence];
}

/** Whom we know more about than "offline": people with a phone registered or in a call. */
interface Known {
  presence: Presence;
  doNotDisturb: boolean;
  /** A change was told while the settings were read: it is the newer of the two. */
  isTold: boolean;
}

/**
 * What colleagues see of each other. Offline people take no memory; a person's wish not to be disturbed is read when
 * their first phone registers and told by `handleSettings` afterwards.
 */
export class PresenceService extends EventEmitter<PresenceEvents> {
  readonly #options: PresenceOptions;
  readonly #known = new Map<string, Known>();

  constructor(options: PresenceOptions) {
    super();
    this.#options = options;
  }

  /** How many people are not offline. */
  get size(): number {
    return this.#known.size;
  }

  presenceOf(tenantId: string, userId: string): Presence {
    return this.#known.get(keyOf(tenantId, userId))?.presence ?? 'offline';
  }

  /** Registrations or calls of a person may have changed. */
  handleChange(tenantId: string, userId: string): void {
    const { facts } = this.#options;
    const known = this.#known.get(keyOf(tenantId, userId));
    if (!facts.isRegistered(tenantId, userId) && !facts.isInCall(tenantId, userId)) return this.#leave(tenantId, userId);
    if (known) this.#update(tenantId, userId, known);
    else void this.#arrive(tenantId, userId);
  }

  handleSettings(tenantId: string, userId: string, settings: PhoneSettings): void {
    const known = this.#known.get(keyOf(tenantId, userId));
    if (!known) return;
    known.doNotDisturb = settings.doNotDisturb;
    known.isTold = true;
    this.#update(tenantId, userId, known);
  }

  async #arrive(tenantId: string, userId: string): Promise<void> {
    const known: Known = { presence: 'offline', doNotDisturb: false, isTold: false };
    this.#known.set(keyOf(tenantId, userId), known);
    try {
      const { doNotDisturb } = await this.#options.facts.settings(tenantId, userId);
      if (!known.isTold) known.doNotDisturb = doNotDisturb;
    } catch (error) {
      // Without the database a person is shown as reachable, which their registration says; the wish comes with the next change.
      this.#options.logger.warn({ err: error }, 'phone settings could not be read for presence');
    }
    if (this.#known.get(keyOf(tenantId, userId)) === known) this.#update(tenantId, userId, known);
  }

  #leave(tenantId: string, userId: string): void {
    const known = this.#known.get(keyOf(tenantId, userId));
    if (!known) return;
    this.#known.delete(keyOf(tenantId, userId));
    if (known.presence !== 'offline') this.#push(tenantId, userId, 'offline');
  }

  #update(tenantId: string, userId: string, known: Known): void {
    const presence = this.#presence(tenantId, userId, known);
    if (presence === known.presence) return;
    known.presence = presence;
    this.#push(tenantId, userId, presence);
  }

  /** The wish not to be disturbed says more to a colleague than a call. */
  #presence(tenantId: string, userId: string, known: Known): Presence {
    if (known.doNotDisturb) return 'do-not-disturb';
    return this.#options.facts.isInCall(tenantId, userId) ? 'in-call' : 'available';
  }

  #push(tenantId: string, userId: string, presence: Presence): void {
    this.#options.notices.toTenant(tenantId, 'person.presence', { userId, presence });
    this.emit('changed', tenantId, userId, presence);
  }
}

function keyOf(tenantId: string, userId: string): string {
  return `${tenantId}/${userId}`;
}
