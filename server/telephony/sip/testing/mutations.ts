import { below, pick } from './random.ts';

type Random = () => number;
type Mutation = (bytes: Buffer, random: Random) => Buffer;

/** What parsers stumble over. */
const spice = [
  '"',
  '<',
  '>',
  ';;',
  ',',
  '%',
  '%00',
  '\r\n',
  '\r\n\r\n',
  '\n',
  '\r',
  '\0',
  ':',
  '=',
  '@',
  '[',
  ']',
  '\\',
  '\t',
  '\u00ff',
  '\ufeff',
  '*',
  '?',
  'SIP/2.0',
  ' ',
  '-1',
  '9'.repeat(40),
];
const names = [
  'Via',
  'v',
  'From',
  'To',
  'Call-ID',
  'CSeq',
  'Contact',
  'Max-Forwards',
  'Content-Length',
  'l',
  'Route',
  'Record-Route',
  'Require',
  'Replaces',
  'Authorization',
  'Expires',
  'Date',
];

function splice(bytes: Buffer, at: number, removed: number, inserted: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at + removed)]);
}

function lines(bytes: Buffer): string[] {
  return bytes.toString('latin1').split('\r\n');
}

function joined(parts: readonly string[]): Buffer {
  return Buffer.from(parts.join('\r\n'), 'latin1');
}

const mutations: readonly Mutation[] = [
  function flipBits(bytes, random) {
    const copy = Buffer.from(bytes);
    for (let i = 0; i <= below(random, 4); i++) {
      const at = below(random, copy.length);
      copy[at] = (copy[at] ?? 0) ^ (1 << below(random, 8));
    }
    return copy;
  },
  function insertSpice(bytes, random) {
    return splice(bytes, below(random, bytes.length), below(random, 2), Buffer.from(pick(random, spice), 'utf8'));
  },
  function insertNoise(bytes, random) {
    return splice(
      bytes,
      below(random, bytes.length),
      0,
      Buffer.from(Array.from({ length: 1 + below(random, 30) }, () => below(random, 256))),
    );
  },
  function cutOut(bytes, random) {
    return splice(bytes, below(random, bytes.length), 1 + below(random, 60), Buffer.alloc(0));
  },
  function truncate(bytes, random) {
    return bytes.subarray(0, 1 + below(random, bytes.length));
  },
  function repeatStretch(bytes, random) {
    const at = below(random, bytes.length);
    const stretch = bytes.subarray(at, at + 1 + below(random, 40));
    const times = Math.min(1 + below(random, 600), Math.floor(60_000 / stretch.length));
    return splice(bytes, at, 0, Buffer.concat(Array.from({ length: times }, () => stretch))).subarray(0, 65_000);
  },
  function doubleLine(bytes, random) {
    const all = lines(bytes);
    const at = below(random, all.length);
    return joined(all.toSpliced(at, 0, pick(random, all)));
  },
  function dropLine(bytes, random) {
    const all = lines(bytes);
    return joined(all.toSpliced(below(random, all.length), 1));
  },
  function renameHeader(bytes, random) {
    const all = lines(bytes);
    const at = 1 + below(random, Math.max(all.length - 1, 1));
    const line = all[at] ?? '';
    return joined(all.with(Math.min(at, all.length - 1), `${pick(random, names)}:${line.slice(line.indexOf(':') + 1)}`));
  },
  function enlargeNumber(bytes, random) {
    const text = bytes.toString('latin1');
    const numbers = [...text.matchAll(/\d+/g)];
    if (numbers.length === 0) return bytes;
    const match = pick(random, numbers);
    return splice(
      bytes,
      match.index,
      match[0].length,
      Buffer.from(pick(random, ['0', '-1', '4294967296', '2147483648', '99999999999999999999', '1e9', '0x10'])),
    );
  },
];

/** The message with one to three seeded mutations. */
export function mutate(bytes: Buffer, random: Random): Buffer {
  let mutated = bytes;
  for (let i = 0; i <= below(random, 3); i++) {
    if (mutated.length > 0) mutated = pick(random, mutations)(mutated, random);
  }
  return mutated;
}
