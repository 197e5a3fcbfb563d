import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildPage } from './testing/page-build.ts';
import { RoomRig } from './testing/room-rig.ts';

const patience = { timeout: 20_000, interval: 200 };
type Ahead = { ahead?: 'send' | 'receive' };
const noneRefused = { malformed: 0, 'no-key': 0, foreign: 0, replayed: 0, forged: 0 };
/** How long we look on when nothing may be shown: a right picture was there in less than half of it. */
const lookOnMs = 3_000;
const lookOn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, lookOnMs));

async function join(rig: RoomRig, bobsFill = 1): Promise<void> {
  await Promise.all([rig.run('open', 'alice'), rig.run('open', 'bob')]);
  await rig.run('setKeys', 'alice', { epoch: 1, fill: 1, leaf: 0 });
  await rig.run('setKeys', 'bob', { epoch: 1, fill: bobsFill, leaf: 1 });
}

/** Red on the left, as it was painted, and some more pictures than before. */
async function seesPicture(rig: RoomRig, id: string): Promise<void> {
  const { frames: before } = await rig.run('picture', id);
  const look = async (): Promise<boolean> => {
    const { frames, red, blue } = await rig.run('picture', id);
    return frames > before + 20 && red > 150 && blue < 80;
  };
  await expect.poll(look, patience).toBe(true);
}

describe('frames through the SFU', () => {
  let rig: RoomRig;
  beforeAll(async () => {
    rig = await RoomRig.start(await buildPage());
  });
  afterEach(() => rig.run('closeAll'));
  afterAll(() => rig.close());

  it.each(['screen', 'camera'] as const)('[SE70] a %s arrives, all its frames open', async (source) => {
    await join(rig);
    const id = await rig.run('send', 'alice', source);
    await rig.run('receive', 'bob', id);
    await seesPicture(rig, id);
    expect(await rig.run('counts', 'bob')).toMatchObject(noneRefused);
  });

  it('[SU447] what was prepared before there was a room sends and receives, and serves one room only', async () => {
    await Promise.all([rig.run('open', 'alice', { isPrepared: true }), rig.run('open', 'bob', { isPrepared: true })]);
    await rig.run('setKeys', 'alice', { epoch: 1, fill: 1, leaf: 0 });
    await rig.run('setKeys', 'bob', { epoch: 1, fill: 1, leaf: 1 });
    const id = await rig.run('send', 'alice', 'screen');
    await rig.run('receive', 'bob', id);
    await seesPicture(rig, id);
    expect(await rig.run('counts', 'bob')).toMatchObject(noneRefused);
  });

  it('[SU442] with ways opened ahead nothing is asked before the picture goes; (control) without it is', async () => {
    const waits = ['room.transport', 'room.connect'];
    const seen = async (alice: Ahead, bob: Ahead): Promise<string[]> => {
      rig.sfu.asked.length = 0;
      await Promise.all([rig.run('open', 'alice', alice), rig.run('open', 'bob', bob)]);
      await rig.run('setKeys', 'alice', { epoch: 1, fill: 1, leaf: 0 });
      await rig.run('setKeys', 'bob', { epoch: 1, fill: 1, leaf: 1 });
      const id = await rig.run('send', 'alice', 'screen');
      await rig.run('receive', 'bob', id);
      await seesPicture(rig, id);
      return rig.sfu.asked.filter((method) => waits.includes(method)).toSorted();
    };
    expect(await seen({ ahead: 'send' }, { ahead: 'receive' }), 'of the sender the server is told, see below').toEqual(['room.connect']);
    await rig.run('closeAll');
    expect(await seen({}, {})).toEqual(['room.connect', 'room.connect', 'room.transport', 'room.transport']);
  });

  it('[SU442] where the server begins, a stream does not wait until it has heard of this side', async () => {
    await Promise.all([rig.run('open', 'alice', { ahead: 'send' }), rig.run('open', 'bob')]);
    await rig.run('setKeys', 'alice', { epoch: 1, fill: 1, leaf: 0 });
    await rig.run('setKeys', 'bob', { epoch: 1, fill: 1, leaf: 1 });
    rig.sfu.answersConnectAfterProduce = true;
    rig.sfu.asked.length = 0;
    const id = await rig.run('send', 'alice', 'screen');
    expect(rig.sfu.asked, 'it was told first').toEqual(['room.connect', 'room.produce']);
    rig.sfu.answersConnectAfterProduce = false;
    await rig.run('receive', 'bob', id);
    await seesPicture(rig, id);
  });

  it('[SE79] a way whose connection failed is made anew for the next stream', async () => {
    await join(rig);
    rig.sfu.losesConnectAnswer = true;
    await expect(rig.run('send', 'alice', 'screen')).rejects.toThrow('stopped');
    const id = await rig.run('send', 'alice', 'screen');
    await rig.run('receive', 'bob', id);
    await seesPicture(rig, id);
  });

  it('[SE86] of streams that ended, or that the SFU refused, the worker keeps nothing; (control) of others it does', async () => {
    await join(rig);
    const streams = () => Promise.all([rig.run('streams', 'alice'), rig.run('streams', 'bob')]);
    const id = await rig.run('send', 'alice', 'camera');
    await rig.run('receive', 'bob', id);
    await seesPicture(rig, id);
    rig.sfu.refuses = true;
    await expect(rig.run('send', 'alice', 'screen')).rejects.toThrow('it is refused');
    await expect(rig.run('receiveUnnamed', 'bob', id)).rejects.toThrow('it is refused');
    rig.sfu.refuses = false;
    expect(await streams()).toEqual([1, 1]);
    await rig.run('endReceived', id);
    await rig.run('endSent', id);
    expect(await streams()).toEqual([0, 0]);
  });

  it('[SE68] a track that the SFU puts in another one’s place, or gives out as somebody else’s, is not shown', async () => {
    await join(rig);
    const [screen, camera] = [await rig.run('send', 'alice', 'screen'), await rig.run('send', 'alice', 'camera')];
    await rig.run('receive', 'bob', camera, { as: screen });
    await lookOn();
    expect((await rig.run('picture', camera)).frames).toBe(0);
    await rig.run('receive', 'bob', screen, { from: 'carol' });
    await lookOn();
    expect((await rig.run('picture', screen)).frames).toBe(0);
    const { opened, foreign } = await rig.run('counts', 'bob');
    expect([opened, foreign > 0]).toEqual([0, true]);
  });

  it('[SE116] a picture that nobody has named comes and is not shown; (control) named it is, and none of its frames is refused', async () => {
    await join(rig);
    const [screen, camera] = [await rig.run('send', 'alice', 'screen'), await rig.run('send', 'alice', 'camera')];
    await rig.run('receiveUnnamed', 'bob', screen);
    await expect.poll(async () => (await rig.run('counts', 'bob')).unnamed, patience).toBeGreaterThan(10);
    expect([(await rig.run('picture', screen)).frames, (await rig.run('counts', 'bob')).opened]).toEqual([0, 0]);
    const { unnamed } = await rig.run('counts', 'bob');
    await rig.run('name', screen);
    await seesPicture(rig, screen);
    expect(await rig.run('counts', 'bob')).toMatchObject(noneRefused);
    await rig.run('receiveUnnamed', 'bob', camera);
    await expect.poll(async () => (await rig.run('counts', 'bob')).unnamed, patience).toBeGreaterThan(unnamed + 10);
    await rig.run('name', camera, screen);
    await lookOn();
    expect((await rig.run('picture', camera)).frames, 'named as another').toBe(0);
  });

  it('[SE116] of a picture that waits for its name for too long nothing is kept; named then it begins with a key frame', async () => {
    await join(rig);
    const id = await rig.run('send', 'alice', 'screen');
    await rig.run('receiveUnnamed', 'bob', id);
    await lookOn();
    await lookOn();
    expect([(await rig.run('picture', id)).frames, (await rig.run('counts', 'bob')).opened]).toEqual([0, 0]);
    await rig.run('name', id);
    await seesPicture(rig, id);
  });

  it('[SE70] a voice is heard, and a camera changes its size, with no frame refused', async () => {
    await join(rig);
    const [voice, camera] = [await rig.run('send', 'alice', 'voice'), await rig.run('send', 'alice', 'camera')];
    await rig.run('receive', 'bob', voice);
    await expect.poll(() => rig.run('loudness', voice), patience).toBeGreaterThan(0.2);
    await rig.run('receive', 'bob', camera);
    const width = async () => (await rig.run('picture', camera)).width;
    for (const [height, expected] of [
      [100, 320],
      [300, 640],
      [90, 320],
    ] as const) {
      await rig.run('setShownHeight', camera, height);
      await expect.poll(width, patience).toBe(expected);
    }
    await seesPicture(rig, camera);
    expect(await rig.run('counts', 'bob')).toMatchObject(noneRefused);
  });

  it('[SE66] [SE67] a new epoch begins with a key frame, and the picture goes on', async () => {
    await join(rig);
    const id = await rig.run('send', 'alice', 'screen');
    await rig.run('receive', 'bob', id);
    await seesPicture(rig, id);
    await rig.run('setKeys', 'bob', { epoch: 2, fill: 2, leaf: 1 });
    await rig.run('setKeys', 'alice', { epoch: 2, fill: 2, leaf: 0 });
    await seesPicture(rig, id);
    // Without a member: alice knows it first, so bob has to wait for his keys.
    await rig.run('setKeys', 'alice', { epoch: 3, fill: 3, leaf: 0 });
    await rig.run('setKeys', 'bob', { epoch: 3, fill: 3, leaf: 1 });
    await seesPicture(rig, id);
    expect(await rig.run('counts', 'bob')).toMatchObject({ ...noneRefused, 'no-key': expect.any(Number) });
  });

  it('[SE71] with another key nothing is shown or heard', async () => {
    await join(rig, 9);
    const ids = [await rig.run('send', 'alice', 'screen'), await rig.run('send', 'alice', 'camera')];
    const voice = await rig.run('send', 'alice', 'voice');
    for (const id of [...ids, voice]) await rig.run('receive', 'bob', id);
    await expect.poll(async () => (await rig.run('counts', 'bob')).forged, patience).toBeGreaterThan(50);
    await lookOn();
    for (const id of ids) expect(await rig.run('picture', id)).toMatchObject({ frames: 0, red: 0 });
    expect(await rig.run('loudness', voice)).toBe(0);
    expect((await rig.run('counts', 'bob')).opened).toBe(0);
  });

  it('[SE65] [SE71] without keys no byte of media is sent; with keys it begins', async () => {
    await Promise.all([rig.run('open', 'alice'), rig.run('open', 'bob')]);
    const before = await rig.sfu.receivedBytes();
    const ids = [
      await rig.run('send', 'alice', 'screen'),
      await rig.run('send', 'alice', 'camera'),
      await rig.run('send', 'alice', 'voice'),
    ];
    await lookOn();
    expect(await rig.sfu.receivedBytes()).toBe(before);
    for (const [leaf, name] of ['alice', 'bob'].entries()) await rig.run('setKeys', name, { epoch: 1, fill: 1, leaf });
    await rig.run('receive', 'bob', ids[0] ?? '');
    await seesPicture(rig, ids[0] ?? '');
    expect(await rig.sfu.receivedBytes()).toBeGreaterThan(before);
  });

  it('[SE77] no byte goes before the SFU knows the stream; then it begins by itself', async () => {
    await join(rig);
    const before = await rig.sfu.receivedBytes();
    rig.sfu.produceAfterMs = lookOnMs;
    const sending = rig.run('send', 'alice', 'camera');
    await expect.poll(() => rig.sfu.asked, patience).toContain('room.produce');
    await expect.poll(async () => (await rig.run('counts', 'alice')).held, patience).toBeGreaterThan(10);
    expect(await rig.sfu.receivedBytes()).toBe(before);
    rig.sfu.produceAfterMs = 0;
    const id = await sending;
    await rig.run('receive', 'bob', id);
    await seesPicture(rig, id);
  });

  it('[SE72] a worker that never answers leaves no byte on the wire; one that dies ends the tracks', async () => {
    const before = await rig.sfu.receivedBytes();
    await rig.run('open', 'silent', { workerUrl: '/silent.js' });
    await rig.run('setKeys', 'silent', { epoch: 1, fill: 1, leaf: 0 });
    for (const source of ['screen', 'camera', 'voice'] as const) await rig.run('send', 'silent', source);
    await lookOn();
    expect(await rig.sfu.receivedBytes()).toBe(before);
    await rig.run('open', 'dying', { workerUrl: '/dying.js' });
    const id = await rig.run('send', 'dying', 'screen');
    expect(await rig.run('track', id)).toEqual({ readyState: 'live', hasEnded: false });
    await rig.run('setKeys', 'dying', { epoch: 1, fill: 1, leaf: 0 });
    await expect.poll(() => rig.run('track', id), patience).toEqual({ readyState: 'ended', hasEnded: true });
    expect(await rig.run('state', 'dying')).toBe('failed');
  });

  it('[SE75] a paused stream sends nothing and goes on when it is resumed; new ways to the SFU keep it', async () => {
    await join(rig);
    const id = await rig.run('send', 'alice', 'screen');
    await rig.run('receive', 'bob', id);
    await seesPicture(rig, id);
    await rig.run('pause', id);
    await lookOn();
    const { frames } = await rig.run('picture', id);
    await lookOn();
    expect((await rig.run('picture', id)).frames).toBe(frames);
    await rig.run('resume', id);
    await seesPicture(rig, id);
    for (const name of ['alice', 'bob']) await rig.run('reconnect', name);
    await seesPicture(rig, id);
    expect(await rig.run('state', 'bob')).toBe('open');
  });

  it('[SE73] a browser that cannot seal is refused', async () => {
    const other = await RoomRig.start(await buildPage());
    await other.takeSealingAway();
    await expect(other.run('open', 'alice')).rejects.toThrow('cannot-seal');
    expect(await other.sfu.receivedBytes()).toBe(0);
    await other.close();
  });
});

describe('the bundle', () => {
  it('[SE74] knows no way to send unsealed; that of the benchmark does, and then the SFU can see', async () => {
    const sign = 'UNSEALED';
    const product = await buildPage();
    const bench = await buildPage(true);
    const holders = (files: Awaited<ReturnType<typeof buildPage>>) => [...files.values()].filter((text) => text.includes(sign)).length;
    expect([holders(product), holders(bench)]).toEqual([0, 1]);
    const rig = await RoomRig.start(bench);
    await join(rig, 9);
    const id = await rig.run('send', 'alice', 'screen');
    await rig.run('receive', 'bob', id);
    await seesPicture(rig, id);
    expect((await rig.run('counts', 'alice')).sealed).toBe(0);
    await rig.close();
  });
});
