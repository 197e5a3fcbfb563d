import { FrameKeyring, type FrameKeys } from '../../../seal/frames/index.ts';
import { noFrames, type FromFrameWorker, type StreamOptions, type ToFrameWorker } from './frame-messages.ts';
import { pumpOf, type FramePump, type FrameTransformer } from './frame-pumps.ts';

/** What we use of DedicatedWorkerGlobalScope: the DOM's types, with which this root compiles, do not know it. */
interface WorkerScope {
  onmessage: ((event: { readonly data: ToFrameWorker }) => void) | null;
  onrtctransform: ((event: { readonly transformer: FrameTransformer & { readonly options: StreamOptions } }) => void) | null;
  postMessage(message: FromFrameWorker): void;
}
declare const self: WorkerScope;

const now = (): number => performance.now();
const keyring = new FrameKeyring(now);
const counts = noFrames();
const streamOf = new Map<FramePump, number>();

function give(pump: FramePump, keys: FrameKeys, stream: number): void {
  pump.handleKeys(keys).catch(() => self.postMessage({ type: 'failed', stream }));
}

self.onmessage = ({ data }) => {
  if (data.type === 'count') return self.postMessage({ type: 'counts', counts });
  keyring.set(data.keys);
  for (const [pump, stream] of streamOf) give(pump, data.keys, stream);
  return undefined;
};

self.onrtctransform = ({ transformer }) => {
  const { options } = transformer;
  const pump = pumpOf(transformer, options, { keyring, counts, now });
  streamOf.set(pump, options.stream);
  if (keyring.current) give(pump, keyring.current, options.stream);
  pump
    .run()
    .catch(() => self.postMessage({ type: 'failed', stream: options.stream }))
    .finally(() => streamOf.delete(pump));
};
