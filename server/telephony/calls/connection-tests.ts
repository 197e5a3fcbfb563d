import type { MediaEngine, MediaLeg, MediaPath } from '../../media/media-engine.ts';
import { MediaError } from '../../media/media-engine.ts';
import type { Clock, Timer } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import type { Logger } from '../../platform/logger.ts';
import { ServiceError } from '../../platform/service-error.ts';
import { inBackground } from './background.ts';

/** A test takes seconds; whoever forgets to end it loses its leg then. */
export const testLifeMs = 60_000;
export const maxTestsPerPerson = 4;
export const maxTests = 50;

export interface ConnectionTestOwner {
  readonly tenantId: string;
  readonly userId: string;
}

export interface ConnectionTestsOptions {
  readonly media: MediaEngine;
  readonly clock: Clock;
  readonly logger: Logger;
}

interface RunningTest {
  readonly owner: string;
  readonly leg: MediaLeg;
  readonly timer: Timer;
}

/** Echo legs on the SFU for `/test`: a person hears themselves over one network path. */
export class ConnectionTests {
  readonly #options: ConnectionTestsOptions;
  readonly #tests = new Map<string, RunningTest>();
  /** Being opened, per owner: they count before they run. */
  readonly #opening: string[] = [];

  constructor(options: ConnectionTestsOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#tests.size;
  }

  /**
   * Opens an echo over one path; resolves to its id and our SDP answer.
   * @throws {ServiceError} `too-many-attempts`, `invalid-fields` (the offer), `media-unavailable`.
   */
  async open(by: ConnectionTestOwner, offer: string, path: MediaPath): Promise<{ readonly id: string; readonly answer: string }> {
    const owner = `${by.tenantId}/${by.userId}`;
    this.#requireRoom(owner);
    const id = newId(this.#options.clock.now());
    const leg = await this.#openLeg({ id, owner, offer, path });
    const timer = this.#options.clock.after(testLifeMs, () => this.#end(id));
    this.#tests.set(id, { owner, leg, timer });
    leg.once('closed', () => this.#end(id));
    // The worker died: an echo is quicker to start again than to move.
    leg.once('lost', () => this.#end(id));
    inBackground(this.#options.logger, 'plugging an echo', leg.plug(leg.mouth));
    return { id, answer: leg.localSdp };
  }

  /** Ends a test of one's own. @throws {ServiceError} `not-found` for any other id. */
  close(by: ConnectionTestOwner, id: string): void {
    if (this.#tests.get(id)?.owner !== `${by.tenantId}/${by.userId}`) throw new ServiceError('not-found');
    this.#end(id);
  }

  closeAll(): void {
    for (const id of this.#tests.keys()) this.#end(id);
  }

  async #openLeg({ id, owner, offer, path }: { id: string; owner: string; offer: string; path: MediaPath }): Promise<MediaLeg> {
    this.#opening.push(owner);
    try {
      return await this.#options.media.openAnswering({ callId: id, person: owner, offer, paths: [path] });
    } catch (error) {
      if (!(error instanceof MediaError)) throw error;
      if (error.code === 'unavailable' || error.code === 'closed') throw new ServiceError('media-unavailable', { cause: error });
      throw new ServiceError('invalid-fields', { fields: { offer: error.code }, cause: error });
    } finally {
      this.#opening.splice(this.#opening.indexOf(owner), 1);
    }
  }

  #requireRoom(owner: string): void {
    const running = [...this.#tests.values()].map((test) => test.owner).concat(this.#opening);
    const own = running.filter((each) => each === owner).length;
    if (running.length >= maxTests || own >= maxTestsPerPerson)
      throw new ServiceError('too-many-attempts', { retryAfterSeconds: testLifeMs / 1_000 });
  }

  #end(id: string): void {
    const test = this.#tests.get(id);
    if (!test) return;
    this.#tests.delete(id);
    test.timer.stop();
    test.leg.close();
  }
}
