import { systemClock } from '../../platform/clock.ts';
import { FakeLeg, FakeMediaEngine } from '../media-engine.fake.ts';
import type { MediaLeg } from '../media-engine.ts';
import { eventually } from './rig.ts';
import type { Heard, MediaRig, RigPeer } from './rig.ts';
import { browserSdp } from './browser-sdp.ts';

/** The engine without media, with far ends that are only their SDP. */
export async function fakeRig(): Promise<MediaRig> {
  const engine = new FakeMediaEngine({ clock: systemClock });
  const legs = new Map<object, () => MediaLeg | undefined>();
  let peers = 0;
  return {
    engine,
    peer: async (leg) => {
      const peer = new FakePeer({ engine, leg, legOf: (other) => legs.get(other)?.(), number: (peers += 1) });
      legs.set(peer, leg);
      return peer;
    },
    killWorkers: async () => engine.killWorker(),
    close: () => engine.close(),
  };
}

interface FakePeerParts {
  readonly engine: FakeMediaEngine;
  readonly leg: () => MediaLeg | undefined;
  readonly legOf: (peer: object) => MediaLeg | undefined;
  readonly number: number;
}

class FakePeer implements RigPeer {
  readonly #parts: FakePeerParts;
  #generation = 1;
  #direction: Parameters<RigPeer['setDirection']>[0] = 'sendrecv';

  readonly #microphone: NodeJS.Timeout;

  constructor(parts: FakePeerParts) {
    this.#parts = parts;
    this.#microphone = setInterval(() => this.#say(), 20);
  }

  async offer(options: { iceRestart?: boolean } = {}): Promise<string> {
    if (options.iceRestart) this.#generation += 1;
    return this.#describe('actpass');
  }

  async setDirection(direction: Parameters<RigPeer['setDirection']>[0]): Promise<void> {
    this.#direction = direction;
  }

  async acceptAnswer(): Promise<void> {
    // A browser would now start ICE and DTLS; the fake leg connects by itself.
  }

  async answer(): Promise<string> {
    return this.#describe('active');
  }

  async hears(expected: Heard): Promise<void> {
    const leg = this.#parts.leg();
    if (!leg) throw new Error('this far end has no leg');
    await eventually(
      () => heardBy(leg, this.#parts.engine) === this.#nameOf(expected),
      () => `hears ${this.#nameOf(expected)}; it hears ${heardBy(leg, this.#parts.engine)}`,
      2_000,
    );
  }

  async dial(key: string): Promise<void> {
    const leg = this.#parts.leg();
    if (leg instanceof FakeLeg) leg.simulateDtmf(key);
  }

  async close(): Promise<void> {
    clearInterval(this.#microphone);
    const leg = this.#parts.leg();
    if (leg instanceof FakeLeg) leg.simulateDtlsClosed();
  }

  #say(): void {
    const leg = this.#parts.leg();
    if (leg instanceof FakeLeg)
      leg.simulateRtp(Buffer.concat([Buffer.of(0x80, leg.layout.payloadType), Buffer.alloc(10), Buffer.from('voice')]));
  }

  #describe(setup: 'actpass' | 'active'): string {
    return browserSdp({
      ufrag: `peer${this.#parts.number}g${this.#generation}`,
      ssrc: 1000 + this.#parts.number,
      setup,
      direction: this.#direction,
    });
  }

  #nameOf(expected: Heard): string {
    if (expected === 'silence') return 'silence';
    if ('sound' in expected) return `sound:${expected.sound}`;
    if ('clip' in expected) return `clip:${expected.clip.key}`;
    return `leg:${this.#parts.legOf(expected.voice)?.id ?? '?'}`;
  }
}

/** As the engine says it, but of several clips the one that plays now. */
function heardBy(leg: MediaLeg, engine: FakeMediaEngine): string {
  const heard = engine.hears(leg);
  // Members of a mix are named after their legs here.
  if (heard.startsWith('mix:')) return `leg:${heard.slice('mix:'.length)}`;
  if (heard === 'silence' || !(leg instanceof FakeLeg) || leg.ear?.kind !== 'clips') return heard;
  return `clip:${leg.ear.clips[leg.clipPosition]?.key ?? 'none'}`;
}
