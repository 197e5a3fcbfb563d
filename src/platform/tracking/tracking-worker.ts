import { FrameReader } from './frame-reader.ts';
import { TrackingDesk } from './tracking-desk.ts';
import { readToWorker, type FromTrackingWorker, type ToTrackingWorker } from './tracking-messages.ts';

/** What we use of a dedicated worker's global scope; the page's DOM library has no name for it. */
interface WorkerScope {
  addEventListener(type: 'message', hear: (event: MessageEvent<unknown>) => void): void;
  postMessage(message: FromTrackingWorker, transfer: Transferable[]): void;
}
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- this file runs in a worker only
const scope = globalThis as unknown as WorkerScope;

const tell = (message: FromTrackingWorker): void => scope.postMessage(message, []);
const desk = new TrackingDesk();
const reader = new FrameReader();
/** Scenes that were forgotten while they were read. */
const wanted = new Set<string>();

async function addScene({ id, picture, region }: Extract<ToTrackingWorker, { type: 'scene' }>): Promise<void> {
  wanted.add(id);
  let isUsable = true;
  try {
    const bitmap = await createImageBitmap(new Blob([picture], { type: 'image/jpeg' }));
    try {
      if (wanted.has(id)) desk.add(id, reader.read(bitmap), region);
    } finally {
      bitmap.close();
    }
  } catch {
    isUsable = false;
  }
  tell({ type: 'scene', id, isUsable });
}

scope.addEventListener('message', ({ data }) => {
  const message = readToWorker(data);
  switch (message.type) {
    case 'scene':
      void addScene(message);
      break;
    case 'forget':
      wanted.delete(message.id);
      desk.forget(message.id);
      break;
    case 'frame':
      try {
        tell({ type: 'tracked', number: message.number, marks: desk.track(reader.read(message.frame)) });
      } finally {
        message.frame.close();
      }
      break;
  }
});
