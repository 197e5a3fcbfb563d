/** What one message may be at most; a real INVITE with a large SDP has 5 KiB. */
export const messageLimits = {
  /** Whole message in bytes, which is also the largest UDP datagram. */
  messageBytes: 65_536,
  /** Header lines. */
  headers: 128,
  /** One header's name and value, and the Request-URI, in characters. */
  headerLength: 8_192,
} as const;
