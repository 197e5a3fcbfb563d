import type { PhoneRegistration } from '../../../../protocol/telephony/phone.ts';
import type { Connectivity } from './connectivity.ts';
import { nextStatus, patienceMs, type PhoneStatus, type UnreachableReason } from './phone-status.ts';
import type { Timers } from './timers.ts';

export interface RegistrationPorts {
  readonly timers: Timers;
  readonly connectivity: Connectivity;
  readonly onChanged: (status: PhoneStatus) => void;
}

/** Why the server gave no token, when asking again cannot help. */
export class RegistrationRefused extends Error {
  readonly why: Extract<UnreachableReason, 'refused' | 'signed-out'>;
  constructor(why: 'refused' | 'signed-out', options?: ErrorOptions) {
    super(`The phone may not register: ${why}.`, options);
    this.name = 'RegistrationRefused';
    this.why = why;
  }
}

export type FetchRegistration = (signal: AbortSignal) => Promise<PhoneRegistration>;

/** Owns the phone's status: what the socket and the registrar tell goes in, one status comes out. */
export class Registration {
  readonly #ports: RegistrationPorts;
  #status: PhoneStatus = { name: 'stopped' };
  #cancelPatience: () => void = () => undefined;

  constructor(ports: RegistrationPorts) {
    this.#ports = ports;
  }

  get status(): PhoneStatus {
    return this.#status;
  }

  handleStarted(): void {
    this.#to({ name: 'connecting' });
    this.#bePatient();
  }

  handleConnected(): void {
    this.#to({ name: 'registering' });
  }

  handleRegistered(): void {
    this.#cancelPatience();
    if (this.#status.name !== 'registered') this.#to({ name: 'registered', sinceMs: this.#ports.timers.now() });
  }

  handleLost(): void {
    const { name } = this.#status;
    if (name === 'stopped' || name === 'unreachable' || name === 'reconnecting') return;
    this.#to({ name: 'reconnecting', sinceMs: this.#ports.timers.now() });
    this.#bePatient();
  }

  handleRefused(why: UnreachableReason): void {
    this.#cancelPatience();
    this.#to({ name: 'unreachable', why });
  }

  handleStopped(): void {
    this.#cancelPatience();
    this.#to({ name: 'stopped' });
  }

  #bePatient(): void {
    this.#cancelPatience();
    this.#cancelPatience = this.#ports.timers.after(patienceMs, () => {
      this.#to({ name: 'unreachable', why: this.#ports.connectivity.isOnline ? 'server-away' : 'offline' });
    });
  }

  /** The only place that changes the status. */
  #to(status: PhoneStatus): void {
    const next = nextStatus(this.#status, status);
    if (next === this.#status) return;
    this.#status = next;
    this.#ports.onChanged(next);
  }
}
