/** Wall-clock time of a zone. `minutes` counts from midnight. */
export interface LocalTime {
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** 1 is Monday, 7 is Sunday (ISO 8601). */
  readonly weekday: number;
  readonly minutes: number;
}

const formatters = new Map<string, Intl.DateTimeFormat | undefined>();
const dayMs = 86_400_000;
const minuteMs = 60_000;

export function isTimeZone(zone: string): boolean {
  return formatterOf(zone) !== undefined;
}

/** Undefined when there is no such zone. */
export function localTimeAt(zone: string, atMs: number): LocalTime | undefined {
  const wallMs = wallAt(zone, atMs);
  if (wallMs === undefined) return undefined;
  const wall = new Date(wallMs);
  return {
    date: wall.toISOString().slice(0, 10),
    weekday: wall.getUTCDay() === 0 ? 7 : wall.getUTCDay(),
    minutes: Math.floor((wallMs % dayMs) / minuteMs),
  };
}

/**
 * The instants at which a zone's clocks show this time: one, two in the autumn repeat, none in the spring gap.
 * `minutes` 1,440 is midnight of the next day.
 */
export function instantsOf(zone: string, date: string, minutes: number): readonly number[] {
  const wallMs = Date.parse(`${date}T00:00:00Z`) + minutes * minuteMs;
  const offsets = new Set([wallMs - dayMs, wallMs + dayMs].map((atMs) => offsetAt(zone, atMs)));
  return [...offsets]
    .map((offset) => wallMs - offset)
    .filter((atMs) => atMs + offsetAt(zone, atMs) === wallMs)
    .toSorted((a, b) => a - b);
}

/** When clocks first show this time or, in the spring gap, a later one. */
export function firstInstantOf(zone: string, date: string, minutes: number): number {
  const [first] = instantsOf(zone, date, minutes);
  if (first !== undefined) return first;
  const wallMs = Date.parse(`${date}T00:00:00Z`) + minutes * minuteMs;
  return shiftBetween(zone, wallMs - dayMs, wallMs + dayMs) ?? wallMs;
}

/** The instant between the two at which the zone's clocks were put forward or back; undefined when they were not. */
export function shiftBetween(zone: string, fromMs: number, toMs: number): number | undefined {
  const before = offsetAt(zone, fromMs);
  if (offsetAt(zone, toMs) === before) return undefined;
  let [low, high] = [fromMs, toMs];
  while (high - low > 1_000) {
    const middle = Math.floor((low + high) / 2_000) * 1_000;
    if (middle <= low) break;
    if (offsetAt(zone, middle) === before) low = middle;
    else high = middle;
  }
  return high;
}

/** `YYYY-MM-DD`, `days` later. */
export function dateAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

function offsetAt(zone: string, atMs: number): number {
  // Whole seconds: zones know no smaller ones.
  const atSecondMs = Math.floor(atMs / 1_000) * 1_000;
  return (wallAt(zone, atSecondMs) ?? atSecondMs) - atSecondMs;
}

/** Wall-clock time as if it were UTC, in milliseconds. */
function wallAt(zone: string, atMs: number): number | undefined {
  const formatter = formatterOf(zone);
  if (!formatter || Number.isNaN(atMs) || Math.abs(atMs) > 8e15) return undefined;
  const parts: Record<string, number> = {};
  for (const { type, value } of formatter.formatToParts(atMs)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function formatterOf(zone: string): Intl.DateTimeFormat | undefined {
  if (!formatters.has(zone)) formatters.set(zone, makeFormatter(zone));
  return formatters.get(zone);
}

function makeFormatter(zone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch (error) {
    // ECMA-402: an unknown zone is a RangeError, and there is no other way to ask.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
