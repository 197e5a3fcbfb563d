import { createHmac, createSecretKey, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../../platform/clock.ts';

export interface NonceOptions {
  readonly clock: Clock;
  /** How long a nonce may be used. */
  readonly lifetimeMs?: number;
  /** How many nonces in use are remembered with their last count. */
  readonly limit?: number;
}

interface UsedNonce {
  readonly issuedAtMs: number;
  lastCount: number;
}

const headBytes = 10;
const macBytes = 16;
const nonceLength = Math.ceil(((headBytes + macBytes) * 4) / 3);

/**
 * Nonces that carry their own proof: base64url of 6 bytes of monotonic milliseconds, a 4-byte serial number and 16 bytes
 * of HMAC-SHA-256 over both and the flow, so that issuing one costs no memory and one stolen from another flow is worth
 * nothing (RFC 7616 §5.4: a server "can construct" them "to include the client's address").
 *
 * Only nonces that authenticated someone are remembered, so strangers cannot fill the table. When it is full the oldest
 * is forgotten and every nonce of its age becomes stale, so that forgetting never lets a request be replayed.
 */
export class Nonces {
  readonly #clock: Clock;
  readonly #lifetimeMs: number;
  readonly #limit: number;
  /** As a key object: a buffer would be made one for each HMAC, which costs five times the HMAC. */
  readonly #secret = createSecretKey(randomBytes(32));
  readonly #used = new Map<string, UsedNonce>();
  #serial = randomBytes(4).readUInt32BE();
  #staleUntilMs = -1;

  constructor(options: NonceOptions) {
    this.#clock = options.clock;
    this.#lifetimeMs = options.lifetimeMs ?? 300_000;
    this.#limit = options.limit ?? 20_000;
  }

  /** How many nonces are remembered. */
  get size(): number {
    return this.#used.size;
  }

  issue(flowId: string): string {
    const head = Buffer.allocUnsafe(headBytes);
    this.#serial = (this.#serial + 1) >>> 0;
    head.writeUIntBE(Math.floor(this.#clock.monotonicMs()), 0, 6);
    head.writeUInt32BE(this.#serial, 6);
    return Buffer.concat([head, this.#mac(head, flowId)]).toString('base64url');
  }

  /** Whether we issued it to this flow and its time has not passed. */
  isFresh(nonce: string, flowId: string): boolean {
    const issuedAtMs = this.#issuedAt(nonce, flowId);
    if (issuedAtMs === undefined) return false;
    return issuedAtMs > this.#staleUntilMs && this.#clock.monotonicMs() - issuedAtMs <= this.#lifetimeMs;
  }

  /**
   * Takes note of one use of a fresh nonce, after its response was found right.
   * RFC 7616 §3.4: "the purpose of this directive is to allow the server to detect request replays by maintaining its own
   * copy of this count. If the same nc value is seen twice, then the request is a replay."
   * @returns false for a count not above the last one
   */
  use(nonce: string, flowId: string, count: number): boolean {
    const known = this.#used.get(nonce);
    if (known) {
      if (count <= known.lastCount) return false;
      known.lastCount = count;
      return true;
    }
    const issuedAtMs = this.#issuedAt(nonce, flowId);
    if (issuedAtMs === undefined || count < 1) return false;
    this.#used.set(nonce, { issuedAtMs, lastCount: count });
    this.#forgetOld();
    return true;
  }

  #forgetOld(): void {
    const expiredBeforeMs = this.#clock.monotonicMs() - this.#lifetimeMs;
    for (const [nonce, { issuedAtMs }] of this.#used) {
      if (issuedAtMs >= expiredBeforeMs && this.#used.size <= this.#limit) return;
      this.#used.delete(nonce);
      this.#staleUntilMs = Math.max(this.#staleUntilMs, Math.min(issuedAtMs, this.#clock.monotonicMs()));
    }
  }

  #issuedAt(nonce: string, flowId: string): number | undefined {
    if (nonce.length !== nonceLength) return undefined;
    const bytes = Buffer.from(nonce, 'base64url');
    if (bytes.length !== headBytes + macBytes) return undefined;
    const head = bytes.subarray(0, headBytes);
    if (!timingSafeEqual(bytes.subarray(headBytes), this.#mac(head, flowId))) return undefined;
    return head.readUIntBE(0, 6);
  }

  #mac(head: Buffer, flowId: string): Buffer {
    return createHmac('sha256', this.#secret).update(head).update(flowId).digest().subarray(0, macBytes);
  }
}
