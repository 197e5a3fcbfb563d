import { describe, expect, it } from 'vitest';
import { RecordFailure } from './record-failure.ts';
import { maxWaitingBytes, SealedUpload, type UploadPart } from './sealed-upload.ts';

class Line extends Error {}

/** A server that keeps what comes, or does not answer. */
function server() {
  const kept = new Map<number, string>();
  const tasks: (() => void)[] = [];
  const delays: number[] = [];
  let fault: Error | undefined;
  /** Kept, but its answer was lost. */
  let isDeaf = false;
  const upload = new SealedUpload({
    send: async ({ number, body }: UploadPart) => {
      const text = await body.text();
      if (fault) throw fault;
      if ((kept.get(number) ?? text) !== text) throw new Error('another content under the same number');
      kept.set(number, text);
      if (isDeaf) throw new Line();
    },
    isTemporary: (failure) => failure instanceof Line,
    schedule: (delayMs, task) => {
      delays.push(delayMs);
      tasks.push(task);
      return () => undefined;
    },
    onWaiting: () => undefined,
  });
  const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
  return {
    upload,
    delays,
    kept: () => [...kept].toSorted(([a], [b]) => a - b).map(([, text]) => text),
    break: (how: Error | undefined) => (fault = how),
    deafen: (is: boolean) => (isDeaf = is),
    again: () => tasks.splice(0).forEach((task) => task()),
    settled,
  };
}
const bytes = (text: string) => new TextEncoder().encode(text);

describe('sending a file as it is made', () => {
  it('[SU286] parts are sent in order, one at a time; what waits goes together', async () => {
    const { upload, kept } = server();
    for (const text of ['header', 'one ', 'two ', 'end']) upload.add(bytes(text));
    await upload.done();
    expect(kept()).toEqual(['header', 'one two end']);
    expect(upload.waitingBytes).toBe(0);
  });

  it('[SU286] after a cut the same part is sent again, and nothing is lost or kept twice', async () => {
    const { upload, kept, again, settled, deafen, delays, ...line } = server();
    upload.add(bytes('header'));
    await settled();
    line.break(new Line());
    upload.add(bytes('one '));
    await settled();
    upload.add(bytes('two '));
    again();
    await settled();
    line.break(undefined);
    deafen(true);
    again();
    await settled();
    deafen(false);
    again();
    await upload.done();
    expect(kept()).toEqual(['header', 'one ', 'two ']);
    expect(delays).toEqual([1_000, 2_000, 4_000]);
  });

  it('[SU286] beyond its limit, and when the server refuses, it ends and holds nothing', async () => {
    const slow = server();
    slow.break(new Line());
    slow.upload.add(new Uint8Array(maxWaitingBytes));
    expect(slow.upload.failure).toBeUndefined();
    slow.upload.add(new Uint8Array(1));
    await expect(slow.upload.done()).rejects.toEqual(new RecordFailure('slow'));
    expect(slow.upload.waitingBytes).toBe(0);
    const refused = server();
    refused.break(new Error('limit-reached'));
    refused.upload.add(bytes('header'));
    await expect(refused.upload.done()).rejects.toThrow('limit-reached');
  });
});
