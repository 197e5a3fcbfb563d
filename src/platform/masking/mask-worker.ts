import { AgainPace } from './again-pace.ts';
import { KeptPicture } from './kept-picture.ts';
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
const pace = new AgainPace();
const kept = new KeptPicture();
const now = (): number => performance.now();
let timer: ReturnType<typeof setTimeout> | undefined;
let write: ((frame: VideoFrame) => Promise<void>) | undefined;

/** Masks are painted as they are now, also on a picture that goes again. */
function paint(frame: VideoFrame): VideoFrame {
  return painter.paint(frame, rules.boxes({ width: frame.displayWidth, height: frame.displayHeight }));
}

/** The picture that is there goes again when it is due. */
function arm(): void {
  clearTimeout(timer);
  const at = now();
  const dueAt = pace.dueAt(at);
  if (dueAt !== undefined) timer = setTimeout(goAgain, Math.max(0, dueAt - at));
}

async function writeAgain({ isHiding, note }: { readonly isHiding: boolean; readonly note: (at: number) => void }): Promise<void> {
  const frame = await kept.again(now, { isHiding });
  if (!frame) return;
  if (!write) return frame.close();
  note(now());
  arm();
  await write(paint(frame));
}

/** Fails without harm: then nothing goes until there is something new. */
function goAgain(): void {
  writeAgain({ isHiding: false, note: (at) => pace.noteAgain(at) }).catch(() => clearTimeout(timer));
}

/** The rules are others, also for a picture that stands still. What cannot be hidden may not stay in sight: then the sharing ends. */
function goMasked({ isHiding }: { readonly isHiding: boolean }): void {
  writeAgain({ isHiding, note: (at) => pace.noteMasked(at) }).catch(() => tell({ type: 'ended', isFault: true }));
}

/** Frame by frame from the source to the track that is sent. Nothing passes that the rules do not let through. */
async function run(frames: ReadableStream<VideoFrame>, masked: WritableStream<VideoFrame>): Promise<void> {
  const reader = frames.getReader();
  const writer = masked.getWriter();
  const alive = setInterval(() => tell({ type: 'alive' }), aliveEveryMs);
  let isFault = false;
  write = (frame) => writer.write(frame);
  try {
    for (;;) {
      const { done, value: frame } = await reader.read();
      if (done) break;
      const size = { width: frame.displayWidth, height: frame.displayHeight };
      if (rules.handleSize(size)) tell({ type: 'size', size, isBlackedOut: rules.isBlackedOut });
      await writer.ready;
      kept.keep(frame, now());
      pace.noteNew(now(), size.width * size.height);
      arm();
      await writer.write(paint(frame));
    }
  } catch {
    isFault = true;
  }
  clearInterval(alive);
  clearTimeout(timer);
  write = undefined;
  kept.drop();
  await reader.cancel().catch(() => undefined);
  await writer.close().catch(() => undefined);
  tell({ type: 'ended', isFault });
}

scope.addEventListener('message', ({ data }) => {
  if (data.type === 'start') void run(data.frames, data.masked);
  else if (data.type === 'touched') {
    pace.touch(now());
    arm();
  } else if (data.type === 'areas') goMasked({ isHiding: rules.setAreas(data.areas) });
  else {
    rules.confirm(data.size);
    goMasked({ isHiding: false });
  }
});
