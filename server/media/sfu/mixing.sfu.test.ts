import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Mix, MixSeat } from '../mixer/mixer.ts';
import { ToneMeter } from '../mixer/testing/tone-meter.ts';
import { OpusEncoder } from '../opus/opus-codec.ts';
import { mulawFromLinear } from '../prompts/g711.ts';
import type { PayloadLayout } from '../sdp/payload-layout.ts';
import { eventually } from '../testing/rig.ts';
import { WeriftRig } from '../testing/werift-rig.ts';
import type { Calling, Party } from '../testing/werift-rig.ts';

const firefox: PayloadLayout = { codec: 'opus', payloadType: 109, dtmf: { payloadType: 101, clockRate: 8000 } };
const pcmu: PayloadLayout = { codec: 'PCMU', payloadType: 0 };
const loudness = 8_000;
const [low, middle, high] = [440, 800, 1_300];
const tones = [low, middle, high];

/** A sine in frames of 20 ms. */
function toneOf(hertz: number, codec: 'opus' | 'PCMU'): () => Uint8Array {
  const rate = codec === 'opus' ? 48_000 : 8_000;
  const encoder = new OpusEncoder(rate);
  let at = 0;
  return () => {
    const samples = Int16Array.from({ length: rate / 50 }, () => loudness * Math.sin((2 * Math.PI * hertz * at++) / rate));
    return codec === 'opus' ? encoder.encode(samples) : Uint8Array.from(samples, mulawFromLinear);
  };
}

describe('a mix on the SFU', () => {
  let rig: WeriftRig;
  let mix: Mix;
  beforeAll(async () => {
    rig = await WeriftRig.open({ workers: 2 });
  });
  afterEach(async () => {
    mix.close();
    await rig.hangUp();
  });
  afterAll(() => rig.close());

  async function member(hertz: number, calling: Calling = {}): Promise<Party & { readonly seat: MixSeat }> {
    const party = await rig.caller(calling);
    const codec = party.leg.codec === 'PCMU' ? 'PCMU' : 'opus';
    party.peer.speak(toneOf(hertz, codec));
    const seat = mix.join(String(hertz));
    party.leg.tap((rtp) => seat.say(rtp));
    await party.leg.plug(seat.mouth);
    return { ...party, seat };
  }

  /** Exactly these tones come out of the last 200 ms. */
  async function hears({ peer, leg }: Party, expected: readonly number[]): Promise<void> {
    const meter = new ToneMeter(leg.codec === 'PCMU' ? 'PCMU' : 'opus');
    const arrived = peer.record();
    let read = 0;
    await eventually(
      () => {
        for (const { payload } of arrived().slice(read)) meter.hearPayload(payload);
        read = arrived().length;
        const isRight = (hertz: number): boolean =>
          expected.includes(hertz) ? meter.level(hertz) > loudness * 0.6 : meter.level(hertz) < loudness * 0.04;
        return meter.heardMs > 400 && tones.every(isRight);
      },
      () => `${expected.join(' and ')} Hz; ${tones.map((hertz) => `${hertz}: ${meter.level(hertz).toFixed(0)}`).join(', ')}`,
      15_000,
    );
  }

  it('[MIX15] three legs hear each other, whatever their layouts, codecs and workers are', async () => {
    mix = rig.engine.mixer.open();
    const [one, two, three] = [await member(low), await member(middle, { layout: firefox }), await member(high, { layout: pcmu })];
    await hears(one, [middle, high]);
    await hears(two, [low, high]);
    await hears(three, [low, middle]);
    two.seat.leave();
    await hears(one, [high]);
    await expect(two.peer.hears('silence')).resolves.toBeUndefined();
  });

  it('[MIX15] what an ear held of a mix goes with its next plug and with its leg', async () => {
    mix = rig.engine.mixer.open();
    const [one, two] = [await member(low), await member(middle)];
    await hears(one, [middle]);
    await one.leg.plug(undefined);
    await expect(one.peer.hears('silence')).resolves.toBeUndefined();
    await one.leg.plug(one.seat.mouth);
    await hears(one, [middle]);
    two.leg.close();
    two.seat.leave();
    await hears(one, []);
  });
});
