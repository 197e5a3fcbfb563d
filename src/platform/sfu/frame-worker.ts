import { FrameKeyring, type FrameKeys, type FrameOrigin } from '../../../seal/frames/index.ts';
import { noFrames, type FromFrameWorker, type StreamOptions, type ToFrameWorker } from './frame-messages.ts';
import { pumpOf, type FramePump, type FrameTransformer } from './frame-pumps.ts';

type OurTransformer = FrameTransformer & { readonly options: StreamOptions };
/** What we use of DedicatedWorkerGlobalScope: the DOM's types, with which this root compiles, do not know it. */
interface WorkerScope {
  addEventListener(type: 'message', listener: (event: { readonly data: ToFrameWorker }) => void): void;
  addEventListener(type: 'rtctransform', listener: (event: { readonly transformer: OurTransformer }) => void): void;
  postMessage(message: FromFrameWorker, options: { readonly transfer: readonly [] }): void;
}
declare const self: WorkerScope;

const tell = (message: FromFrameWorker): void => self.postMessage(message, { transfer: [] });
const now = (): number => performance.now();
const keyring = new FrameKeyring(now);
const after = (ms: number, task: () => void): void => void setTimeout(task, ms);
const askPage = (stream: number): void => tell({ type: 'key-frame', stream });
const counts = noFrames();
const pumps = new Map<number, FramePump>();
/** Streams may begin before their transforms are here. */
const begun = new Set<number>();
/** And be named. */
const named = new Map<number, FrameOrigin>();

function give(pump: FramePump, keys: FrameKeys, stream: number): void {
  pump.handleKeys(keys).catch(() => tell({ type: 'failed', stream }));
}

function nowNamed(options: StreamOptions): StreamOptions {
  const origin = named.get(options.stream);
  named.delete(options.stream);
  return options.direction === 'receive' && origin ? { ...options, origin } : options;
}

function forget(stream: number): void {
  pumps.delete(stream);
  begun.delete(stream);
  named.delete(stream);
}

self.addEventListener('message', ({ data }) => {
  if (data.type === 'count') return tell({ type: 'counts', counts });
  if (data.type === 'begin') {
    begun.add(data.stream);
    return pumps.get(data.stream)?.begin?.();
  }
  if (data.type === 'name') {
    const pump = pumps.get(data.stream);
    if (!pump) named.set(data.stream, data.origin);
    return pump?.name?.(data.origin);
  }
  if (data.type === 'end') return forget(data.stream);
  keyring.set(data.keys);
  for (const [stream, pump] of pumps) give(pump, data.keys, stream);
  return undefined;
});

self.addEventListener('rtctransform', ({ transformer }) => {
  const options = nowNamed(transformer.options);
  const pump = pumpOf(transformer, options, { keyring, counts, now, after, askPage });
  pumps.set(options.stream, pump);
  if (begun.has(options.stream)) pump.begin?.();
  if (keyring.current) give(pump, keyring.current, options.stream);
  pump
    .run()
    .catch(() => tell({ type: 'failed', stream: options.stream }))
    .finally(() => forget(options.stream));
});
