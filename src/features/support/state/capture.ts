/** A picture or a voice of this side, ready to be sealed and sent. */
export interface Captured {
  readonly track: MediaStreamTrack;
  /** Of a screen its surface (surfaces.ts), of a camera its name; empty when the browser does not say. */
  readonly label: string;
  /** Ends it for good: nothing is captured any more. Idempotent. */
  close(): void;
}

/** How a page gets at screens, cameras and microphones. The customer's page masks in here: what leaves it is what may be seen. */
export interface Capture {
  /** Asks for a screen, window or tab. @throws {CaptureFailure} */
  screen(): Promise<Captured>;
  /** @throws {CaptureFailure} */
  camera(deviceId?: string): Promise<Captured>;
  /** @throws {CaptureFailure} */
  microphone(): Promise<Captured>;
}

export type CaptureFault = 'refused' | 'unsupported' | 'missing' | 'busy';

export class CaptureFailure extends Error {
  readonly fault: CaptureFault;

  constructor(fault: CaptureFault, cause?: unknown) {
    super(`capture failed: ${fault}`, { cause });
    this.fault = fault;
    this.name = 'CaptureFailure';
  }
}

/** What the browser's refusal means (Media Capture and Streams §10.3.2). */
export function captureFailure(cause: unknown): CaptureFailure {
  const name = cause instanceof DOMException ? cause.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError' || name === 'AbortError') return new CaptureFailure('refused', cause);
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return new CaptureFailure('missing', cause);
  if (name === 'NotReadableError') return new CaptureFailure('busy', cause);
  return new CaptureFailure('unsupported', cause);
}
