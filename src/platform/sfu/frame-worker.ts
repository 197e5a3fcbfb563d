import { FrameOpener, FrameSealer } from '../../../seal/frames/index.ts';
import type { FrameKeys } from '../../../seal/index.ts';
import type { FrameTransformer, TransformEvent } from './worker-scope.ts';
import { workerScope } from './worker-scope.ts';
import type { KeysMessage } from './worker-messages.ts';

/** A receiver that gets no frame through asks for a key frame, not more often than this. */
const keyFrameRequestMs = 1_000;

/** Every track that goes through this worker; told when there are new keys. */
const tracks = new Set<(keys: FrameKeys) => void>();
let newest: FrameKeys | undefined;

workerScope.onmessage = ({ data }: MessageEvent<KeysMessage>) => {
  newest = data.keys;
  for (const setKeys of tracks) setKeys(data.keys);
};

workerScope.onrtctransform = ({ transformer }: TransformEvent) => {
  const { options } = transformer;
  const run =
    options.direction === 'send'
      ? seal(transformer, new FrameSealer(options.codec, options.context))
      : open(transformer, new FrameOpener(options.codec, options.leaf));
  run.catch((cause: unknown) => workerScope.reportError(cause));
};

/** Nothing is written before there is a key: an unsealed frame never leaves. */
async function seal(transformer: FrameTransformer, sealer: FrameSealer): Promise<void> {
  const setKeys = (keys: FrameKeys): void => {
    // Who comes in with this epoch can decode from here on.
    if (sealer.setKeys(keys)) askSender(transformer);
  };
  await through(transformer, setKeys, (frame) => sealer.seal(frame));
}

async function open(transformer: FrameTransformer, opener: FrameOpener): Promise<void> {
  let askedAt = -Infinity;
  const setKeys = (keys: FrameKeys): void => opener.addKeys(keys, performance.now());
  await through(transformer, setKeys, async (frame) => {
    const now = performance.now();
    const plain = await opener.open(frame, now);
    if (typeof plain !== 'string') return plain;
    if (now - askedAt > keyFrameRequestMs) {
      askedAt = now;
      // An audio receiver has none to ask for.
      transformer.sendKeyFrameRequest().catch(() => undefined);
    }
    return undefined;
  });
}

/** Puts every frame through `change`, in order; frames for which it gives nothing are dropped. */
async function through(
  transformer: FrameTransformer,
  setKeys: (keys: FrameKeys) => void,
  change: (frame: Uint8Array<ArrayBuffer>) => Promise<Uint8Array<ArrayBuffer> | undefined>,
): Promise<void> {
  tracks.add(setKeys);
  if (newest) setKeys(newest);
  const changed = new TransformStream<RTCEncodedVideoFrame | RTCEncodedAudioFrame, RTCEncodedVideoFrame | RTCEncodedAudioFrame>({
    async transform(frame, controller) {
      const bytes = await change(new Uint8Array(frame.data));
      if (!bytes) return;
      frame.data = bytes.buffer;
      controller.enqueue(frame);
    },
  });
  try {
    await transformer.readable.pipeThrough(changed).pipeTo(transformer.writable);
  } finally {
    tracks.delete(setKeys);
  }
}

function askSender(transformer: FrameTransformer): void {
  // Audio has no key frames, and a sender that is not sending yet begins with one.
  transformer.generateKeyFrame().catch(() => undefined);
}
