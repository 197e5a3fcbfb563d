/**
 * sdp-transform turns every value that looks like an integer into a number, whatever its types promise: an ice-ufrag
 * `1234` and a mid `0` arrive as numbers.
 */
type Raw = string | number;

/** A value that is text by its nature. */
export function text(value: Raw): string {
  return `${value}`;
}

/** A value that is a number by its nature; NaN when the SDP says something else. */
export function number(value: Raw | undefined): number {
  return typeof value === 'number' ? value : Number(value);
}
