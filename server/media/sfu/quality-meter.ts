import { setImmediate } from 'node:timers/promises';
import type { types } from 'mediasoup';
import { estimateMos } from '../../../protocol/media/mos.ts';
import type { LegQuality } from '../../../protocol/media/quality.ts';
import { codecs } from '../sdp/payload-layout.ts';
import type { CodecName } from '../sdp/payload-layout.ts';

/** Counters of streams, to be added up: each plug begins a new stream. */
interface Totals {
  readonly received: number;
  readonly lostIn: number;
  readonly sent: number;
  readonly lostOut: number;
}

/** What one moment's streams say: their counters, and values that are no sums. */
interface Reading extends Totals {
  readonly jitterMs: number | undefined;
  readonly roundTripMs: number | undefined;
}

const nothing: Totals = { received: 0, lostIn: 0, sent: 0, lostOut: 0 };

/** Adds up what a leg's streams counted, those of the past and those that run. */
export class QualityMeter {
  readonly #codec: CodecName;
  #past: Totals = nothing;
  #jitterMs = 0;
  #roundTripMs: number | undefined;

  constructor(codec: CodecName) {
    this.#codec = codec;
  }

  /** Keeps the counters of a stream that ends now. A worker that died takes its last counters along. */
  async retire(stream: types.Producer | types.Consumer): Promise<void> {
    const reading = this.#read(await statsOf(stream));
    this.#past = add(this.#past, reading);
  }

  /** The figures since the leg opened. */
  async read(streams: readonly (types.Producer | types.Consumer | undefined)[]): Promise<LegQuality> {
    const stats = await Promise.all(streams.map(async (stream) => (stream ? statsOf(stream) : [])));
    const total = add(this.#past, this.#read(stats.flat()));
    const lossIn = share(total.lostIn, total.received + total.lostIn);
    const lossOut = share(total.lostOut, total.sent);
    const isHeard = total.received > 0 || total.sent > 0;
    const mos = estimateMos({
      codec: this.#codec,
      loss: Math.max(lossIn, lossOut),
      jitterMs: this.#jitterMs,
      roundTripMs: this.#roundTripMs ?? 0,
    });
    return {
      codec: this.#codec,
      packetsReceived: total.received,
      packetsSent: total.sent,
      lossIn,
      lossOut,
      jitterMs: this.#jitterMs,
      ...(this.#roundTripMs === undefined ? {} : { roundTripMs: this.#roundTripMs }),
      ...(isHeard ? { mos } : {}),
    };
  }

  #read(stats: readonly Stat[]): Reading {
    const inbound = stats.filter((stat) => stat.type === 'inbound-rtp');
    const outbound = stats.filter((stat) => stat.type === 'outbound-rtp');
    const jitter = inbound.at(-1)?.jitter;
    const roundTripMs = outbound.findLast((stat) => (stat.roundTripTime ?? 0) > 0)?.roundTripTime;
    // mediasoup gives jitter in RTP timestamp units, as RFC 3550 §6.4.1 defines it.
    if (jitter !== undefined) this.#jitterMs = (jitter * 1000) / codecs[this.#codec].clockRate;
    if (roundTripMs !== undefined) this.#roundTripMs = roundTripMs;
    return {
      received: sum(inbound, (stat) => stat.packetCount),
      lostIn: sum(inbound, (stat) => Math.max(0, stat.packetsLost)),
      sent: sum(outbound, (stat) => stat.packetCount),
      lostOut: sum(outbound, (stat) => Math.max(0, stat.packetsLost)),
      jitterMs: this.#jitterMs,
      roundTripMs: this.#roundTripMs,
    };
  }
}

type Stat = types.ProducerStat | types.ConsumerStat;

/** A producer's own streams; of a consumer only its own too (mediasoup appends those of its producer). */
async function statsOf(stream: types.Producer | types.Consumer): Promise<readonly Stat[]> {
  if (stream.closed) return [];
  const isConsumer = 'producerId' in stream;
  try {
    const stats: readonly Stat[] = await stream.getStats();
    return stats.filter((stat) => stat.type === (isConsumer ? 'outbound-rtp' : 'inbound-rtp'));
  } catch (error) {
    // Closing and asking cross each other: the stream ended and its counters with it. mediasoup tells of it one turn after the answer.
    await setImmediate();
    if (stream.closed) return [];
    throw error;
  }
}

function add(one: Totals, other: Totals): Totals {
  return {
    received: one.received + other.received,
    lostIn: one.lostIn + other.lostIn,
    sent: one.sent + other.sent,
    lostOut: one.lostOut + other.lostOut,
  };
}

function sum(stats: readonly Stat[], value: (stat: Stat) => number): number {
  return stats.reduce((total, stat) => total + value(stat), 0);
}

function share(part: number, whole: number): number {
  return whole > 0 ? Math.min(1, part / whole) : 0;
}
