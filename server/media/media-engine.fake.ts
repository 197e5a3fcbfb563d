import type { Clock } from '../platform/clock.ts';
import { FakeLeg } from './media-leg.fake.ts';
import { FakeMixer } from './mixer/mixer.fake.ts';
import type { FakeWorker } from './media-leg.fake.ts';
import { MediaError } from './media-engine.ts';
import type { AnsweringLegRequest, MediaEngine, MediaGauges, MediaLeg, Mouth, OfferingLegRequest } from './media-engine.ts';
import { FakeRoomEngine } from './room-engine.fake.ts';
import { Negotiation } from './sdp/negotiation.ts';
import { defaultLayout } from './sdp/payload-layout.ts';

export { FakeLeg } from './media-leg.fake.ts';

export interface FakeMediaOptions {
  /** Legs report `connected` by themselves once offer and answer are exchanged. Default true. */
  readonly isAutoConnecting?: boolean;
  /** Sounds and clips that play once come to their end by it; without one when `FakeLeg.simulatePlayed()` says so. */
  readonly clock?: Clock;
}

/**
 * A media engine without media: real SDP in and out, ears and mouths in memory. What a person would hear is asked
 * with `hears()`; what networks and workers do is simulated by the methods of `FakeLeg` and by `killWorker()`.
 */
export class FakeMediaEngine implements MediaEngine {
  /** While true, opening and re-offering fail with `unavailable`, as when no worker lives. */
  isUnavailable = false;
  readonly mixer = new FakeMixer();
  readonly rooms = new FakeRoomEngine();
  readonly #isAutoConnecting: boolean;
  readonly #clock: Clock | undefined;
  readonly #legs = new Set<FakeLeg>();
  #nextLeg = 1;
  #worker: FakeWorker = { generation: 1 };

  constructor(options: FakeMediaOptions = {}) {
    this.#isAutoConnecting = options.isAutoConnecting ?? true;
    this.#clock = options.clock;
  }

  /** Open legs, oldest first. */
  get legs(): readonly FakeLeg[] {
    return [...this.#legs];
  }

  async openAnswering(request: AnsweringLegRequest): Promise<FakeLeg> {
    const leg = this.#open(request.callId, Negotiation.answering(request.offer), request.paths);
    leg.answer();
    return leg;
  }

  async openOffering(request: OfferingLegRequest): Promise<FakeLeg> {
    const layout = request.like instanceof FakeLeg ? request.like.layout : defaultLayout;
    const leg = this.#open(request.callId, Negotiation.offering(layout));
    leg.offer();
    return leg;
  }

  /** What this leg's person hears now: `silence`, `sound:<name>`, `clips:<key>+<key>`, `mix:<name>+<name>` (of
   * those who can be heard there) or `leg:<id>` (its own id: an echo). */
  hears(leg: MediaLeg): string {
    if (!(leg instanceof FakeLeg) || !leg.isReceiving) return 'silence';
    return this.#says(leg.ear);
  }

  /** The worker dies: every open leg is `lost`. The next one is there at once, unless `isUnavailable`. */
  killWorker(): void {
    this.#worker = { generation: this.#worker.generation + 1 };
    for (const leg of this.legs) leg.lose();
  }

  gauges(): MediaGauges {
    const players = this.legs.filter((leg) => leg.ear && leg.ear.kind !== 'leg' && leg.ear.kind !== 'mix').length;
    const workersAlive = this.isUnavailable ? 0 : 1;
    const { rooms, transports: roomTransports } = this.rooms.gauges();
    return { workersAlive, workersWanted: 1, legs: this.#legs.size, routers: 1, rooms, roomTransports, players };
  }

  async close(): Promise<void> {
    for (const leg of this.#legs) leg.close();
  }

  #open(callId: string, negotiation: Negotiation, paths?: AnsweringLegRequest['paths']): FakeLeg {
    this.#requireWorker();
    const leg = new FakeLeg({
      id: `leg-${this.#nextLeg++}`,
      callId,
      negotiation,
      isAutoConnecting: this.#isAutoConnecting,
      worker: () => this.#requireWorker(),
      clock: this.#clock,
      ...(paths ? { paths } : {}),
    });
    this.#legs.add(leg);
    leg.once('closed', () => this.#legs.delete(leg));
    return leg;
  }

  #requireWorker(): FakeWorker {
    if (this.isUnavailable) throw new MediaError('unavailable', 'no media worker is alive');
    return this.#worker;
  }

  #says(mouth: Mouth | undefined): string {
    if (!mouth) return 'silence';
    if (mouth.kind === 'mix') return this.mixer.hears(mouth.ear);
    if (mouth.kind === 'sound') return `sound:${mouth.sound}`;
    if (mouth.kind === 'clips') return `clips:${mouth.clips.map((clip) => clip.key).join('+')}`;
    return mouth.leg instanceof FakeLeg && mouth.leg.isSending ? `leg:${mouth.leg.id}` : 'silence';
  }
}
