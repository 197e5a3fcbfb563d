import { randomUUID } from 'node:crypto';

let lastMs = 0;
let sequence = 0;

/**
 * A UUIDv7 (RFC 9562 §5.7): 48 bits of milliseconds, then a 12-bit counter that keeps ids made in the same
 * millisecond in order, then 62 random bits with the variant before them. Those are the last two groups of a UUIDv4, for which
 * Node keeps random bytes in store.
 */
export function newId(nowMs: number = Date.now()): string {
  const random = randomUUID();
  if (nowMs > lastMs) {
    lastMs = nowMs;
    sequence = Number.parseInt(random.slice(0, 3), 16) & 0x7ff;
  } else if (++sequence > 0xfff) {
    lastMs += 1;
    sequence = 0;
  }
  const time = lastMs.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-${(0x7000 | sequence).toString(16)}${random.slice(18)}`;
}
