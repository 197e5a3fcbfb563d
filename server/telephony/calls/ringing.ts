import { EventEmitter } from 'node:events';
import type { EndCause } from '../../../protocol/telephony/call.ts';
import type { Clock, Timer } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Binding } from '../sip/dialog/user-agent.ts';
import { inBackground } from './background.ts';
import { weightiestCause } from './final-responses.ts';
import { isRevoked } from './revoked.ts';
import type { Revoked } from './revoked.ts';
import type { DeviceAnswer, RingingDevice } from './ringing-device.ts';

/** More devices than a person uses; further ones do not ring. */
export const maxRingingDevices = 10;
/** A page that reloads while it rings registers again within this time and rings again. */
export const comeBackMs = 5_000;
export const answeredElsewhere = 'SIP;cause=200;text="Call completed elsewhere"';

export interface RingingEvents {
  /** The first device alerts its person. */
  ringing: [];
  /** The first answer; all others were cancelled. */
  answered: [answer: DeviceAnswer];
  /** Nobody answers, and why. */
  failed: [cause: EndCause];
}

export interface RingingOptions {
  readonly makeDevice: (binding: Binding) => RingingDevice;
  readonly noAnswerMs: number;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Rings all devices of a person at once; the first answer wins ([CA10]-[CA16]). */
export class Ringing extends EventEmitter<RingingEvents> {
  readonly #options: RingingOptions;
  readonly #devices = new Set<RingingDevice>();
  readonly #causes: EndCause[] = [];
  readonly #noAnswer: Timer;
  #comeBack: Timer | undefined;
  #hasRung = false;
  #isOver = false;

  constructor(options: RingingOptions) {
    super();
    this.#options = options;
    this.#noAnswer = options.clock.after(options.noAnswerMs, () => this.#fail('no-answer', 'SIP;cause=480;text="No answer"'));
  }

  /** Rings one more device; also one that registers while others ring already. */
  ring(binding: Binding): void {
    if (this.#isOver || this.#rings(binding)) return;
    this.#replaceOld(binding);
    if (this.#devices.size >= maxRingingDevices) return;
    this.#comeBack?.stop();
    const device = this.#options.makeDevice(binding);
    this.#devices.add(device);
    device.on('ringing', () => this.#onRinging());
    device.on('answered', (answer) => this.#onAnswered(device, answer));
    device.on('failed', (cause, isFinalForAll) => this.#onFailed(device, cause, isFinalForAll));
    inBackground(this.#options.logger, 'ringing a device', device.start());
  }

  /** Phones that may no longer be in calls stop ringing; the others ring on. */
  revoke(revoked: Revoked): void {
    for (const device of this.#devices) {
      if (!isRevoked(device.binding, revoked)) continue;
      device.stop('');
      this.#onFailed(device, 'unreachable', false);
    }
  }

  /** Stops all devices; nothing is emitted any more. Idempotent. */
  stop(reason: string): void {
    this.removeAllListeners();
    this.#silence(reason);
  }

  #silence(reason: string): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#noAnswer.stop();
    this.#comeBack?.stop();
    for (const device of this.#devices) device.stop(reason);
    this.#devices.clear();
  }

  #rings(binding: Binding): boolean {
    return [...this.#devices].some((device) => device.binding.flow.id === binding.flow.id && device.isPending);
  }

  /** The same phone over a new connection: what rings on the old one cannot be answered any more. */
  #replaceOld({ instanceId, regId }: Binding): void {
    if (instanceId === undefined) return;
    for (const device of this.#devices) {
      if (device.binding.instanceId !== instanceId || device.binding.regId !== regId) continue;
      this.#devices.delete(device);
      device.stop('');
    }
  }

  #onRinging(): void {
    if (this.#hasRung) return;
    this.#hasRung = true;
    this.emit('ringing');
  }

  #onAnswered(device: RingingDevice, answer: DeviceAnswer): void {
    this.#devices.delete(device);
    this.#silence(answeredElsewhere);
    this.emit('answered', answer);
  }

  #onFailed(device: RingingDevice, cause: EndCause, isFinalForAll: boolean): void {
    this.#devices.delete(device);
    if (this.#isOver) return;
    this.#causes.push(cause);
    if (isFinalForAll) return this.#fail(cause, `SIP;cause=603;text="Declined elsewhere"`);
    if (this.#devices.size > 0) return;
    const weightiest = weightiestCause(this.#causes);
    // The only device's page went away while it rang: perhaps it reloads.
    if (weightiest === 'unreachable' && this.#hasRung) this.#waitForComeBack();
    else this.#fail(weightiest, '');
  }

  #waitForComeBack(): void {
    this.#comeBack?.stop();
    this.#comeBack = this.#options.clock.after(comeBackMs, () => this.#fail('unreachable', ''));
  }

  #fail(cause: EndCause, reason: string): void {
    if (this.#isOver) return;
    this.#silence(reason);
    this.emit('failed', cause);
  }
}
