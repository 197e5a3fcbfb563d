const longestMs = 3_600_000;

/** Milliseconds until a server wants to be asked again (RFC 9110 §10.2.3: seconds or a date); 0 when it does not say, an hour at most. */
export function retryAfterMs(value: string | undefined, nowMs: number): number {
  if (value === undefined) return 0;
  const ms = /^\d+$/u.test(value.trim()) ? Number(value) * 1_000 : Date.parse(value) - nowMs;
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), longestMs) : 0;
}
