import { spawnSync } from 'node:child_process';
import { writeOggOpus } from '../../../../tools/sounds/ogg-writer.ts';

const sampleHz = 48_000;
/** A packet of a browser is 20 ms. */
const samplesPerPacket = 960;
/** The tone that the rig's voices are. */
const toneHz = 800;
const windowSamples = sampleHz / 10;

export interface Heard {
  readonly seconds: number;
  /** Of the tenth of a second in which it is most: the part of all that is heard that is the tone, 0 to 1. */
  readonly tone: number;
}

/** Has ffmpeg decode packets of Opus, damaged ones too, and listens for the tone that the rig's voices are. */
export function decodeVoice(packets: readonly Buffer[]): Heard {
  const file = writeOggOpus({ packets, preSkip: 0, samplesPerPacket, totalSamples: packets.length * samplesPerPacket });
  const command = `-v quiet -err_detect ignore_err -f ogg -i pipe:0 -f s16le -ac 1 -ar ${String(sampleHz)} pipe:1`;
  const { stdout, error } = spawnSync('ffmpeg', command.split(' '), { input: file, maxBuffer: 64 * 1024 * 1024 });
  if (error) throw error;
  const count = Math.floor(stdout.length / 2);
  const samples = Float64Array.from({ length: count }, (_one, at) => stdout.readInt16LE(at * 2) / 0x80_00);
  let tone = 0;
  for (let at = 0; at + windowSamples <= count; at += windowSamples)
    tone = Math.max(tone, toneIn(samples.subarray(at, at + windowSamples)));
  return { seconds: count / sampleHz, tone };
}

/** Power of the tone over the power of everything; 0 in silence. */
function toneIn(samples: Float64Array): number {
  let [real, imaginary, power] = [0, 0, 0];
  for (const [at, sample] of samples.entries()) {
    const turn = (2 * Math.PI * toneHz * at) / sampleHz;
    real += sample * Math.cos(turn);
    imaginary += sample * Math.sin(turn);
    power += sample * sample;
  }
  // What can hardly be heard is nothing.
  return power < samples.length * 1e-6 ? 0 : (2 * (real * real + imaginary * imaginary)) / (samples.length * power);
}
