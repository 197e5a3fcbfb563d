import { FakeClock } from '../../../platform/clock.fake.ts';
import { newId } from '../../../platform/ids.ts';
import { silentLogger } from '../../../platform/logger.ts';
import { FakeSealedObjects } from '../../../storage/objects/sealed-objects.fake.ts';
import { readOggRecording } from '../../opus/ogg-recording.ts';
import type { OggRecording } from '../../opus/ogg-recording.ts';
import { Recorder, recordingContentType } from '../recorder.ts';
import { RecordingTicker } from '../recording-ticker.ts';
import { readAll } from '../trim-silence.ts';

/** A recorder on a clock and a store of the test's own, and a line into it. */
export class Studio {
  readonly clock = new FakeClock();
  readonly objects = new FakeSealedObjects();
  readonly ticker = new RecordingTicker(this.clock);
  readonly tenantId = newId();
  #listener: ((rtp: Buffer) => void) | undefined;

  async record(startedMs?: number): Promise<Recorder> {
    const writer = await this.objects.create({ tenantId: this.tenantId, retentionClass: 'recordings', contentType: recordingContentType });
    return Recorder.start({
      writer,
      clock: this.clock,
      ticker: this.ticker,
      logger: silentLogger,
      ...(startedMs === undefined ? {} : { startedMs }),
      tap: (onPacket) => {
        this.#listener = onPacket;
        return { close: () => (this.#listener = undefined) };
      },
    });
  }

  get isTapped(): boolean {
    return this.#listener !== undefined;
  }

  /** A packet arrives. */
  hear(rtp: Buffer): void {
    this.#listener?.(rtp);
  }

  /** Time goes by, and the store does what it was asked. */
  async wait(ms: number): Promise<void> {
    this.clock.advance(ms);
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** Says `count` packets, each when it is due. */
  async say(packets: readonly Buffer[], everyMs = 20): Promise<void> {
    for (const packet of packets) {
      this.hear(packet);
      await this.wait(everyMs);
    }
  }

  async file(objectId: string): Promise<Buffer> {
    return readAll(this.objects, this.tenantId, objectId);
  }

  async read(objectId: string): Promise<OggRecording> {
    return readOggRecording(await this.file(objectId));
  }
}
