import { afterEach, describe, expect, it, vi } from 'vitest';
import type { FromFrameWorker } from './frame-messages.ts';
import { FrameWorker } from './frame-worker-handle.ts';

/** A worker that says what the test says. */
class FakeWorker extends EventTarget {
  static last: FakeWorker;
  readonly told: { readonly type: string; readonly stream?: number }[] = [];
  constructor() {
    super();
    FakeWorker.last = this;
  }
  postMessage(message: { readonly type: string }): void {
    this.told.push(message);
  }
  terminate(): void {
    this.told.push({ type: 'terminated' });
  }
  say(data: FromFrameWorker): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
}

class FakeTransform extends EventTarget {}
class FakeSender {
  asked = 0;
  transform: unknown = null;
  getParameters(): object {
    this.asked += 1;
    return { encodings: [{}] };
  }
  setParameters(): Promise<void> {
    return Promise.resolve();
  }
}

describe('the page’s side of the worker that seals', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('[SE86] forgets a sender whose stream ended', () => {
    Object.defineProperty(FakeSender.prototype, 'transform', { value: null, writable: true, configurable: true });
    vi.stubGlobal('location', new URL('https://desk.example/'));
    vi.stubGlobal('Worker', FakeWorker);
    vi.stubGlobal('RTCRtpScriptTransform', FakeTransform);
    vi.stubGlobal('RTCRtpSender', FakeSender);
    vi.stubGlobal('RTCRtpReceiver', FakeSender);
    const worker = FrameWorker.start('frames.js');
    const sender = new FakeSender();
    let failures = 0;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is touched of a sender
    const sealing = worker.seal(sender as unknown as RTCRtpSender, { codec: 'vp8', context: 1, rids: [] }, () => (failures += 1));
    sealing.begin();
    FakeWorker.last.say({ type: 'key-frame', stream: 1 });
    expect(sender.asked).toBe(1);
    sealing.end();
    sealing.end();
    FakeWorker.last.say({ type: 'key-frame', stream: 1 });
    FakeWorker.last.say({ type: 'failed', stream: 1 });
    expect([sender.asked, failures]).toEqual([1, 0]);
    expect(FakeWorker.last.told.map(({ type }) => type)).toEqual(['begin', 'end']);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is touched of a receiver
    worker.open(new FakeSender() as unknown as RTCRtpReceiver, 'vp8', undefined).end();
    expect(FakeWorker.last.told.at(-1)).toEqual({ type: 'end', stream: 2 });
  });
});
