import { OpusDecoder } from '../opus/opus-codec.ts';
import { linearFromAlaw, linearFromMulaw } from '../prompts/g711.ts';

/** Louder than -46 dB of full scale is speech, as where silence is trimmed. */
const speechLevel = 32_768 * 0.005;
const rtpHeaderBytes = 12;

/** Hears whether somebody speaks in the RTP of a leg. Knows no time: whoever asks does. */
export class SpeechWatch {
  readonly #decoder: OpusDecoder | undefined;

  readonly #linear: (byte: number) => number;

  constructor(codec: 'opus' | 'PCMU' | 'PCMA') {
    this.#decoder = codec === 'opus' ? new OpusDecoder(8_000) : undefined;
    this.#linear = codec === 'PCMA' ? linearFromAlaw : linearFromMulaw;
  }

  /** Whether something is said in this packet (RFC 3550). */
  isSpeech(rtp: Buffer): boolean {
    const payload = payloadOf(rtp);
    if (payload.byteLength === 0) return false;
    const samples = this.#decoder ? this.#decoder.decode(payload) : Int16Array.from(payload, this.#linear);
    const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length);
    return Math.sqrt(power) > speechLevel;
  }
}

/** Without CSRCs, header extension and padding. */
function payloadOf(rtp: Buffer): Buffer {
  const first = rtp[0] ?? 0;
  let start = rtpHeaderBytes + (first & 0x0f) * 4;
  if (first & 0x10) start += 4 + rtp.readUInt16BE(start + 2) * 4;
  const padding = first & 0x20 ? (rtp.at(-1) ?? 0) : 0;
  return rtp.subarray(start, rtp.byteLength - padding);
}
