import type { LegQuality } from '../../../protocol/media/quality.ts';

/**
 * Quality of one side over all the legs it had (a page reload gives it a new one): packets add up, losses are
 * weighted by their packets, the rest is the last leg's word.
 */
export function mergeQuality(parts: readonly LegQuality[]): LegQuality | undefined {
  const heard = parts.filter((part) => part.packetsReceived + part.packetsSent > 0);
  const last = heard.at(-1) ?? parts.at(-1);
  if (!last || heard.length < 2) return last;
  return {
    ...last,
    packetsReceived: sum(heard.map((part) => part.packetsReceived)),
    packetsSent: sum(heard.map((part) => part.packetsSent)),
    lossIn: weighted(heard.map((part) => [part.lossIn, part.packetsReceived])),
    lossOut: weighted(heard.map((part) => [part.lossOut, part.packetsSent])),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function weighted(pairs: readonly (readonly [value: number, weight: number])[]): number {
  const weight = sum(pairs.map(([, each]) => each));
  return weight === 0 ? 0 : sum(pairs.map(([value, each]) => value * each)) / weight;
}
