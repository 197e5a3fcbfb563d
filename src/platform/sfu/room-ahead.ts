import { FrameWorker } from './frame-worker-handle.ts';
import { thisDevice } from './this-device.ts';

const anyRouter = {
  codecs: [{ kind: 'audio' as const, mimeType: 'audio/opus', clockRate: 48_000, channels: 2, preferredPayloadType: 100 }],
};

let spare: FrameWorker | undefined;

/**
 * What a room needs of this browser alone, before there is a room: the worker runs, and the browser's media, which it starts with its first
 * connection and asks for its codecs, have been started. Nothing is captured, and nobody is called.
 */
export async function prepareForRoom(): Promise<void> {
  spare ??= startSpare();
  const { device } = await thisDevice();
  await device.load({ routerRtpCapabilities: anyRouter });
}

/** The one that runs already, or a new one; the caller's. @throws {RoomFailure} `cannot-seal` */
export function takeFrameWorker(): FrameWorker {
  const worker = spare ?? FrameWorker.start();
  spare = undefined;
  return worker;
}

/** One that dies before it is needed is none. */
function startSpare(): FrameWorker {
  const worker = FrameWorker.start();
  worker.onDied = () => (spare = spare === worker ? undefined : spare);
  return worker;
}
