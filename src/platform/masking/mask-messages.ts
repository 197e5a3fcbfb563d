/** Part of a picture, 0 to 1 across and down. */
export interface MaskArea {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** What the page tells the worker. */
export type ToMaskWorker =
  | { readonly type: 'start'; readonly frames: ReadableStream<VideoFrame>; readonly masked: WritableStream<VideoFrame> }
  | { readonly type: 'areas'; readonly areas: readonly MaskArea[] }
  /** Somebody does something from afar in what is shown. */
  | { readonly type: 'touched' }
  /** The areas were looked at for a picture of this size. */
  | { readonly type: 'confirm'; readonly size: PictureSize };

/** What the worker tells the page. */
export type FromMaskWorker =
  /** Every second: it lives. */
  | { readonly type: 'alive' }
  | { readonly type: 'size'; readonly size: PictureSize; readonly isBlackedOut: boolean }
  /** The source ended, or the pipeline broke. */
  | { readonly type: 'ended'; readonly isFault: boolean };
