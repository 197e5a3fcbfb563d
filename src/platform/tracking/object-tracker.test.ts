import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ObjectTracker } from './object-tracker.ts';
import { readFromWorker, readToWorker, type FromTrackingWorker } from './tracking-messages.ts';

/** A frame that says whether it was closed. */
class TestFrame {
  static open = 0;
  constructor() {
    TestFrame.open += 1;
  }
  close(): void {
    TestFrame.open -= 1;
  }
}

class TestWorker extends EventTarget {
  readonly heard: { readonly type: string; readonly id?: string; readonly number?: number }[] = [];
  isTerminated = false;
  postMessage(message: { type: string }): void {
    this.heard.push(message);
  }
  terminate(): void {
    this.isTerminated = true;
  }
  says(message: FromTrackingWorker): void {
    this.dispatchEvent(new MessageEvent('message', { data: message }));
  }
  get frames(): number {
    return this.heard.filter(({ type }) => type === 'frame').length;
  }
}

const region = { left: 0, top: 0, right: 1, bottom: 1 };
const sceneOf = (id: string) => ({ id, picture: new Uint8Array([1]), region });

function scene() {
  const worker = new TestWorker();
  const shows: (() => void)[] = [];
  const element = { videoWidth: 640, readyState: 4, paused: false, requestVideoFrameCallback: (run: () => void) => shows.push(run) };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the tracker uses of the element
  const tracker = new ObjectTracker(element as unknown as HTMLVideoElement, worker);
  const showFrame = async (): Promise<void> => {
    shows.pop()?.();
    await Promise.resolve();
    await Promise.resolve();
  };
  return { worker, tracker, showFrame };
}

beforeEach(() => {
  TestFrame.open = 0;
  vi.stubGlobal('VideoFrame', TestFrame);
  vi.stubGlobal('HTMLMediaElement', { HAVE_CURRENT_DATA: 2 });
  vi.useFakeTimers();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('[SU424] frames', () => {
  it('go to the worker one at a time; those between are left out, and none without a scene', async () => {
    const { worker, tracker, showFrame } = scene();
    await showFrame();
    expect(worker.frames).toBe(0);
    tracker.setScenes([sceneOf('a')]);
    for (let frame = 0; frame < 5; frame += 1) await showFrame();
    expect(worker.frames).toBe(1);
    worker.says({ type: 'tracked', number: 1, marks: [] });
    await showFrame();
    expect(worker.frames).toBe(2);
    tracker.close();
    expect(worker.isTerminated).toBe(true);
    tracker.close();
    await showFrame();
    expect(worker.frames).toBe(2);
  });
});

describe('[SU425] a worker', () => {
  it('that says nothing for 6 s to a frame, or fails, is over, and says so', async () => {
    for (const die of [
      (_worker: TestWorker) => vi.advanceTimersByTime(6_000),
      (worker: TestWorker) => void worker.dispatchEvent(new Event('error')),
    ]) {
      const { worker, tracker, showFrame } = scene();
      tracker.setScenes([sceneOf('a')]);
      await showFrame();
      const changed = vi.fn<() => void>();
      tracker.subscribe(changed);
      die(worker);
      expect(tracker.getView().isBroken).toBe(true);
      expect(worker.isTerminated).toBe(true);
      expect(changed).toHaveBeenCalledOnce();
      tracker.close();
    }
  });

  it('is believed about the scenes that are wanted, and about the newest frame', async () => {
    const { worker, tracker, showFrame } = scene();
    tracker.setScenes([sceneOf('a')]);
    await showFrame();
    const lost = { state: 'lost' } as const;
    worker.says({ type: 'tracked', number: 7, marks: [{ id: 'a', tracked: lost }] });
    expect(tracker.getView().marks.size).toBe(0);
    worker.says({
      type: 'tracked',
      number: 1,
      marks: [
        { id: 'a', tracked: lost },
        { id: 'b', tracked: lost },
      ],
    });
    expect([...tracker.getView().marks]).toEqual([['a', lost]]);
    tracker.setScenes([]);
    expect(tracker.getView().marks.size).toBe(0);
    expect(worker.heard.at(-1)).toEqual({ type: 'forget', id: 'a' });
    tracker.close();
  });

  it('and the page hear only messages of ours', () => {
    expect(readToWorker({ type: 'forget', id: 'a' })).toEqual({ type: 'forget', id: 'a' });
    for (const wrong of [undefined, 1, {}, { type: 'scene', id: 'a' }, { type: 'frame', number: 1, frame: {} }, { type: 'forget', id: '' }])
      expect(() => readToWorker(wrong)).toThrow(TypeError);
    const found = {
      type: 'tracked',
      number: 1,
      marks: [{ id: 'a', tracked: { state: 'found', motion: [1, 0, 0, 0, 1, 0], confidence: 1 } }],
    };
    expect(readFromWorker(found)).toEqual(found);
    for (const wrong of [
      undefined,
      { type: 'tracked', number: 1 },
      { ...found, marks: [{ id: 'a', tracked: { state: 'found', motion: [1] } }] },
    ])
      expect(readFromWorker(wrong)).toBeUndefined();
  });
});
