import { ServiceError } from '../../platform/service-error.ts';
import { readOpusFile } from '../prompts/ogg-opus.ts';
import { audioFormatOf, type AudioFormat } from './audio-format.ts';
import { ProgramError, runProgram } from './run-program.ts';
import { withUnnamedFile } from './unnamed-file.ts';

/** Every prompt is levelled to this (EBU R 128), within 1 LU, and no true peak is above -2 dB. */
export const targetLufs = -19;
export const maxPeakDb = -2;
export const maxDurationMs = 600_000;

/** Below this nobody hears anything on a phone. */
const silentLufs = -60;
/** Louder than this is noise: a recording that needs more is silent but for its hum. */
const maxGainDb = 40;
const toleranceLu = 0.5;
const attempts = 10;
/** After so many the limiter becomes a fast one. */
const patience = 5;
const frameMs = 20;
const timeoutMs = 60_000;
/** Ten minutes at 32 kbit/s are 2.4 MB. */
const maxOutputBytes = 8_000_000;

/** A recording as it is stored: mono Opus at 32 kbit/s in Ogg, in packets of 20 ms. */
export interface PreparedAudio {
  readonly content: Buffer;
  readonly durationMs: number;
  /** Integrated loudness after levelling. */
  readonly loudnessLufs: number;
}

interface Loudness {
  readonly lufs: number;
  readonly peakDb: number;
  readonly durationMs: number;
}

/**
 * Decodes whatever somebody sent, levels it and encodes it for calls, with the program ffmpeg.
 * @throws {ServiceError} `audio-empty`, `not-audio`, `audio-broken`, `audio-too-long`, `audio-silent`, `ffmpeg-missing`
 */
export async function prepareAudio(source: Uint8Array, signal?: AbortSignal): Promise<PreparedAudio> {
  if (source.byteLength === 0) throw new ServiceError('audio-empty');
  const format = audioFormatOf(source);
  if (!format) throw new ServiceError('not-audio');
  return withUnnamedFile(source, async (file) => {
    const before = await measure({ file, format, signal });
    if (before.durationMs < frameMs) throw new ServiceError('audio-empty');
    if (before.durationMs > maxDurationMs) throw new ServiceError('audio-too-long');
    if (before.lufs < silentLufs) throw new ServiceError('audio-silent');
    return level({ file, format, signal }, before);
  });
}

interface Input {
  readonly file: number;
  readonly format: AudioFormat;
  readonly signal: AbortSignal | undefined;
}

/**
 * Gain first, then a limiter for the peaks. Where the limiter took loudness away, or encoding added peaks, again with the difference
 * taken into account; the best attempt counts.
 */
async function level(input: Input, before: Loudness): Promise<PreparedAudio> {
  const gainAtFirstDb = Math.min(maxGainDb, targetLufs - before.lufs);
  let gainDb = gainAtFirstDb;
  let limitDb = maxPeakDb - 2;
  let releaseMs = 50;
  let best: { readonly prepared: PreparedAudio; readonly faultDb: number } | undefined;
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const content = await encode(input, { gainDb, limitDb, releaseMs });
    const after = await withUnnamedFile(content, (file) => measure({ file, format: 'ogg', signal: input.signal }));
    const off = targetLufs - after.lufs;
    const overPeakDb = Math.max(0, after.peakDb - maxPeakDb);
    const faultDb = Math.max(0, Math.abs(off) - toleranceLu) + overPeakDb;
    const durationMs = readOpusFile(content).packets.length * frameMs;
    const prepared = { content, durationMs, loudnessLufs: Math.round(after.lufs * 10) / 10 };
    if (!best || faultDb < best.faultDb) best = { prepared, faultDb };
    if (faultDb === 0) break;
    if (attempt === patience) {
      // Peaks so far above the rest that a gentle limiter takes the loudness with them: one that lets go at once leaves it.
      [gainDb, limitDb, releaseMs] = [gainAtFirstDb, maxPeakDb - 2.5, 5];
      continue;
    }
    // Under a limiter a decibel of gain makes less than one of loudness.
    gainDb = Math.min(maxGainDb, gainDb + off * 1.2);
    if (overPeakDb > 0) limitDb -= overPeakDb + 0.3;
  }
  if (!best) throw new ServiceError('audio-broken');
  return best.prepared;
}

/**
 * What every run is given. The reader is named, so that no playlist is ever followed; nothing but the file that we opened
 * and our own pipe can be read or written.
 */
function readingArgs({ format }: Input): string[] {
  const quiet = ['-nostdin', '-hide_banner', '-nostats', '-loglevel', 'info', '-threads', '1'];
  const closed = ['-protocol_whitelist', 'file,pipe', '-format_whitelist', format, '-f', format];
  // One second more than allowed: enough to see that it is too long.
  const bounded = [
    '-t',
    String(maxDurationMs / 1_000 + 1),
    '-i',
    'file:/dev/fd/3',
    '-map',
    '0:a:0',
    '-vn',
    '-sn',
    '-dn',
    '-map_metadata',
    '-1',
  ];
  return [...quiet, ...closed, ...bounded];
}

async function measure(input: Input): Promise<Loudness> {
  // Padded, because loudness is measured over 400 ms and a beep is shorter.
  const filter =
    'aresample=48000,aformat=channel_layouts=mono,asetnsamples=960,astats=measure_perchannel=none:measure_overall=Number_of_samples';
  const loudness = 'apad=pad_dur=0.4,ebur128=peak=true:framelog=verbose';
  const { stderr } = await ffmpeg(input, [...readingArgs(input), '-af', `${filter},${loudness}`, '-f', 'null', '-']);
  const summary = stderr.slice(stderr.lastIndexOf('Summary:'));
  const lufs = Number(/I:\s+(-?[\d.]+) LUFS/u.exec(summary)?.[1] ?? Number.NaN);
  const peak = /Peak:\s+(-?[\d.]+|-inf) dBFS/u.exec(summary)?.[1];
  const samples = Number(/Number of samples: (\d+)/u.exec(stderr)?.[1] ?? 0);
  if (Number.isNaN(lufs) || peak === undefined) throw new ServiceError('audio-empty');
  return { lufs, peakDb: peak === '-inf' ? Number.NEGATIVE_INFINITY : Number(peak), durationMs: samples / 48 };
}

interface Levels {
  readonly gainDb: number;
  readonly limitDb: number;
  readonly releaseMs: number;
}

async function encode(input: Input, { gainDb, limitDb, releaseMs }: Levels): Promise<Buffer> {
  // Limited at 192 kHz, where samples are as high as true peaks.
  const limit = 10 ** (limitDb / 20);
  const filters = [
    'aresample=192000',
    'aformat=channel_layouts=mono',
    `volume=${gainDb.toFixed(2)}dB:precision=float`,
    `alimiter=limit=${limit.toFixed(4)}:level=false:attack=2:release=${String(releaseMs)}`,
    'aresample=48000',
  ];
  const opus = [
    '-c:a',
    'libopus',
    '-b:a',
    '32k',
    '-vbr',
    'constrained',
    '-ac',
    '1',
    '-application',
    'voip',
    '-frame_duration',
    '20',
    '-f',
    'ogg',
    'pipe:1',
  ];
  const { output } = await ffmpeg(input, [...readingArgs(input), '-af', filters.join(','), ...opus]);
  return output;
}

async function ffmpeg({ file, signal }: Input, args: readonly string[]) {
  try {
    return await runProgram({ program: 'ffmpeg', args, file, timeoutMs, maxOutputBytes, signal });
  } catch (error) {
    throw asServiceError(error);
  }
}

function asServiceError(error: unknown): unknown {
  if (!(error instanceof ProgramError)) return error;
  if (error.failure === 'missing') return new ServiceError('ffmpeg-missing', { cause: error });
  if (/matches no streams/u.test(error.stderr)) return new ServiceError('not-audio', { cause: error });
  return new ServiceError('audio-broken', { cause: error });
}
