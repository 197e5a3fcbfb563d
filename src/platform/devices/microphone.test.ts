import { beforeEach, describe, expect, it } from 'vitest';
import { Microphone } from './microphone.ts';

/** A track that can be cloned, stopped and unplugged, as the browser's. */
class FakeTrack extends EventTarget {
  readonly kind = 'audio';
  readonly label: string;
  enabled = true;
  readyState: MediaStreamTrackState = 'live';
  readonly clones: FakeTrack[] = [];
  constructor(label: string) {
    super();
    this.label = label;
  }
  clone(): FakeTrack {
    const clone = new FakeTrack(this.label);
    this.clones.push(clone);
    return clone;
  }
  stop(): void {
    this.readyState = 'ended';
  }
  unplug(): void {
    this.readyState = 'ended';
    this.dispatchEvent(new Event('ended'));
  }
}

let opened: FakeTrack[];
let refusal: Error | undefined;
let fallbacks: (string | undefined)[];
let asked: MediaStreamConstraints[];
const settings = { deviceId: undefined as string | undefined, hasNoiseSuppression: true, hasEchoCancellation: true };

const make = (): Microphone =>
  new Microphone({
    settings: () => settings,
    standingProblem: () => undefined,
    onFallback: (label) => fallbacks.push(label),
    getUserMedia: (constraints) => {
      asked.push(constraints);
      if (refusal !== undefined) return Promise.reject(refusal);
      if (JSON.stringify(constraints).includes('"away"'))
        return Promise.reject(Object.assign(new Error('away'), { name: 'OverconstrainedError' }));
      const track = new FakeTrack(`microphone ${String(opened.length + 1)}`);
      opened.push(track);
      return Promise.resolve({ getAudioTracks: () => [track] } as unknown as MediaStream);
    },
  });
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};

beforeEach(() => {
  opened = [];
  asked = [];
  fallbacks = [];
  refusal = undefined;
  settings.deviceId = undefined;
});

describe('the microphone', () => {
  it('[SP82] is opened once for all lines and closed with the last', async () => {
    const microphone = make();
    const [first, second] = await Promise.all([microphone.open(), microphone.open()]);
    expect(opened).toHaveLength(1);
    first.track.enabled = false;
    expect(second.track.enabled).toBe(true);
    first.close();
    expect(opened[0]?.readyState).toBe('live');
    second.close();
    expect(opened[0]?.readyState).toBe('ended');
  });

  it('[SP82] another device replaces the track of every line; mute stays', async () => {
    const microphone = make();
    const line = await microphone.open();
    const sent: MediaStreamTrack[] = [];
    line.onReplaced = (track) => sent.push(track);
    line.track.enabled = false;
    settings.deviceId = 'usb';
    await microphone.change();
    expect(sent).toEqual([line.track]);
    expect(line.track.label).toBe('microphone 2');
    expect(line.track.enabled).toBe(false);
    expect(opened[0]?.readyState).toBe('ended');
    expect(asked[1]?.audio).toMatchObject({ deviceId: { exact: 'usb' } });
  });

  it('[SP82] the chosen one is not plugged in today: any other will do', async () => {
    settings.deviceId = 'away';
    const line = await make().open();
    expect(line.track.label).toBe('microphone 1');
    expect(asked[0]?.audio).toMatchObject({ deviceId: { exact: 'away' } });
    expect(asked[1]?.audio).not.toHaveProperty('deviceId');
  });

  it('[SP82] unplugged in a call: goes on with another one and says which', async () => {
    const microphone = make();
    const line = await microphone.open();
    opened[0]?.unplug();
    await settle();
    expect(line.track.label).toBe('microphone 2');
    expect(fallbacks).toEqual(['microphone 2']);
  });

  it('[SP82] unplugged with no other: says so, and the line stays for the next one', async () => {
    const microphone = make();
    const line = await microphone.open();
    refusal = Object.assign(new Error('none'), { name: 'NotFoundError' });
    opened[0]?.unplug();
    await settle();
    expect(fallbacks).toEqual([undefined]);
    refusal = undefined;
    await microphone.change();
    expect(line.track.label).toBe('microphone 2');
  });

  it('[SP80] a refusal is told as a problem with a name, and asked again the next time', async () => {
    const microphone = make();
    refusal = Object.assign(new Error('no'), { name: 'NotAllowedError' });
    await expect(microphone.open()).rejects.toMatchObject({ problem: 'microphone-refused' });
    refusal = undefined;
    await expect(microphone.open()).resolves.toBeDefined();
  });
});
