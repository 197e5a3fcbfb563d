import { expect, test } from 'vitest';
import type { types } from 'mediasoup';
import { defaultLayout } from '../sdp/payload-layout.ts';
import { SoundStage } from './sound-stage.ts';

/** A stage on a router that is there as soon as the test says so. */
function worldOf() {
  const producers: { closed: boolean }[] = [];
  let players = 0;
  const transport = {
    produce: async () => {
      const producer = { closed: false, send: () => undefined, close: () => void (producer.closed = true) };
      producers.push(producer);
      return producer;
    },
  };
  const start = () => {
    players += 1;
    return { stop: () => void (players -= 1) };
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- of the transport only what a stage touches is here
  const direct = async (): Promise<types.DirectTransport> => transport as unknown as types.DirectTransport;
  const stage = new SoundStage({ layout: defaultLayout, source: { start }, transport: direct });
  return { stage, producers, players: () => players };
}

const music = { kind: 'sound', sound: 'hold-music' } as const;
const nothing = (): void => undefined;

test('[MED26] music goes on for who comes in the moment in which the last one goes', async () => {
  const { stage, producers, players } = worldOf();
  const first = await stage.play(music, nothing);
  const coming = stage.play(music, nothing);
  first.release();
  const second = await coming;
  expect([second.producer.closed, players()]).toEqual([false, 1]);
  second.release();
  second.release();
  expect([producers.map(({ closed }) => closed), players()]).toEqual([[true], 0]);
});

test('[MED26] who goes before it begins leaves it to the others, and after the last the next gets a new one', async () => {
  const { stage, producers, players } = worldOf();
  const [one, other] = await Promise.all([stage.play(music, nothing), stage.play(music, nothing)]);
  one.release();
  one.release();
  expect([producers.length, other.producer.closed, players()]).toEqual([1, false, 1]);
  other.release();
  const next = await stage.play(music, nothing);
  expect([producers.length, next.producer.closed, players()]).toEqual([2, false, 1]);
});

test('[MED26] music that could not begin is begun anew by the next', async () => {
  let isAway = true;
  const failing = new SoundStage({
    layout: defaultLayout,
    source: { start: () => ({ stop: nothing }) },
    transport: async () => {
      if (isAway) throw new Error('the router is gone');
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
      return { produce: async () => ({ closed: false, close: nothing }) } as unknown as types.DirectTransport;
    },
  });
  await expect(failing.play(music, nothing)).rejects.toThrow('the router is gone');
  isAway = false;
  await expect(failing.play(music, nothing)).resolves.toBeDefined();
});
