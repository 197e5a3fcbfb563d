/** Reasons that tell what a caller pressed where it was a choice. Never used for PINs and numbers that are collected. */
export const why = {
  pressed: (keys: string): string => `pressed ${keys}`,
  dialled: (number: string): string => `dialled ${number}`,
  nothing: 'pressed nothing',
  wrong: 'wrong choices',
} as const;

/** The keys that a reason tells of; undefined: none. */
export function keysOf(reason: string): string | undefined {
  return /^(?:pressed|dialled) ([0-9*#]+)$/u.exec(reason)?.[1];
}
