/** One key press, as a person made it. */
export interface Digit {
  readonly key: string;
  readonly durationMs: number;
}

export const dtmfRelayType = 'application/dtmf-relay';
export const dtmfType = 'application/dtmf';

const defaultDurationMs = 160;
const keys = new Set('0123456789*#ABCD');
/** Some devices write the event numbers of RFC 4733 §3.2 for star and pound. */
const eventNumbers: Readonly<Record<string, string>> = { '10': '*', '11': '#' };
const maxBodyCharacters = 128;
const maxDurationMs = 10_000;

/**
 * Reads the body of a DTMF INFO: `application/dtmf-relay` has lines `Signal=5` and `Duration=160` (ms),
 * `application/dtmf` is the bare key. Neither has an RFC; both are what softphones and devices send.
 * Returns undefined when it is anything else.
 */
export function parseDigit(contentType: string, body: string): Digit | undefined {
  if (body.length > maxBodyCharacters) return undefined;
  return contentType === dtmfType ? parseKey(body.trim(), defaultDurationMs) : parseRelay(body);
}

function parseRelay(body: string): Digit | undefined {
  const fields = new Map<string, string>();
  for (const line of body.split(/\r\n|\n/)) {
    if (line.trim() === '') continue;
    const equals = line.indexOf('=');
    const name = line.slice(0, equals).trim().toLowerCase();
    if (equals < 1 || fields.has(name)) return undefined;
    fields.set(name, line.slice(equals + 1).trim());
  }
  const signal = fields.get('signal');
  const duration = fields.get('duration');
  if (signal === undefined || [...fields.keys()].some((name) => name !== 'signal' && name !== 'duration')) return undefined;
  if (duration === undefined) return parseKey(signal, defaultDurationMs);
  const durationMs = /^\d{1,5}$/.test(duration) ? Number(duration) : 0;
  return durationMs >= 1 && durationMs <= maxDurationMs ? parseKey(signal, durationMs) : undefined;
}

function parseKey(text: string, durationMs: number): Digit | undefined {
  const key = eventNumbers[text] ?? text.toUpperCase();
  return key.length === 1 && keys.has(key) ? { key, durationMs } : undefined;
}

/** The body of an INFO with `application/dtmf-relay`. */
export function writeDtmfRelay({ key, durationMs }: Digit): string {
  return `Signal=${key}\r\nDuration=${durationMs}\r\n`;
}
