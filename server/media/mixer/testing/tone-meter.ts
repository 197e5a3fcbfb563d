import { OpusDecoder } from '../../opus/opus-codec.ts';
import { linearFromAlaw, linearFromMulaw } from '../../prompts/g711.ts';
import { readRtpPacket } from '../../rtp/rtp-packet.ts';

const rates = { opus: 48_000, PCMU: 8_000, PCMA: 8_000 } as const;

/** Listens to one RTP stream: decodes it and says how loud a tone is in what came last. */
export class ToneMeter {
  readonly #codec: keyof typeof rates;
  readonly #decoder = new OpusDecoder(48_000);
  #samples: number[] = [];

  constructor(codec: keyof typeof rates = 'opus') {
    this.#codec = codec;
  }

  /** How much was heard and not forgotten, in milliseconds. */
  get heardMs(): number {
    return (this.#samples.length * 1_000) / rates[this.#codec];
  }

  hear(rtp: Buffer): void {
    const packet = readRtpPacket(rtp);
    if (packet) this.hearPayload(packet.payload);
  }

  hearPayload(payload: Uint8Array): void {
    const toLinear = this.#codec === 'PCMU' ? linearFromMulaw : linearFromAlaw;
    const samples = this.#codec === 'opus' ? this.#decoder.decode(payload) : Int16Array.from(payload, toLinear);
    this.#samples.push(...samples);
  }

  /** Only what comes from now on counts. */
  forget(): void {
    this.#samples = [];
  }

  /** Amplitude of a sine of `hertz` in the last `ms` (Goertzel). */
  level(hertz: number, ms = 200): number {
    const rate = rates[this.#codec];
    const window = this.#samples.slice(-(rate * ms) / 1_000);
    let [real, imaginary] = [0, 0];
    for (const [at, sample] of window.entries()) {
      const angle = (2 * Math.PI * hertz * at) / rate;
      real += sample * Math.cos(angle);
      imaginary -= sample * Math.sin(angle);
    }
    return window.length === 0 ? 0 : (2 * Math.hypot(real, imaginary)) / window.length;
  }

  /** The highest sample of the last `ms`. */
  peak(ms = 200): number {
    return this.#samples.slice(-(rates[this.#codec] * ms) / 1_000).reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  }
}
