/** RFC 4566 §6 (RFC 8866 §6.7): who sends, seen from the side that wrote it. */
export type Direction = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';

const mirrors: Readonly<Record<Direction, Direction>> = {
  sendrecv: 'sendrecv',
  sendonly: 'recvonly',
  recvonly: 'sendonly',
  inactive: 'inactive',
};

/**
 * The direction of our answer. RFC 3264 §6.1: "If a stream is offered as sendonly, the corresponding stream MUST
 * be marked as recvonly or inactive in the answer."
 */
export function mirrorDirection(remote: Direction): Direction {
  return mirrors[remote];
}

/** RFC 3264 §8.4: sendonly or inactive asks us not to send, i.e. puts us on hold. */
export function isHold(remote: Direction): boolean {
  return remote === 'sendonly' || remote === 'inactive';
}

/** True while the far end says it sends media to us. */
export function isSending(remote: Direction): boolean {
  return remote === 'sendrecv' || remote === 'sendonly';
}
