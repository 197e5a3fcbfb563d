import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { createWorker } from 'mediasoup';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { FakeClock } from '../../platform/clock.fake.ts';
import { systemClock } from '../../platform/clock.ts';
import { silentLogger } from '../../platform/logger.ts';
import type { Mouth } from '../media-engine.ts';
import { readRtpPacket } from '../rtp/rtp-packet.ts';
import { codecs } from '../sdp/payload-layout.ts';
import { delay } from '../../platform/wait.ts';
import type { PayloadLayout } from '../sdp/payload-layout.ts';
import { eventually } from '../testing/rig.ts';
import { clipOfSound } from '../testing/sound-clips.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { soundsDir, workerBinForTests } from '../testing/worker-bin.ts';
import { killWorkerProcesses, workerProcesses } from '../testing/worker-processes.ts';
import { WeriftRig } from '../testing/werift-rig.ts';
import { createSfu } from './sfu.ts';

const firefox: PayloadLayout = { codec: 'opus', payloadType: 109, dtmf: { payloadType: 101, clockRate: 8000 } };
const odd: PayloadLayout = { codec: 'opus', payloadType: 35 };
const pcmu: PayloadLayout = { codec: 'PCMU', payloadType: 0, dtmf: { payloadType: 101, clockRate: 8000 } };
const pcma: PayloadLayout = { codec: 'PCMA', payloadType: 8 };

const startOptions = { workers: 1, listenAddress: '127.0.0.1', logger: silentLogger, soundsDir, workerBin: workerBinForTests() };

describe('the SFU with one worker', () => {
  let rig: WeriftRig;
  beforeAll(async () => {
    rig = await WeriftRig.open();
  });
  afterEach(() => rig.hangUp());
  afterAll(() => rig.close());

  it('[MED11] legs with different payload types hear each other', async () => {
    const [one, other] = [await rig.caller(), await rig.caller({ layout: firefox })];
    await Promise.all([one.leg.plug(other.leg.mouth), other.leg.plug(one.leg.mouth)]);
    await expect(one.peer.hears({ voice: other.peer })).resolves.toBeUndefined();
    await expect(other.peer.hears({ voice: one.peer })).resolves.toBeUndefined();
    expect(other.leg.localSdp).toContain('a=rtpmap:101 telephone-event/8000');
  });

  it('[MED12] an unusual layout’s router goes with its last leg, a usual one stays', async () => {
    const before = rig.engine.gauges().routers;
    const [one, other] = [await rig.caller({ layout: odd }), await rig.caller({ layout: odd })];
    expect(rig.engine.gauges().routers).toBe(before + 1);
    one.leg.close();
    expect(rig.engine.gauges().routers).toBe(before + 1);
    other.leg.close();
    expect(rig.engine.gauges().routers).toBe(before);
  });

  it('[MED13] G.711 phones hear our sounds and each other in their own law', async () => {
    const [one, other] = [await rig.caller({ layout: pcmu }), await rig.caller({ layout: pcmu })];
    await one.leg.plug({ kind: 'sound', sound: 'hold-music' });
    await other.leg.plug(one.leg.mouth);
    await expect(one.peer.hears({ sound: 'hold-music' })).resolves.toBeUndefined();
    await expect(other.peer.hears({ voice: one.peer })).resolves.toBeUndefined();
    const third = await rig.caller({ layout: pcma });
    await third.leg.plug({ kind: 'sound', sound: 'hold-music' });
    await expect(third.peer.hears({ sound: 'hold-music' })).resolves.toBeUndefined();
  });

  it('[MED43] calls may end at any moment of a plug: nothing is refused, and nothing stays', { timeout: 60_000 }, async () => {
    const random = seededRandom(43);
    for (let call = 0; call < 20; call += 1) {
      const [one, other] = [await rig.caller(), await rig.caller()];
      const plugs = [one.leg.plug(other.leg.mouth), other.leg.plug(one.leg.mouth)];
      await pause(random() * 8);
      plugs.push(one.leg.plug({ kind: 'sound', sound: 'hold-music' }));
      if (call % 3 === 0) await pause(random() * 4);
      one.leg.close();
      if (call % 3 !== 1) await pause(random() * 4);
      plugs.push(other.leg.plug({ kind: 'sound', sound: 'hold-music' }));
      await pause(random() * 3);
      other.leg.close();
      await expect(Promise.all(plugs)).resolves.toBeDefined();
      await rig.hangUp();
    }
    expect(rig.engine.gauges()).toMatchObject({ legs: 0, players: 0 });
  });

  it('[MED14] a plug across codecs is refused, since nothing transcodes', async () => {
    const [one, other] = [await rig.caller(), await rig.caller({ layout: pcmu })];
    await expect(one.leg.plug(other.leg.mouth)).rejects.toMatchObject({ code: 'unavailable' });
    await one.leg.plug(one.leg.mouth);
    await expect(one.peer.hears({ voice: one.peer })).resolves.toBeUndefined();
  });

  it('[MED05] a phone that signals no SSRC hears, and is silent to others', async () => {
    const [phone, other] = [await rig.caller({ isWithoutSsrc: true }), await rig.caller()];
    await Promise.all([phone.leg.plug(other.leg.mouth), other.leg.plug(phone.leg.mouth)]);
    await expect(phone.peer.hears({ voice: other.peer })).resolves.toBeUndefined();
    await expect(other.peer.hears('silence')).resolves.toBeUndefined();
  });

  it('[MED26] music has one player for all who wait, a tone one for each', async () => {
    const [one, other] = [await rig.caller(), await rig.caller()];
    await Promise.all([one.leg.plug({ kind: 'sound', sound: 'hold-music' }), other.leg.plug({ kind: 'sound', sound: 'hold-music' })]);
    await Promise.all([one.peer.hears({ sound: 'hold-music' }), other.peer.hears({ sound: 'hold-music' })]);
    expect(rig.engine.gauges().players).toBe(1);
    await Promise.all([one.leg.plug({ kind: 'sound', sound: 'ringback' }), other.leg.plug({ kind: 'sound', sound: 'ringback' })]);
    expect(rig.engine.gauges().players).toBe(2);
    one.leg.close();
    await other.leg.plug(undefined);
    expect(rig.engine.gauges().players).toBe(0);
  });

  it('[MED27] a sound that is played once falls silent', async () => {
    const party = await rig.caller();
    const heard = party.peer.hears({ sound: 'congestion' });
    await party.leg.plug({ kind: 'sound', sound: 'congestion', once: true });
    await expect(heard).resolves.toBeUndefined();
    await expect(party.peer.hears('silence')).resolves.toBeUndefined();
  });

  it.each<[string, PayloadLayout | undefined]>([
    ['Opus', undefined],
    ['µ-law', pcmu],
    ['A-law', pcma],
  ])('[MED33] clips follow each other without losing a frame, in %s', async (_codec, layout) => {
    const party = await rig.caller(layout ? { layout } : {});
    // werift derives its keys later than we do; a browser has them before our first packet.
    await party.leg.plug(party.leg.mouth);
    await party.peer.hears({ voice: party.peer });
    await party.leg.plug(undefined);
    await party.peer.hears('silence');
    const clips = [await clipOfSound('busy', 10), await clipOfSound('hold-music', 15)];
    const played = once(party.leg, 'played');
    const arrived = party.peer.record();
    await party.leg.plug({ kind: 'clips', clips, once: true });
    await played;
    const codec = party.leg.codec === 'G722' ? 'opus' : party.leg.codec;
    const expected = (await Promise.all(clips.map((clip) => clip.load(codec)))).flat();
    expect(arrived().map((packet) => packet.payload)).toEqual(expected.map((frame) => Buffer.from(frame)));
    const [first, ...others] = arrived();
    const units = codecs[codec].unitsPerFrame;
    expect(others.map(({ timestamp }) => (timestamp - (first?.timestamp ?? 0)) >>> 0)).toEqual(
      others.map((_, index) => (index + 1) * units),
    );
  });

  it('[MED29] another mouth begins anew although it says the same; the same one goes on', async () => {
    const party = await rig.caller();
    const clips = [await clipOfSound('hold-music', 30)];
    const arrived = party.peer.record();
    const first: Mouth = { kind: 'clips', clips, once: true };
    let played = 0;
    party.leg.on('played', () => (played += 1));
    await party.leg.plug(first);
    await eventually(
      () => arrived().length > 5,
      () => 'the clip plays',
    );
    await party.leg.plug(first);
    await party.leg.plug({ kind: 'clips', clips, once: true });
    await eventually(
      () => played === 1,
      () => 'the second comes to its end',
    );
    expect(arrived().length).toBeGreaterThan(35);
    expect(new Set(arrived().map(({ ssrc }) => ssrc)).size).toBe(2);
  });

  it('[MED36] a tap hands on the very bytes that the far end sent', async () => {
    const party = await rig.caller();
    const heard = new Set<string>();
    party.leg.tap((rtp) => heard.add(readRtpPacket(rtp)?.payload.toString() ?? 'no RTP'));
    await eventually(
      () => heard.size > 0,
      () => 'the tap gets packets',
    );
    expect([...heard]).toEqual([party.peer.voice]);
    expect(party.leg.codec).toBe('opus');
  });

  it('[MED70] quality adds up all streams since the leg opened', async () => {
    const party = await rig.caller();
    await party.leg.plug(party.leg.mouth);
    await expect(party.peer.hears({ voice: party.peer })).resolves.toBeUndefined();
    const first = await party.leg.quality();
    await party.leg.plug({ kind: 'sound', sound: 'hold-music' });
    await expect(party.peer.hears({ sound: 'hold-music' })).resolves.toBeUndefined();
    const second = await party.leg.quality();
    expect(first.packetsSent).toBeGreaterThan(0);
    expect(second.packetsSent).toBeGreaterThan(first.packetsSent);
    expect(second.packetsReceived).toBeGreaterThan(first.packetsReceived);
    expect(second).toMatchObject({ codec: 'opus', lossIn: 0, lossOut: 0 });
    expect(second.mos).toBeGreaterThan(4);
  });
});

describe('the SFU with two workers', () => {
  let rig: WeriftRig;
  let basePort: number;
  beforeAll(async () => {
    basePort = await freePortPair();
    rig = await WeriftRig.open({ workers: 2, basePort });
  });
  afterEach(() => rig.hangUp());
  afterAll(() => rig.close());

  it('[MED10] a call and a person stay on one worker, others go to the emptier one', async () => {
    const first = await rig.caller({ callId: 'a', person: 'ann' });
    const sameCall = await rig.caller({ callId: 'a', person: 'bob' });
    const otherCall = await rig.caller({ callId: 'b', person: 'carl' });
    const samePerson = await rig.caller({ callId: 'c', person: 'ann' });
    expect(portOf(sameCall.leg.localSdp)).toBe(portOf(first.leg.localSdp));
    expect(portOf(samePerson.leg.localSdp)).toBe(portOf(first.leg.localSdp));
    expect(portOf(otherCall.leg.localSdp)).not.toBe(portOf(first.leg.localSdp));
    expect([portOf(first.leg.localSdp), portOf(otherCall.leg.localSdp)].toSorted((a, b) => a - b)).toEqual([basePort, basePort + 1]);
  });

  it('[MED11] legs on different workers hear each other', async () => {
    const [one, other] = [await rig.caller(), await rig.caller({ layout: firefox })];
    expect(portOf(one.leg.localSdp)).not.toBe(portOf(other.leg.localSdp));
    await Promise.all([one.leg.plug(other.leg.mouth), other.leg.plug(one.leg.mouth)]);
    await expect(one.peer.hears({ voice: other.peer })).resolves.toBeUndefined();
    await expect(other.peer.hears({ voice: one.peer })).resolves.toBeUndefined();
  });

  it('[MED51] the death of one worker leaves the other’s calls alone, and its successor takes its port', async () => {
    const [one, other] = [await rig.caller(), await rig.caller()];
    const lost = new Set<typeof one>();
    for (const party of [one, other]) party.leg.once('lost', () => lost.add(party));
    await Promise.all([one.leg.plug(one.leg.mouth), other.leg.plug(other.leg.mouth)]);
    await expect(one.peer.hears({ voice: one.peer })).resolves.toBeUndefined();
    const [victim] = workerProcesses();
    if (victim !== undefined) process.kill(victim, 'SIGKILL');
    await eventually(
      () => lost.size > 0,
      () => 'a leg is lost',
    );
    await eventually(
      () => rig.engine.gauges().workersAlive === 2,
      () => 'both workers live',
    );
    expect(lost.size).toBe(1);
    const [dead, alive] = lost.has(one) ? [one, other] : [other, one];
    await expect(alive.peer.hears({ voice: alive.peer })).resolves.toBeUndefined();
    const before = portOf(dead.leg.localSdp);
    expect(portOf(await dead.leg.reoffer())).toBe(before);
  });
});

describe('the SFU between two workers', () => {
  it('[MED53] a re-offer right after the death waits for the successor', async () => {
    const rig = await WeriftRig.open();
    const { leg } = await rig.caller();
    const before = leg.localSdp;
    const offers: Promise<string>[] = [];
    leg.once('lost', () => offers.push(leg.reoffer()));
    killWorkerProcesses();
    await eventually(
      () => offers.length === 1,
      () => 'the leg is lost',
    );
    expect(rig.engine.gauges().workersAlive).toBe(0);
    expect(portOf((await offers[0]) ?? '')).not.toBe(portOf(before));
    await rig.close();
  });

  it('[MED53] without any successor the leg is refused in the end', async () => {
    const clock = new FakeClock();
    const engine = await createSfu({ ...startOptions, basePort: 0, clock });
    killWorkerProcesses();
    await eventually(
      () => engine.gauges().workersAlive === 0,
      () => 'the worker is gone',
    );
    const opening = engine.openOffering({ callId: 'c', person: 'p' }).catch((error: unknown) => error);
    await eventually(
      () => clock.pending === 2,
      () => 'the slot and the leg wait',
    );
    await engine.close();
    expect(await opening).toMatchObject({ code: 'unavailable' });
    expect(clock.pending).toBe(0);
  });
});

describe('the SFU at its start', () => {
  it('[MED80] says which port is taken, and leaves no worker behind', async () => {
    const before = workerProcesses().length;
    const port = await freePortPair();
    const squatter = createServer().listen(port, '127.0.0.1');
    await expect(createSfu({ ...startOptions, basePort: port })).rejects.toThrow(
      `media cannot listen on 127.0.0.1 port ${port} (UDP and TCP), address already in use: free it, or set MEDIA_PORT`,
    );
    squatter.close();
    await eventually(
      () => workerProcesses().length === before,
      () => 'no worker is left',
    );
  });

  it('[MED83] leaves the process’s signals to whoever handles them', async () => {
    const before = process.listenerCount('SIGTERM');
    const engine = await createSfu({ ...startOptions, basePort: 0 });
    expect(process.listenerCount('SIGTERM')).toBe(before);
    await engine.close();
  });

  it('[MED83] signals to the process group do not reach the workers: they end when the engine closes', async () => {
    const engine = await createSfu({ ...startOptions, basePort: 0 });
    const workers = workerProcesses();
    expect(workers.length).toBeGreaterThan(0);
    for (const pid of workers) for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.kill(pid, signal);
    await delay(systemClock, 1_000, new AbortController().signal);
    expect(workerProcesses()).toEqual(workers);
    expect(engine.gauges().workersAlive).toBe(workers.length);
    await engine.close();
    await eventually(
      () => workerProcesses().every((pid) => !workers.includes(pid)),
      () => 'the workers ended with the engine',
    );
  });

  it('[MED83] a worker that is not shielded ends by such a signal (control)', async () => {
    const worker = await createWorker({ logLevel: 'none', workerBin: workerBinForTests() });
    const closed = new Promise<void>((resolve) => worker.once('subprocessclose', () => resolve()));
    process.kill(worker.pid, 'SIGINT');
    await closed;
    expect(worker.closed).toBe(true);
  });

  it('[MED81] says when the worker program or a sound is missing', async () => {
    await expect(createSfu({ ...startOptions, basePort: 0, workerBin: '/nowhere/worker' })).rejects.toThrow(
      'the SFU worker /nowhere/worker does not run, ENOENT: no such file or directory',
    );
    await expect(createSfu({ ...startOptions, basePort: 0, soundsDir: '/nowhere' })).rejects.toThrow(
      'the sound "ringback" in /nowhere cannot be used',
    );
  });
});

/** The UDP port of our candidate. */
function portOf(sdp: string): number {
  return Number(/a=candidate:\S+ 1 udp \d+ \S+ (\d+)/.exec(sdp)?.[1]);
}

/** A port that is free together with its successor. */
async function freePortPair(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
