import type { Language } from './languages.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** `2 minutes ago` under a day, a date beyond. Show `exactTime` on hover. Both times in Unix milliseconds. */
export function relativeTime(thenMs: number, nowMs: number, language: Language): string {
  const ageMs = nowMs - thenMs;
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' });
  if (ageMs < MINUTE_MS) return format.format(0, 'second');
  if (ageMs < HOUR_MS) return format.format(-Math.floor(ageMs / MINUTE_MS), 'minute');
  if (ageMs < DAY_MS) return format.format(-Math.floor(ageMs / HOUR_MS), 'hour');
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(thenMs);
}

/** Date and time to the second, in the browser's time zone. */
export function exactTime(timeMs: number, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' }).format(timeMs);
}

/** `14:05:09`: the time of the day, in the browser's time zone. */
export function clockTime(timeMs: number, language: Language): string {
  return new Intl.DateTimeFormat(language, { timeStyle: 'medium' }).format(timeMs);
}

/** `1,234` or `1.234`. */
export function formatNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(language).format(value);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** A duration as a clock: `00:42`, `12:05`, `1:02:03`. Takes milliseconds; negative counts as zero. */
export function clockDuration(durationMs: number): string {
  const seconds = Math.max(0, Math.floor(durationMs / 1000));
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
  return hours === 0 ? rest : `${hours}:${rest}`;
}
