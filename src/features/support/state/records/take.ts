/** What a recorder takes in. The picture stays the same from the first to the last piece; voices come and go. */
export interface TakeOf {
  readonly picture: MediaStreamTrack | undefined;
  readonly mimeType: string;
}

/** A browser's recorder at work. */
export interface Take {
  setVoices(voices: readonly MediaStreamTrack[]): void;
  pause(): void;
  resume(): void;
  /** From this call on nothing is recorded. Resolves when the last piece was told. */
  stop(): Promise<void>;
}

export interface TakeEvents {
  /** At least every two seconds, in order. */
  readonly onPiece: (piece: Blob) => void;
  /** It stopped by itself. */
  readonly onBroken: () => void;
}

/** What a recorder needs of the browser. */
export interface TakePort {
  /** What it records as; undefined when it cannot. */
  mimeTypeOf(hasPicture: boolean): string | undefined;
  /** @throws {Error} when the browser refuses */
  begin(of: TakeOf, events: TakeEvents): Take;
}
