import type { MixEar } from './mixer.ts';
import type { PayloadLayout } from '../sdp/payload-layout.ts';

export interface MixListening {
  readonly ear: MixEar;
  readonly layout: PayloadLayout;
  readonly ssrc: number;
  /** Gets each RTP packet when it falls due. */
  readonly onPacket: (packet: Buffer) => void;
}

/** Where ears get what they hear of a mix; implemented by the mixer. */
export interface MixSource {
  /** `stop()` is idempotent; no packet comes after it. An ear whose member left hears nothing. */
  listen(request: MixListening): { stop(): void };
}
