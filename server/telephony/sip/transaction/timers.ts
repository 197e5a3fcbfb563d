/** RFC 3261 §17.1.1.1: "The default value for T1 is 500 ms", an estimate of the round trip. */
export const T1 = 500;
/** §17.1.2.2: the longest interval between retransmissions of non-INVITE requests and INVITE responses. */
export const T2 = 4_000;
/** §17.1.2.2: how long a message may linger in the network. */
export const T4 = 5_000;

/** Timer values by their names in RFC 3261 table 4 and RFC 6026 §7; A, E and G start here and grow. */
export const timers = {
  A: T1,
  B: 64 * T1,
  /** "at least 32 seconds for UDP" */
  D: 32_000,
  E: T1,
  F: 64 * T1,
  G: T1,
  H: 64 * T1,
  I: T4,
  J: 64 * T1,
  K: T4,
  L: 64 * T1,
  M: 64 * T1,
} as const;
