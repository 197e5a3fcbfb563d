/**
 * To the ticker thread. Frames are sent once and named by their key afterwards, until they are forgotten; a player that has
 * begun keeps its own.
 */
export type TickerCommand =
  | { readonly kind: 'frames'; readonly key: string; readonly frames: readonly Uint8Array[] }
  | { readonly kind: 'forget'; readonly key: string }
  | ({ readonly kind: 'start' } & PlayerStart)
  | { readonly kind: 'stop'; readonly id: number };

export interface PlayerStart {
  readonly id: number;
  /** Keys of frames, played one after the other without a gap. */
  readonly tracks: readonly string[];
  readonly ssrc: number;
  readonly payloadType: number;
  readonly unitsPerFrame: number;
  readonly isOnce: boolean;
}

/**
 * From the ticker thread, one message per tick: the RTP packets of all players that fell due, one behind the other,
 * and for each its player and length. The buffer is handed over, not copied.
 */
export interface TickerReport {
  readonly bytes: ArrayBuffer;
  /** Pairs of player id and packet length. */
  readonly index: readonly number[];
  /** Players that came to their end; their last packets were in earlier reports. */
  readonly ended: readonly number[];
}
