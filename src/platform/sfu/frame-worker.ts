import { FrameKeyring, type FrameKeys } from '../../../seal/frames/index.ts';
import { EarlyWords } from './early-words.ts';
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
const early = new EarlyWords();

function give(pump: FramePump, keys: FrameKeys, stream: number): void {
  pump.handleKeys(keys).catch(() => tell({ type: 'failed', stream }));
}

self.addEventListener('message', ({ data }) => {
  if (data.type === 'count') return tell({ type: 'counts', counts });
  if (data.type === 'keys') {
    keyring.set(data.keys);
    for (const [stream, pump] of pumps) give(pump, data.keys, stream);
    return undefined;
  }
  const pump = pumps.get(data.stream);
  if (data.type === 'begin') return pump ? pump.begin?.() : early.add(data.stream, { hasBegun: true });
  if (data.type === 'name') return pump ? pump.name?.(data.origin) : early.add(data.stream, { origin: data.origin });
  pumps.delete(data.stream);
  return early.add(data.stream, { isOver: true });
});

self.addEventListener('rtctransform', ({ transformer }) => {
  const { stream } = transformer.options;
  const { hasBegun, origin, isOver } = early.take(stream);
  if (isOver) return;
  const pump = pumpOf(transformer, transformer.options, { keyring, counts, now, after, askPage });
  pumps.set(stream, pump);
  if (hasBegun) pump.begin?.();
  if (origin) pump.name?.(origin);
  if (keyring.current) give(pump, keyring.current, stream);
  pump
    .run()
    .catch(() => tell({ type: 'failed', stream }))
    .finally(() => pumps.delete(stream));
});
