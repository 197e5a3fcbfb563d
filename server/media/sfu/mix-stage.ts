import { randomInt } from 'node:crypto';
import type { types } from 'mediasoup';
import type { MixEar } from '../mixer/mixer.ts';
import type { MixSource } from '../mixer/mix-source.ts';
import type { PayloadLayout } from '../sdp/payload-layout.ts';
import type { HeldProducer } from './pipes.ts';
import { speakingParameters } from './rtp-layout.ts';

export interface MixStageParts {
  readonly layout: PayloadLayout;
  readonly source: MixSource;
  readonly transport: () => Promise<types.DirectTransport>;
}

/** What mixes say on one router: a producer for each ear, since each hears another sum. */
export class MixStage {
  readonly #parts: MixStageParts;
  readonly #playing = new Set<{ stop(): void }>();

  constructor(parts: MixStageParts) {
    this.#parts = parts;
  }

  /** Lets an ear listen to its mix until it is released. */
  async hold(ear: MixEar): Promise<HeldProducer> {
    const { layout, source } = this.#parts;
    const transport = await this.#parts.transport();
    const ssrc = randomInt(1, 2 ** 32);
    const producer = await transport.produce({ kind: 'audio', rtpParameters: speakingParameters(layout, ssrc, false) });
    const listening = source.listen({
      ear,
      layout,
      ssrc,
      onPacket: (packet) => {
        if (!producer.closed) producer.send(packet);
      },
    });
    this.#playing.add(listening);
    return {
      producerId: producer.id,
      release: () => {
        if (!this.#playing.delete(listening)) return;
        listening.stop();
        producer.close();
      },
    };
  }

  /** Told when the router closed: its producers are gone, the mixer still sends. */
  close(): void {
    for (const listening of this.#playing) listening.stop();
    this.#playing.clear();
  }
}
