import type { Clock } from '../../platform/clock.ts';
import { DtmfDetector } from './dtmf-detector.ts';
import type { Speech } from './leg-mouth.ts';
import type { RouterHome } from './router-home.ts';
import { dtmfCapabilities } from './rtp-layout.ts';

export interface DtmfTapParts {
  readonly home: RouterHome;
  readonly speech: Speech;
  readonly clock: Clock;
  readonly onDigit: (digit: string, durationMs: number) => void;
}

/**
 * Listens for telephone-events in what a leg says. The consumer takes only their payload type, so the worker hands no
 * audio to Node. It closes with the producer that it listens to.
 */
export async function tapDtmf(parts: DtmfTapParts): Promise<void> {
  const { dtmf } = parts.home.layout;
  if (!dtmf) return;
  const transport = await parts.home.direct();
  const consumer = await transport.consume({ producerId: parts.speech.producer.id, rtpCapabilities: dtmfCapabilities(dtmf.payloadType) });
  const detector = new DtmfDetector({ clockRate: dtmf.clockRate, clock: parts.clock, onDigit: parts.onDigit });
  consumer.on('rtp', (packet) => detector.take(packet));
  consumer.observer.once('close', () => detector.close());
}
