import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../platform/clock.ts';
import { silentLogger } from '../../platform/logger.ts';
import { delay } from '../../platform/wait.ts';
import { MediaError, type AudioTap, type MediaLeg } from '../media-engine.ts';
import { eventually } from '../testing/rig.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { WeriftRig } from '../testing/werift-rig.ts';
import type { Party } from '../testing/werift-rig.ts';
import { workerProcesses } from '../testing/worker-processes.ts';

/** More of them, or one that failed, by hand: WORKER_DEATHS=300, WORKER_DEATHS_SEED=42. */
const iterations = Number(process.env['WORKER_DEATHS'] ?? 12);
const firstSeed = Number(process.env['WORKER_DEATHS_SEED'] ?? 1);
const never = new AbortController().signal;
const pause = (ms: number): Promise<unknown> => delay(systemClock, ms, never);

/** Moves a leg as telephony does: whenever its worker died, an offer from a living one, as often as it takes. */
function recovers(rig: WeriftRig, party: Party, isLost = false): () => Promise<void> {
  let turn = 0;
  let moving: Promise<void> = Promise.resolve();
  const tryOnce = async (isStale: () => boolean): Promise<void> => {
    const offer = await party.leg.reoffer();
    if (isStale()) return;
    const answer = await rig.answerAnew(party, offer);
    if (isStale()) return;
    await party.leg.acceptAnswer(answer);
    const next = await party.leg.followUp(offer);
    if (next !== undefined && !isStale()) await party.leg.acceptAnswer(await party.peer.answer(next));
  };
  const move = async (): Promise<void> => {
    const mine = ++turn;
    const isStale = (): boolean => mine !== turn;
    while (!isStale()) {
      try {
        return await tryOnce(isStale);
      } catch (error) {
        if (!isStale() && !(error instanceof MediaError && error.code === 'unavailable')) throw error;
        await pause(20);
      }
    }
  };
  party.leg.on('lost', () => {
    moving = move();
  });
  if (isLost) moving = move();
  return () => moving;
}

/** Opens a leg, as often as it takes until a worker lives. */
async function opened(open: () => Promise<MediaLeg>): Promise<MediaLeg> {
  for (;;) {
    try {
      return await open();
    } catch (error) {
      if (!(error instanceof MediaError && error.code === 'unavailable')) throw error;
      await pause(20);
    }
  }
}

/** A caller before the answer, as telephony has it: a leg whose worker died is closed, and the same offer is answered anew. */
async function ringingCaller(open: () => Promise<MediaLeg>): Promise<{ readonly leg: MediaLeg; answered(): Promise<MediaLeg> }> {
  let leg = opened(open);
  const follow = async (): Promise<void> => {
    const mine = await leg;
    mine.once('lost', reopen);
  };
  const reopen = (): void => {
    leg = leg.then((dead) => {
      dead.close();
      return opened(open);
    });
    void follow();
  };
  await follow();
  const answered = async (): Promise<MediaLeg> => {
    for (;;) {
      const waitedFor = leg;
      const ready = await waitedFor;
      if (waitedFor !== leg) continue;
      ready.off('lost', reopen);
      return ready;
    }
  };
  return { leg: await leg, answered };
}

/** Waits until each hears what they should; who does not is told with what their legs know. */
async function allHear(parties: readonly Party[], hearings: readonly Promise<void>[]): Promise<void> {
  const heard = await Promise.allSettled(hearings);
  const silent = heard.flatMap((one, index) => (one.status === 'rejected' ? [`${index}: ${String(one.reason)}`] : []));
  if (silent.length === 0) return;
  const facts = await Promise.all(
    parties.map(async ({ leg }) => {
      const { packetsReceived, packetsSent } = await leg.quality();
      return `${leg.isConnected ? 'up' : 'down'}, ${packetsReceived} in, ${packetsSent} out`;
    }),
  );
  throw new Error(`${silent.join('; ')}; legs: ${facts.join('; ')}`);
}

/** What an ear that could not be plugged says, and nothing else. */
function listeningLogger(complaints: string[]): typeof silentLogger {
  return Object.assign(silentLogger.child({}), {
    warn: (_facts: unknown, message?: string) => {
      if (message?.includes('plugged')) complaints.push(message);
    },
  });
}

describe('workers that die one after the other', () => {
  const complaints: string[] = [];
  let rig: WeriftRig;
  beforeAll(async () => {
    rig = await WeriftRig.open({ workers: 2, logger: listeningLogger(complaints) });
  });
  afterAll(() => rig.close());

  /** Kills workers in an order and at moments of the seed's. */
  async function killSome(random: () => number): Promise<void> {
    const killed = new Set<number>();
    for (let kills = 2 + Math.floor(random() * 3); kills > 0; kills -= 1) {
      const living = workerProcesses();
      const victim = living[Math.floor(random() * living.length)];
      if (victim !== undefined) {
        killed.add(victim);
        process.kill(victim, 'SIGKILL');
      }
      await pause(random() < 0.3 ? 0 : random() * 120);
    }
    await eventually(
      // Who was just killed counts as alive until the engine hears of it, and its legs are not lost before that.
      () => rig.engine.gauges().workersAlive === 2 && !workerProcesses().some((pid) => killed.has(pid)),
      () => 'both workers live, and those that were killed are gone',
    );
  }

  const seeds = Array.from({ length: iterations }, (_, index) => firstSeed + index);
  it.for(seeds)('[MED54] in any order, at any moment: all hear again what they heard, and nothing stays (seed %i)', async (seed) => {
    const random = seededRandom(seed);
    // Of one call they are on one worker, of two usually on two, with pipes between them.
    const calling = random() < 0.5 ? { callId: `deaths ${seed}` } : {};
    const [one, other, waiting] = [await rig.caller(calling), await rig.caller(calling), await rig.caller()];
    const parties = [one, other, waiting];
    const moves = parties.map((party) => recovers(rig, party));
    let tapped = 0;
    const taps: AudioTap[] = random() < 0.5 ? [one.leg.tap(() => (tapped += 1))] : [];
    const plugs = Promise.allSettled([
      one.leg.plug(other.leg.mouth),
      other.leg.plug(one.leg.mouth),
      waiting.leg.plug({ kind: 'sound', sound: 'hold-music' }),
    ]);
    if (random() < 0.5) await pause(random() * 150);
    await killSome(random);
    await Promise.all(moves.map((moved) => moved()));
    await allHear(parties, [
      one.peer.hears({ voice: other.peer }),
      other.peer.hears({ voice: one.peer }),
      waiting.peer.hears({ sound: 'hold-music' }),
    ]);
    const before = tapped;
    if (taps.length > 0)
      await eventually(
        () => tapped > before,
        () => 'the tap hears',
      );
    expect((await plugs).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
    expect(complaints).toEqual([]);
    await rig.hangUp();
    expect(rig.engine.gauges()).toMatchObject({ legs: 0, players: 0 });
  });

  it.for(seeds)('[MED54] while it rings and at the answer: both hear each other (seed %i)', async (seed) => {
    const random = seededRandom(seed + 10_000);
    const ids = { callId: `ringing ${seed}` };
    const [alice, bob] = [rig.stranger(), rig.stranger()];
    const offer = await alice.peer.offer();
    const caller = await ringingCaller(() => rig.engine.openAnswering({ ...ids, person: `alice ${seed}`, offer }));
    const calleeLeg = await opened(() => rig.engine.openOffering({ ...ids, person: `bob ${seed}`, like: caller.leg }));
    let isLost = false;
    calleeLeg.once('lost', () => (isLost = true));
    const killing = pause(random() * 150).then(() => killSome(random));
    await pause(random() * 250);
    const answer = await bob.peer.answer(calleeLeg.localSdp);
    const callee = bob.meet(calleeLeg);
    const moves = [recovers(rig, callee, isLost)];
    if (!isLost) await calleeLeg.acceptAnswer(answer).catch(ignoreDeath);
    const party = alice.meet(await caller.answered());
    moves.push(recovers(rig, party));
    const plugs = Promise.allSettled([party.leg.plug(callee.leg.mouth), callee.leg.plug(party.leg.mouth)]);
    await party.peer.acceptAnswer(party.leg.localSdp);
    await killing;
    await Promise.all(moves.map((moved) => moved()));
    await allHear([callee, party], [callee.peer.hears({ voice: party.peer }), party.peer.hears({ voice: callee.peer })]);
    expect((await plugs).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    expect(complaints).toEqual([]);
    await rig.hangUp();
    expect(rig.engine.gauges()).toMatchObject({ legs: 0, players: 0 });
  });
});

/** The worker died in this very moment: the leg is on its way to another one. */
function ignoreDeath(error: unknown): void {
  if (!(error instanceof MediaError && error.code === 'unavailable')) throw error;
}
