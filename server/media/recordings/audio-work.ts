import { OpusDecoder, OpusEncoder } from '../opus/opus-codec.ts';
import type { OggRecording } from '../opus/ogg-recording.ts';
import { alawFromLinear, mulawFromLinear } from '../prompts/g711.ts';

/** How loud it is over time, for waveforms: of each tenth of a second the peak and the root mean square, 0 to 1. */
export interface Envelope {
  readonly perSecond: number;
  readonly peak: readonly number[];
  readonly rms: readonly number[];
}

/** Where somebody speaks, in milliseconds; undefined when nobody does. */
export interface SpeechBounds {
  readonly startMs: number;
  readonly endMs: number;
}

const rate = 8000;
const perSecond = 10;
const fullScale = 32_768;
/** Speech is louder than -46 dB of full scale for at least 60 ms. */
const speechLevel = fullScale * 0.005;
const windowMs = 20;
const speechWindows = 3;

/** Linear samples at `sampleRate` of what is heard: without pre-skip and what is cut off. */
function* decoded({ packets, preSkip, samples }: OggRecording, sampleRate: 8000 | 48000): Generator<Int16Array> {
  const decoder = new OpusDecoder(sampleRate);
  const factor = 48_000 / sampleRate;
  let skip = Math.round(preSkip / factor);
  let left = Math.round(samples / factor);
  for (const packet of packets) {
    const all = decoder.decode(packet);
    const heard = all.subarray(Math.min(skip, all.length)).subarray(0, left);
    skip = Math.max(0, skip - all.length);
    left -= heard.length;
    if (heard.length > 0) yield heard;
  }
}

/** Cuts what is decoded into pieces of `length` samples; the last one may be shorter. */
function* pieces(recording: OggRecording, length: number, sampleRate: 8000 | 48000 = rate): Generator<Int16Array> {
  let piece = new Int16Array(length);
  let filled = 0;
  for (const part of decoded(recording, sampleRate)) {
    for (let at = 0; at < part.length;) {
      const taken = part.subarray(at, at + length - filled);
      piece.set(taken, filled);
      filled += taken.length;
      at += taken.length;
      if (filled < length) continue;
      yield piece;
      piece = new Int16Array(length);
      filled = 0;
    }
  }
  if (filled > 0) yield piece.subarray(0, filled);
}

export function envelopeOf(recording: OggRecording): Envelope {
  const peak: number[] = [];
  const rms: number[] = [];
  for (const piece of pieces(recording, rate / perSecond)) {
    peak.push(rounded(piece.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0) / fullScale));
    rms.push(rounded(levelOf(piece) / fullScale));
  }
  return { perSecond, peak, rms };
}

export function speechBoundsOf(recording: OggRecording): SpeechBounds | undefined {
  let [start, end, run, number] = [-1, -1, 0, 0];
  for (const piece of pieces(recording, (rate * windowMs) / 1000)) {
    run = levelOf(piece) > speechLevel ? run + 1 : 0;
    if (run >= speechWindows) {
      if (start < 0) start = number - run + 1;
      end = number + 1;
    }
    number += 1;
  }
  return start < 0 ? undefined : { startMs: start * windowMs, endMs: end * windowMs };
}

/** Frames of 20 ms in G.711; the last one is filled up with silence. */
export function g711FramesOf(recording: OggRecording, law: 'PCMU' | 'PCMA'): Uint8Array[] {
  const encode = law === 'PCMU' ? mulawFromLinear : alawFromLinear;
  const length = (rate * windowMs) / 1000;
  return Array.from(pieces(recording, length), (piece) => Uint8Array.from(padded(piece, length), encode));
}

/** Packets of 20 ms, whatever the recording's packets are: a phone is played at one pace. */
export function opusFramesOf(recording: OggRecording): Uint8Array[] {
  const encoder = new OpusEncoder(48_000);
  const length = (48_000 * windowMs) / 1000;
  return Array.from(pieces(recording, length, 48_000), (piece) => encoder.encode(padded(piece, length)));
}

function padded(piece: Int16Array, length: number): Int16Array {
  if (piece.length === length) return piece;
  const whole = new Int16Array(length);
  whole.set(piece);
  return whole;
}

function levelOf(piece: Int16Array): number {
  return Math.sqrt(piece.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, piece.length));
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
