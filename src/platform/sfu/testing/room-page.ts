import type { z } from 'zod';
import type { MediaSource } from '../../../../protocol/support/relay.ts';
import type { FrameCounts } from '../frame-messages.ts';
import { FrameWorker } from '../frame-worker-handle.ts';
import { prepareForRoom, takeFrameWorker } from '../room-ahead.ts';
import { ownCertificate } from '../own-certificate.ts';
import { RoomClient, type ReceivedStream, type SentStream, type UnnamedStream } from '../room-client.ts';

declare global {
  /** The rig's end of the wire. */
  function roomRequest(method: string, data: unknown): Promise<unknown>;
  var rig: RigPage;
}

interface Person {
  readonly room: RoomClient;
  readonly worker: FrameWorker;
  /** Its streams, in and out, that the worker was not told the end of. */
  readonly streams: ReadonlySet<object>;
}
interface OpenOptions {
  readonly workerUrl?: string;
  readonly ahead?: keyof typeof ways;
  readonly isPrepared?: boolean;
}
interface Sent {
  readonly stream: SentStream;
  readonly track: MediaStreamTrack;
  hasEnded: boolean;
}

const people = new Map<string, Person>();
const sent = new Map<string, Sent>();
const received = new Map<string, ReceivedStream>();
const unnamed = new Map<string, UnnamedStream>();
const shown = new Map<string, HTMLVideoElement>();
const ears = new Map<string, AnalyserNode>();
const audio = new AudioContext();

function found<Value>(map: ReadonlyMap<string, Value>, name: string): Value {
  const value = map.get(name);
  if (value === undefined) throw new Error(`there is no ${name}`);
  return value;
}

/** A picture whose left half is red and whose right half blinks, so that no two frames are the same. */
function pictureTrack(width: number, height: number): MediaStreamTrack {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d');
  let count = 0;
  setInterval(() => {
    if (!context) return;
    count += 1;
    context.fillStyle = '#e00000';
    context.fillRect(0, 0, width / 2, height);
    context.fillStyle = `hsl(${String((count * 37) % 360)} 80% 40%)`;
    context.fillRect(width / 2, 0, width / 2, height);
  }, 40);
  const [track] = canvas.captureStream(25).getVideoTracks();
  if (!track) throw new Error('a canvas has a track');
  return track;
}

function toneTrack(): MediaStreamTrack {
  const tone = new OscillatorNode(audio, { frequency: 800 });
  const out = new MediaStreamAudioDestinationNode(audio, { channelCount: 1 });
  tone.connect(out);
  tone.start();
  const [track] = out.stream.getAudioTracks();
  if (!track) throw new Error('a tone has a track');
  return track;
}

function play(id: string, track: MediaStreamTrack): void {
  const element = Object.assign(document.createElement('video'), { muted: true, autoplay: true, srcObject: new MediaStream([track]) });
  document.body.append(element);
  shown.set(id, element);
  if (track.kind !== 'audio') return;
  const ear = new AnalyserNode(audio, { fftSize: 2048 });
  new MediaStreamAudioSourceNode(audio, { mediaStream: new MediaStream([track]) }).connect(ear);
  ears.set(id, ear);
}

/** Each stream of a worker's until its end. */
function streamsOf(worker: FrameWorker): ReadonlySet<object> {
  const streams = new Set<object>();
  const watch = <Stream extends { end(): void }>(stream: Stream): Stream => {
    const end = stream.end.bind(stream);
    streams.add(stream);
    return Object.assign(stream, { end: () => void (streams.delete(stream) && end()) });
  };
  const [seal, open] = [worker.seal.bind(worker), worker.open.bind(worker)];
  worker.seal = (...given) => watch(seal(...given));
  worker.open = (...given) => watch(open(...given));
  return streams;
}

const seats = new Map([
  [0, 'alice'],
  [1, 'bob'],
]);

/** As the two roles ask for them. */
const ways = { send: { direction: 'send' }, receive: { direction: 'receive', certificate: ownCertificate } } as const;

const page = {
  async open(name: string, { workerUrl, ahead, isPrepared }: OpenOptions = {}): Promise<void> {
    if (isPrepared === true) await prepareForRoom();
    const worker = isPrepared === true ? takeFrameWorker() : FrameWorker.start(workerUrl);
    const request = async <Answer extends z.ZodType>(method: string, data: unknown, answer: Answer) =>
      answer.parse(await roomRequest(method, data));
    const streams = streamsOf(worker);
    people.set(name, { room: await RoomClient.open({ request, worker, ahead: ahead && ways[ahead] }), worker, streams });
  },
  setKeys(name: string, keys: { epoch: number; fill: number; leaf: number }): void {
    const { epoch, fill, leaf } = keys;
    found(people, name).room.setKeys({ epoch, baseKey: new Uint8Array(32).fill(fill), myLeaf: leaf, seats });
  },
  async send(name: string, source: MediaSource, size: [number, number] = [1280, 720]): Promise<string> {
    const track = source === 'voice' ? toneTrack() : pictureTrack(...size);
    const stream = await found(people, name).room.send(track, { source });
    const entry: Sent = { stream, track, hasEnded: false };
    track.addEventListener('ended', () => (entry.hasEnded = true));
    sent.set(stream.producerId, entry);
    return stream.producerId;
  },
  /** As whose, and as which of the tracks that were sent: Alice's own, unless the SFU lies. */
  async receive(name: string, producerId: string, { as = producerId, from = 'alice' } = {}): Promise<void> {
    const origin = { seatId: from, context: found(sent, as).stream.context };
    const stream = await found(people, name).room.receive(producerId, origin);
    received.set(producerId, stream);
    play(producerId, stream.track);
  },
  /** It comes, and nobody has said whose it is. */
  async receiveUnnamed(name: string, producerId: string): Promise<void> {
    const stream = await found(people, name).room.receiveUnnamed(producerId);
    unnamed.set(producerId, stream);
    received.set(producerId, stream);
    play(producerId, stream.track);
  },
  name: (producerId: string, as = producerId): void =>
    found(unnamed, producerId).name({ seatId: 'alice', context: found(sent, as).stream.context }),
  counts: (name: string): Promise<FrameCounts> => found(people, name).worker.counts(),
  /** Pictures shown so far, their width, and how red the left half is. */
  picture(id: string): { frames: number; width: number; red: number; blue: number } {
    const video = found(shown, id);
    const canvas = Object.assign(document.createElement('canvas'), { width: 8, height: 8 });
    const context = canvas.getContext('2d');
    context?.drawImage(video, 0, 0, 8, 8);
    const [red = 0, , blue = 0] = context?.getImageData(1, 4, 1, 1).data ?? [];
    return { frames: video.getVideoPlaybackQuality().totalVideoFrames, width: video.videoWidth, red, blue };
  },
  /** Loudness of what is heard, 0..1. */
  loudness(id: string): number {
    const samples = new Float32Array(2048);
    found(ears, id).getFloatTimeDomainData(samples);
    return samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  },
  streams: (name: string): number => found(people, name).streams.size,
  endSent: (id: string): void => found(sent, id).stream.close(),
  endReceived: (id: string): void => found(received, id).close(),
  setShownHeight: (id: string, height: number): void => found(received, id).setShownHeight(height),
  pause: (id: string): void => found(sent, id).stream.pause(),
  resume: (id: string): void => found(sent, id).stream.resume(),
  reconnect: (name: string): void => void found(people, name).room.handleReconnected(),
  track: (id: string): { readyState: string; hasEnded: boolean } => {
    const { track, hasEnded } = found(sent, id);
    return { readyState: track.readyState, hasEnded };
  },
  state: (name: string): string => found(people, name).room.state,
  closeAll(): void {
    for (const { room } of people.values()) room.close();
    for (const { track } of sent.values()) track.stop();
    for (const element of shown.values()) element.remove();
    for (const map of [people, sent, received, unnamed, shown, ears]) map.clear();
  },
};

export type RigPage = typeof page;
globalThis.rig = page;
