import type { FromMaskWorker, ToMaskWorker } from './mask-messages.ts';
import { MaskRules } from './mask-rules.ts';
import { MaskPainter } from './mask-painter.ts';

/** What we use of a dedicated worker's global scope; the page's DOM library has no name for it. */
interface WorkerScope {
  addEventListener(type: 'message', hear: (event: MessageEvent<ToMaskWorker>) => void): void;
  postMessage(message: FromMaskWorker, transfer: Transferable[]): void;
}
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- this file runs in a worker only
const scope = globalThis as unknown as WorkerScope;

const tell = (message: FromMaskWorker): void => scope.postMessage(message, []);

const aliveEveryMs = 1_000;
const rules = new MaskRules();
const painter = new MaskPainter();

/** Frame by frame from the source to the track that is sent. Nothing passes that the rules do not let through. */
async function run(frames: ReadableStream<VideoFrame>, masked: WritableStream<VideoFrame>): Promise<void> {
  const reader = frames.getReader();
  const writer = masked.getWriter();
  const alive = setInterval(() => tell({ type: 'alive' }), aliveEveryMs);
  let isFault = false;
  try {
    for (;;) {
      const { done, value: frame } = await reader.read();
      if (done) break;
      const size = { width: frame.displayWidth, height: frame.displayHeight };
      if (rules.handleSize(size)) tell({ type: 'size', size, isBlackedOut: rules.isBlackedOut });
      await writer.ready;
      await writer.write(painter.paint(frame, rules.boxes(size)));
    }
  } catch {
    isFault = true;
  }
  clearInterval(alive);
  await reader.cancel().catch(() => undefined);
  await writer.close().catch(() => undefined);
  tell({ type: 'ended', isFault });
}

scope.addEventListener('message', ({ data }) => {
  if (data.type === 'start') void run(data.frames, data.masked);
  else if (data.type === 'areas') rules.setAreas(data.areas);
  else rules.confirm(data.size);
});
