import { peerStatusSchema } from '../../../../protocol/telephony/peer-status.ts';
import { sipNames } from '../../../../protocol/telephony/sip-names.ts';
import { FakeLeg } from '../../../media/media-engine.fake.ts';
import { AudioDesk, RecordingTicker, recordingBeep } from '../../../media/index.ts';
import { Speaker } from '../../../media/recordings/testing/speaker.ts';
import { silentLogger } from '../../../platform/logger.ts';
import { FakeSealedObjects } from '../../../storage/objects/sealed-objects.fake.ts';
import type { ObjectRecipient, StorageError } from '../../../storage/index.ts';
import type { FakeDialog } from '../../calls/testing/fake-dialog.ts';
import { CallsWorld, acme, settled } from '../../calls/testing/calls-world.ts';
import type { Talk } from '../../calls/testing/calls-world.ts';
import { CallRecordings } from '../call-recordings.ts';
import { FakeRecordingStore } from '../recording-store.fake.ts';
import type { Recording } from '../recording.ts';

/** Alice and Bob with phones, and call recording on objects and rows in memory. */
export class RecordingWorld {
  readonly world: CallsWorld;
  readonly store = new FakeRecordingStore();
  readonly objects = new FakeSealedObjects();
  readonly desk = new AudioDesk();
  /** What new recordings are sealed to. */
  recipient: ObjectRecipient | undefined;
  /** Why that cannot be known. */
  failRecipient: StorageError | undefined;
  readonly live: CallRecordings;

  private constructor(world: CallsWorld) {
    this.world = world;
    const { calls, clock } = world;
    this.live = new CallRecordings({
      calls,
      store: this.store,
      objects: this.objects,
      recipient: async () => {
        if (this.failRecipient) throw this.failRecipient;
        return this.recipient;
      },
      desk: this.desk,
      ticker: new RecordingTicker(clock),
      clock,
      logger: silentLogger,
      nodeId: 'node-1',
      notice: () => [recordingBeep],
    });
    calls.on('callChanged', (call) => this.live.handleCall(call));
  }

  static async create(): Promise<RecordingWorld> {
    return new RecordingWorld(await CallsWorld.create());
  }

  /** Alice and Bob talk, each saying a tone for so many seconds of the world's clock. */
  async speak(seconds: number): Promise<void> {
    const legs = this.world.media.legs.map((leg, at) => ({ leg, speaker: new Speaker({ ssrc: at + 1, hertz: 400 + 100 * at }) }));
    for (let frame = 0; frame < seconds * 50; frame += 1) {
      for (const { leg, speaker } of legs) if (leg instanceof FakeLeg) leg.simulateRtp(speaker.say());
      this.world.clock.advance(20);
      // The store writes what it was asked to.
      if (frame % 50 === 0) await settled();
    }
    await settled();
  }

  async recordings(): Promise<readonly Recording[]> {
    return this.store.list(acme, {
      userIds: [],
      query: '',
      tag: undefined,
      fromMs: undefined,
      toMs: undefined,
      before: undefined,
      limit: 10,
    });
  }

  /** Who a phone's person is. */
  askerOf({ alice, bob }: Talk, who: 'alice' | 'bob'): { readonly tenantId: string; readonly userId: string } {
    const { tenantId, userId } = (who === 'alice' ? alice : bob).person;
    return { tenantId, userId };
  }

  async close(): Promise<void> {
    await this.live.close();
    await this.desk.close();
  }
}

/** What a phone was told about recording, oldest first; `off` when it was told without. */
export function toldOf(dialog: FakeDialog): readonly string[] {
  return dialog.phoneGot
    .filter((request) => request.headers.get('Content-Type') === sipNames.peerStatusType)
    .map((request) => peerStatusSchema.parse(JSON.parse(new TextDecoder().decode(request.body))).recording ?? 'off');
}
