import { chromium, type Browser } from '@playwright/test';
import { observer, type types } from 'mediasoup';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { silentLogger } from '../../../platform/logger.ts';
import type { MediaEngine } from '../../media-engine.ts';
import type { MediaRoom } from '../../room-engine.ts';
import { buildSeatPage, RoomSeat } from '../../testing/room-seat.ts';
import { soundsDir, workerBinForTests } from '../../testing/worker-bin.ts';
import { killWorkerProcesses } from '../../testing/worker-processes.ts';
import { createSfu } from '../sfu.ts';

const patience = { timeout: 15_000, interval: 200 };

describe('rooms with Chromium and mediasoup-client', () => {
  let media: MediaEngine;
  let browser: Browser;
  let script: string;
  let seats: RoomSeat[] = [];
  /** As mediasoup itself sees them. */
  const transports: types.Transport[] = [];

  beforeAll(async () => {
    observer.on('newworker', (worker) =>
      worker.observer.on('newrouter', (router) => router.observer.on('newtransport', (transport) => transports.push(transport))),
    );
    media = await createSfu({
      workers: 1,
      basePort: 0,
      listenAddress: '127.0.0.1',
      logger: silentLogger,
      workerBin: workerBinForTests(),
      soundsDir,
    });
    script = await buildSeatPage();
    const args = ['--no-sandbox', '--autoplay-policy=no-user-gesture-required', '--no-first-run'];
    browser = await chromium.launch({ executablePath: process.env['CHROMIUM_BIN'] ?? '/usr/bin/chromium', args });
  });
  afterEach(async () => {
    await Promise.all(seats.map((seat) => seat.close()));
    seats = [];
  });
  afterAll(async () => {
    await browser.close();
    await media.close();
  });

  /** Two pages in a room. */
  async function meet(room: MediaRoom, protocol: 'udp' | 'tcp' = 'udp'): Promise<[RoomSeat, RoomSeat]> {
    const [one, other] = [
      await RoomSeat.open({ room, browser, script, protocol }),
      await RoomSeat.open({ room, browser, script, protocol }),
    ];
    seats.push(one, other);
    return [one, other];
  }

  /** Pictures that were decoded from now on, when there are some. */
  async function newPictures(seat: RoomSeat, producerId: string): Promise<number> {
    const { frames } = await seat.decoded(producerId);
    const more = async () => (await seat.decoded(producerId)).frames - frames;
    await expect.poll(more, patience).toBeGreaterThan(20);
    return more();
  }

  it('[SU32] VP8, VP9 and Opus are decoded at the other end', async () => {
    const room = await media.rooms.openRoom();
    const [alice, bob] = await meet(room);
    const sent = { 'video/VP8': await alice.send('camera'), 'video/VP9': await alice.send('screen') };
    for (const [codec, id] of Object.entries(sent)) {
      await bob.receive(id);
      expect(await newPictures(bob, id)).toBeGreaterThan(20);
      expect(await bob.decoded(id)).toMatchObject({ codec });
    }
    const voice = await alice.send('voice');
    await bob.receive(voice);
    await expect.poll(async () => (await bob.decoded(voice)).energy, patience).toBeGreaterThan(0.01);
    expect(await bob.decoded(voice)).toMatchObject({ codec: 'audio/opus' });
    room.close();
  });

  it('[MED122] a browser is told to send at most 8 Mbit/s, and not while it would take that for what its line carries', async () => {
    const room = await media.rooms.openRoom();
    transports.length = 0;
    const [alice, bob] = await meet(room);
    const id = await alice.send('camera');
    await bob.receive(id);
    expect(await newPictures(bob, id)).toBeGreaterThan(20);
    const stats = async (): Promise<unknown[]> => (await Promise.all(transports.map((transport) => transport.getStats()))).flat();
    expect(await stats()).not.toContainEqual(expect.objectContaining({ maxIncomingBitrate: expect.anything() }));
    await expect.poll(stats, patience).toContainEqual(expect.objectContaining({ maxIncomingBitrate: 8_000_000 }));
    room.close();
  });

  it('[MED123] of a camera in two sizes the one that was asked for arrives', async () => {
    const room = await media.rooms.openRoom();
    const [alice, bob] = await meet(room);
    const id = await alice.send('camera');
    const consumer = await bob.receive(id);
    const width = async () => (await bob.decoded(id)).width;
    await expect.poll(width, patience).toBe(640);
    await consumer.setLayers({ spatial: 0 });
    await expect.poll(width, patience).toBe(320);
    await consumer.setLayers({ spatial: 1 });
    await expect.poll(width, patience).toBe(640);
    room.close();
  });

  it('[MED125] a picture begins with its smallest size: nobody waits for a larger one that its sender has just turned off', async () => {
    const room = await media.rooms.openRoom();
    const [alice, bob] = await meet(room);
    const [, carol] = await meet(room);
    const id = await alice.send('camera');
    await bob.receive(id);
    await expect.poll(async () => (await bob.decoded(id)).width, patience).toBe(640);
    // mediasoup takes the larger one for living until 2.5 to 4 s later.
    await alice.sendUpTo(id, 0);
    await carol.receive(id);
    await expect.poll(async () => (await carol.decoded(id)).frames, { timeout: 2_000, interval: 50 }).toBeGreaterThan(0);
    await alice.sendUpTo(id, 1);
    await expect.poll(async () => (await carol.decoded(id)).width, patience).toBe(640);
    room.close();
  });

  it('[MED125] what somebody asks for before they have a picture is what they get after it, also when they looked away meanwhile', async () => {
    const room = await media.rooms.openRoom();
    const [alice, bob] = await meet(room);
    const id = await alice.send('camera');
    const consumer = await bob.receive(id);
    await consumer.setLayers({ spatial: 0 });
    await expect.poll(async () => (await bob.decoded(id)).frames, patience).toBeGreaterThan(60);
    expect(await bob.decoded(id)).toMatchObject({ width: 320 });
    await consumer.pause();
    await consumer.setLayers({ spatial: 1 });
    await consumer.resume();
    await expect.poll(async () => (await bob.decoded(id)).width, patience).toBe(640);
    room.close();
  });

  it('[MED124] media flow over TCP where UDP does not pass', async () => {
    const room = await media.rooms.openRoom();
    const [alice, bob] = await meet(room, 'tcp');
    const id = await alice.send('screen');
    await bob.receive(id);
    expect(await newPictures(bob, id)).toBeGreaterThan(20);
    room.close();
  });

  it('[SU34] after the death of the worker the same people see each other in a new room', async () => {
    const lost = await media.rooms.openRoom();
    const [sender] = await meet(lost);
    await sender.send('camera');
    killWorkerProcesses();
    await lost.lost;
    const room = await media.rooms.openRoom();
    const [alice, bob] = await meet(room);
    const id = await alice.send('camera');
    await bob.receive(id);
    expect(await newPictures(bob, id)).toBeGreaterThan(20);
    room.close();
  });
});
