import { silentLogger } from '../../platform/logger.ts';
import type { MediaEngine, MediaLeg } from '../media-engine.ts';
import { SoundLibrary } from '../prompts/sound-library.ts';
import { defaultLayout } from '../sdp/payload-layout.ts';
import type { PayloadLayout } from '../sdp/payload-layout.ts';
import { createSfu } from '../sfu/sfu.ts';
import { WeriftPeer } from './werift-peer.ts';
import { soundsDir, workerBinForTests } from './worker-bin.ts';

export interface WeriftRigOptions {
  readonly workers?: number;
  readonly basePort?: number;
}

/** Who calls, and how: a far end's own choice of payload types, or one that signals no SSRC (a phone). */
export interface Calling {
  readonly callId?: string;
  readonly person?: string;
  readonly layout?: PayloadLayout;
  readonly isWithoutSsrc?: boolean;
}

export interface Party {
  readonly peer: WeriftPeer;
  readonly leg: MediaLeg;
}

/** The real engine on real workers, with werift in Node as the far ends: quick, and free in its payload types. */
export class WeriftRig {
  readonly engine: MediaEngine;
  readonly #library: SoundLibrary;
  #parties: Party[] = [];
  #count = 0;

  private constructor(engine: MediaEngine, library: SoundLibrary) {
    this.engine = engine;
    this.#library = library;
  }

  static async open(options: WeriftRigOptions = {}): Promise<WeriftRig> {
    const engine = await createSfu({
      workers: options.workers ?? 1,
      basePort: options.basePort ?? 0,
      listenAddress: '127.0.0.1',
      logger: silentLogger,
      workerBin: workerBinForTests(),
      soundsDir,
    });
    return new WeriftRig(engine, await SoundLibrary.load(soundsDir));
  }

  /** Somebody who calls us. */
  async caller(calling: Calling = {}): Promise<Party> {
    const number = (this.#count += 1);
    const { callId = `call ${number}`, person = `person ${number}`, layout = defaultLayout, isWithoutSsrc = false } = calling;
    const peer = new WeriftPeer({ voice: `voice ${number}`, layout, library: this.#library, isWithoutSsrc });
    const leg = await this.engine.openAnswering({ callId, person, offer: await peer.offer() });
    const party = { peer, leg };
    this.#parties.push(party);
    await peer.acceptAnswer(leg.localSdp);
    return party;
  }

  /** Ends everybody. */
  async hangUp(): Promise<void> {
    const parties = this.#parties;
    this.#parties = [];
    for (const party of parties) party.leg.close();
    await Promise.all(parties.map((party) => party.peer.close()));
  }

  async close(): Promise<void> {
    await this.hangUp();
    await this.engine.close();
  }
}
