import type { types } from 'mediasoup';
import type { Forwarded, ForwardedWish } from '../../room-engine.ts';
import { smallestSize } from './first-size.ts';

/**
 * Listens for a moment to what the router forwards of a producer: RTP as a browser would get it, without the DTLS-SRTP around it. The sender is
 * asked for a key frame, as by everybody who begins to receive.
 */
export async function forwardedOf(router: types.Router, producerId: string, wish: ForwardedWish): Promise<Forwarded> {
  const transport = await router.createDirectTransport();
  try {
    const consumer = await transport.consume({
      producerId,
      rtpCapabilities: router.rtpCapabilities,
      paused: true,
      preferredLayers: smallestSize,
    });
    const [codec] = consumer.rtpParameters.codecs;
    const isPaused = consumer.producerPaused;
    const heard = isPaused ? { packets: [], hasEnded: false } : await listenTo(consumer, codec?.payloadType, wish);
    return { mimeType: codec?.mimeType ?? '', isPaused, ...heard };
  } finally {
    transport.close();
  }
}

type Heard = Pick<Forwarded, 'packets' | 'hasEnded'>;

/** The first packets that come; fewer when the time is over or the stream ends. */
function listenTo(consumer: types.Consumer, payloadType: number | undefined, { count, withinMs }: ForwardedWish): Promise<Heard> {
  const packets: Buffer[] = [];
  return new Promise((resolve) => {
    const finish = (hasEnded: boolean): void => {
      clearTimeout(timer);
      resolve({ packets, hasEnded });
    };
    const timer = setTimeout(() => finish(false), withinMs);
    consumer.observer.once('close', () => finish(true));
    consumer.on('rtp', (packet) => {
      // Those of another payload type only repeat. What is kept is a copy: the packet is a view into what the worker said.
      if (packets.length < count && ((packet[1] ?? 0) & 0x7f) === payloadType) packets.push(Buffer.from(packet));
      if (packets.length >= count) finish(false);
    });
    // Fails when the stream ended meanwhile; the worker knows it earlier than we.
    consumer.resume().catch(() => finish(true));
  });
}
