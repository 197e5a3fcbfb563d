import { requirePermission, type Actor } from '../../identity/index.ts';
import type { Clock } from '../../platform/clock.ts';
import { hashPin, isPinOf } from '../../platform/pin-hasher.ts';
import { ServiceError } from '../../platform/service-error.ts';
import type { MailboxPinStore } from './mailbox-pin-store.ts';
import type { VoicemailStore } from './voicemail-store.ts';

/** Every so many failures in a row nobody may try for a while. */
const failuresUntilLock = 3;
const firstLockMs = 60_000;
const longestLockMs = 3_600_000;

export interface MailboxPinsParts {
  readonly boxes: Pick<VoicemailStore, 'box'>;
  readonly pins: MailboxPinStore;
  readonly clock: Clock;
}

export type PinAnswer = 'right' | 'wrong' | 'none' | 'locked';

/** PINs with which people hear their own messages by phone. */
export class MailboxPins {
  readonly #parts: MailboxPinsParts;

  constructor(parts: MailboxPinsParts) {
    this.#parts = parts;
  }

  /** @throws {ServiceError} `not-found` for a box that is not the actor's own, shared ones too */
  async set(actor: Actor, boxId: string, pin: string | null): Promise<void> {
    requirePermission(actor, 'voicemail.use');
    const box = await this.#parts.boxes.box(actor.tenantId, boxId);
    if (box?.userId !== actor.userId) throw new ServiceError('not-found');
    await this.#parts.pins.setPin(actor.tenantId, boxId, pin === null ? undefined : await hashPin(pin), actor);
  }

  /** Whether this PIN opens the box. */
  async check(tenantId: string, boxId: string, pin: string): Promise<PinAnswer> {
    const { pins, clock } = this.#parts;
    const nowMs = clock.now();
    const lockedUntil = (failures: number): Date | undefined => {
      const locks = failures / failuresUntilLock;
      return Number.isInteger(locks) ? new Date(nowMs + Math.min(firstLockMs * 2 ** Math.min(locks - 1, 10), longestLockMs)) : undefined;
    };
    const attempt = await pins.beginAttempt(tenantId, boxId, { at: new Date(nowMs), lockedUntil });
    if (attempt === 'none' || attempt === 'locked') return attempt;
    if (!(await isPinOf(attempt.hash, pin))) return 'wrong';
    await pins.succeed(tenantId, boxId);
    return 'right';
  }
}
