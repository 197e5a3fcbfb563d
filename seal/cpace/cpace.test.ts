import { describe, expect, it } from 'vitest';
import { utf8, type Bytes } from '../bytes.ts';
import {
  commonPoint,
  confirmationOf,
  generatorOf,
  newScalar,
  publicIdOf,
  requireConfirmation,
  sessionKeyOf,
  shareOf,
  type CpaceRun,
} from './cpace.ts';
import { lengthsAndValues } from './encodings.ts';
import { hex, points, vectors } from './testing/vectors.ts';

const input = { password: hex(vectors.PRS), channel: hex(vectors.CI), sessionId: hex(vectors.sid) };
const run: CpaceRun = {
  sessionId: input.sessionId,
  initiator: { share: hex(vectors.Ya), associated: hex(vectors.ADa) },
  responder: { share: hex(vectors.Yb), associated: hex(vectors.ADb) },
};

/** Both ends of a run, each with its own password. */
function twoEnds(one: string, other: string): { keys: [Bytes, Bytes]; run: CpaceRun } {
  const ends = [one, other].map((word) => ({ generator: generatorOf({ ...input, password: utf8(word) }), scalar: newScalar() }));
  const [a, b] = ends.map(({ generator, scalar }) => ({ scalar, share: shareOf(generator, scalar) }));
  if (a === undefined || b === undefined) throw new RangeError('two ends');
  const said: CpaceRun = {
    sessionId: input.sessionId,
    initiator: { share: a.share, associated: utf8('a') },
    responder: { share: b.share, associated: utf8('b') },
  };
  return { keys: [sessionKeyOf(said, commonPoint(a.scalar, b.share)), sessionKeyOf(said, commonPoint(b.scalar, a.share))], run: said };
}

describe('CPace', () => {
  it('[SE01] gives generator, shares, common point, key and session id of the draft’s ristretto255 vectors', () => {
    const generator = generatorOf(input);
    expect(new Uint8Array(generator.toBytes())).toEqual(hex(vectors.g));
    expect(shareOf(generator, hex(vectors.ya))).toEqual(run.initiator.share);
    expect(shareOf(generator, hex(vectors.yb))).toEqual(run.responder.share);
    expect(commonPoint(hex(vectors.ya), run.responder.share)).toEqual(hex(vectors.K));
    expect(commonPoint(hex(vectors.yb), run.initiator.share)).toEqual(hex(vectors.K));
    expect(sessionKeyOf(run, hex(vectors.K))).toEqual(hex(vectors.ISK_IR));
    expect(publicIdOf(run)).toEqual(hex(vectors.sid_output_ir));
  });

  it('[SE02] refuses the draft’s invalid points, the neutral one and shares of another length', () => {
    const scalar = hex(points.Valid.s);
    expect(commonPoint(scalar, hex(points.Valid.X))).toEqual(hex(points.Valid['G.scalar_mult_vfy(s,X)']));
    const long = hex(`${points.Valid.X}00`);
    for (const wrong of [hex(points['Invalid Y1']), hex(points['Invalid Y2']), long, long.slice(0, 31), new Uint8Array(0)]) {
      expect(() => commonPoint(scalar, wrong)).toThrow(expect.objectContaining({ why: 'forged' }));
    }
  });

  it('[SE03] the same word gives both sides one key, another word none; each run gives another', () => {
    const { keys } = twoEnds('tiger', 'tiger');
    expect(keys[0]).toEqual(keys[1]);
    expect(twoEnds('tiger', 'tiger').keys[0]).not.toEqual(keys[0]);
    const [one, other] = twoEnds('tiger', 'zebra').keys;
    expect(one).not.toEqual(other);
  });

  it('[SE04] a confirmation proves key and what was said; neither side’s serves as the other’s', () => {
    const { keys, run: said } = twoEnds('tiger', 'tiger');
    const tag = confirmationOf(said.sessionId, keys[0], said.initiator);
    const refused = expect.objectContaining({ why: 'wrong-secret' });
    requireConfirmation(confirmationOf(said.sessionId, keys[1], said.initiator), tag);
    expect(() => requireConfirmation(confirmationOf(said.sessionId, keys[1], said.responder), tag)).toThrow(refused);
    const changed = { ...said.initiator, associated: utf8('c') };
    expect(() => requireConfirmation(confirmationOf(said.sessionId, keys[1], changed), tag)).toThrow(refused);
    expect(() => requireConfirmation(tag, tag.slice(0, 63))).toThrow(refused);
    const foreign = twoEnds('tiger', 'zebra');
    const wrong = confirmationOf(foreign.run.sessionId, foreign.keys[0], foreign.run.initiator);
    expect(() => requireConfirmation(confirmationOf(foreign.run.sessionId, foreign.keys[1], foreign.run.initiator), wrong)).toThrow(
      refused,
    );
  });

  it('[SE01] encodes lengths as the draft does, so that no two lists of parts look alike', () => {
    expect(lengthsAndValues(utf8('1234'), utf8('5'), utf8(''), utf8('678'))).toEqual(hex('043132333401350003363738'));
    expect(lengthsAndValues(new Uint8Array(300)).slice(0, 2)).toEqual(hex('ac02'));
  });
});
