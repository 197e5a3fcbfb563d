import { Encoder } from '@evan/opus';
import { writeOggOpus } from './ogg-writer.ts';
import { resample, sampleRate, toPcm16 } from './samples.ts';

const samplesPerPacket = 960;
/** The encoder's look-ahead at 48 kHz (libopus, application audio): what a decoder has to discard. */
const encoderDelay = 312;

export interface EncodeOptions {
  readonly bitrate: number;
  /**
   * The sound is looped by RTP: it is encoded twice in a row and the second run kept, whose first packet
   * continues from the end of the sound and not from silence.
   */
  readonly isLoop: boolean;
}

/** As Ogg Opus with 20 ms packets. The length must be whole 20 ms frames. */
export function encodeOpus(samples: Float64Array, options: EncodeOptions): Buffer {
  const frames = samples.length / samplesPerPacket;
  if (!Number.isInteger(frames)) throw new Error(`${samples.length} samples are no whole number of 20 ms frames`);
  const encoder = new Encoder({ channels: 1, sample_rate: sampleRate, application: 'audio' });
  encoder.bitrate = options.bitrate;
  const pcm = toPcm16(samples);
  const run = (): Uint8Array[] =>
    Array.from({ length: frames }, (_, index) =>
      Uint8Array.from(encoder.encode(pcm.subarray(index * samplesPerPacket, (index + 1) * samplesPerPacket))),
    );
  const first = run();
  const packets = options.isLoop ? run() : first;
  return writeOggOpus({ packets, preSkip: encoderDelay, samplesPerPacket, totalSamples: samples.length - encoderDelay });
}

/** As raw G.711 µ-law, 8 kHz. */
export function encodeMulaw(samples: Float64Array): Buffer {
  return Buffer.from(Uint8Array.from(toPcm16(resample(samples, sampleRate, 8000)), mulawByte));
}

/** As a WAV file for `<audio>` in browsers that do not play Ogg Opus. */
export function encodeWav(samples: Float64Array, rate: number): Buffer {
  const pcm = toPcm16(resample(samples, sampleRate, rate));
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36 + pcm.byteLength, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(pcm.byteLength, 40);
  return Buffer.concat([header, Buffer.from(pcm.buffer)]);
}

/** ITU-T G.711: a linear 16-bit sample as one byte of µ-law. */
function mulawByte(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(sample), 32_635) + 0x84;
  const exponent = 31 - Math.clz32(magnitude) - 7;
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
  return ~(sign | (exponent << 4) | mantissa) & 0xff;
}
