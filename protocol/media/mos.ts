/**
 * An estimate of how people would rate a call, by the E-model of ITU-T G.107 (06/2015), simplified: everything that
 * is not measured keeps the default of its table 3, so the rating begins at 93.2.
 */
export interface MosFacts {
  /** Encoding name as in SDP; case does not matter. */
  readonly codec: string;
  /** Fraction of packets lost, 0..1. */
  readonly loss: number;
  readonly jitterMs: number;
  readonly roundTripMs: number;
}

interface Impairment {
  /** Equipment impairment factor without loss (ITU-T G.113 appendix I). */
  readonly ie: number;
  /** Packet-loss robustness factor: the higher, the less loss hurts (G.113 appendix I). */
  readonly bpl: number;
}

/** With packet loss concealment. G.113 has no values for Opus and G.722 in narrowband terms: theirs are ours, near G.711's. */
const impairments: Readonly<Record<string, Impairment>> = {
  pcmu: { ie: 0, bpl: 25.1 },
  pcma: { ie: 0, bpl: 25.1 },
  g722: { ie: 0, bpl: 20 },
  opus: { ie: 0, bpl: 28 },
};
const unknownCodec: Impairment = { ie: 10, bpl: 15 };

const bestRating = 93.2;
/** One frame, the encoder's look-ahead and the play-out of the receiver. */
const fixedDelayMs = 20 + 6.5 + 10;
/** A jitter buffer holds about twice the mean deviation. */
const bufferPerJitter = 2;

/** The rating R, 0..93.2: G.107 equation 7-1, R = Ro - Is - Id - Ie-eff + A. */
export function rating(facts: MosFacts): number {
  const { ie, bpl } = impairments[facts.codec.toLowerCase()] ?? unknownCodec;
  const lossPercent = clamp(facts.loss, 0, 1) * 100;
  // Equation 7-29 with BurstR = 1 (random loss): Ie-eff = Ie + (95 - Ie) * Ppl / (Ppl / BurstR + Bpl).
  const equipment = ie + ((95 - ie) * lossPercent) / (lossPercent + bpl);
  return clamp(bestRating - delayImpairment(facts) - equipment, 0, bestRating);
}

/** Mean opinion score 1..4.5: G.107 annex B, MOS = 1 + 0.035 R + R (R - 60)(100 - R) 7·10⁻⁶. */
export function estimateMos(facts: MosFacts): number {
  const r = rating(facts);
  return clamp(1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6, 1, 4.5);
}

/** Id as R. Cole and J. Rosenbluth simplify it (Voice over IP Performance Monitoring, 2001): Id = 0.024 d + 0.11 (d - 177.3) beyond 177.3 ms. */
function delayImpairment(facts: MosFacts): number {
  const oneWayMs = Math.max(0, facts.roundTripMs) / 2 + bufferPerJitter * Math.max(0, facts.jitterMs) + fixedDelayMs;
  return 0.024 * oneWayMs + 0.11 * Math.max(0, oneWayMs - 177.3);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
