import type { Clip } from '../../media/media-engine.ts';
import { AudioDesk, RecordingTicker, recordingBeep, type SealingEvents } from '../../media/index.ts';
import type { Bus } from '../../platform/bus.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Audit, Database, Jobs, RecipientObjects } from '../../storage/index.ts';
import type { Call } from '../calls/call.ts';
import { CallRecordings } from './call-recordings.ts';
import { RecordingRetention } from './recording-retention.ts';
import { RecordingService } from './recording-service.ts';
import type { RecordingServiceOptions } from './recording-service.ts';
import type { RecordingStore } from './recording-store.ts';
import { SqlRecordingStore } from './recording-store.sql.ts';
import { SealingService } from './sealing/sealing-service.ts';
import type { SealingStore } from './sealing/sealing-store.ts';
import { SqlSealingStore } from './sealing/sealing-store.sql.ts';

/** The calls in progress; implemented by `Calls`. */
export interface LiveCalls {
  find(tenantId: string, callId: string): Call | undefined;
  on(event: 'callChanged', listener: (call: Call) => void): unknown;
}

export interface RecordingsOptions {
  readonly calls: LiveCalls;
  readonly database: Pick<Database, 'inTenant' | 'listTenants'>;
  readonly audit: Pick<Audit, 'append'>;
  readonly objects: RecipientObjects;
  readonly jobs: Jobs;
  readonly exists: RecordingServiceOptions['exists'];
  readonly nameOf: RecordingServiceOptions['nameOf'];
  readonly bus: Bus<SealingEvents>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly nodeId: string;
  /** What both sides hear when a recording begins: a beep when absent. */
  readonly notice?: () => readonly Clip[];
  /** Instead of the database's, in tests. */
  readonly store?: RecordingStore;
}

/** Call recording as a whole: what is being recorded, what was, and how long it is kept. */
export class Recordings {
  readonly live: CallRecordings;
  readonly service: RecordingService;
  readonly sealing: SealingService;
  readonly retention: RecordingRetention;
  readonly #desk = new AudioDesk();

  private constructor(options: RecordingsOptions, store: RecordingStore, sealing: SealingStore) {
    const { calls, database, objects, bus, clock, logger, nodeId, exists, nameOf, notice = () => [recordingBeep] } = options;
    this.sealing = new SealingService({ store: sealing, bus, clock, nameOf });
    this.live = new CallRecordings({
      calls,
      store,
      objects,
      recipient: (tenantId) => this.sealing.recipient(tenantId),
      desk: this.#desk,
      ticker: new RecordingTicker(clock),
      clock,
      logger,
      nodeId,
      notice,
    });
    this.retention = new RecordingRetention({ store, objects, database, clock, logger });
    this.service = new RecordingService({ store, objects, clock, exists, nameOf });
    calls.on('callChanged', (call) => this.live.handleCall(call));
  }

  /** Finishes what a killed run of this node left open, then records. */
  static async create(options: RecordingsOptions): Promise<Recordings> {
    const { database, audit, logger, jobs } = options;
    const store = options.store ?? new SqlRecordingStore({ db: database, audit });
    const recordings = new Recordings(options, store, new SqlSealingStore({ db: database, audit }));
    for (const { id } of await database.listTenants()) {
      const left = await recordings.live.recover(id);
      if (left > 0) logger.warn({ tenant: id, recordings: left }, 'recordings that the last run left open were cut');
    }
    await recordings.retention.register(jobs);
    return recordings;
  }

  /** Ends every recording; all is on disk when this resolves. Calls end before. */
  async close(): Promise<void> {
    await this.live.close();
    await this.#desk.close();
  }
}
