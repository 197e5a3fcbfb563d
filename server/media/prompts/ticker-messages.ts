/** To the ticker thread. Sounds are sent once and named by their key afterwards. */
export type TickerCommand =
  | { readonly kind: 'sound'; readonly key: string; readonly frames: readonly Uint8Array[] }
  | ({ readonly kind: 'start' } & PlayerStart)
  | { readonly kind: 'stop'; readonly id: number };

export interface PlayerStart {
  readonly id: number;
  readonly soundKey: string;
  readonly ssrc: number;
  readonly payloadType: number;
  readonly unitsPerFrame: number;
  readonly isOnce: boolean;
}

/**
 * From the ticker thread, one message per tick: the RTP packets of all players that fell due, one behind the other,
 * and for each its player and length. The buffer is handed over, not copied.
 */
export interface TickerPackets {
  readonly bytes: ArrayBuffer;
  /** Pairs of player id and packet length. */
  readonly index: readonly number[];
}
