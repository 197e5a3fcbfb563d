import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Audit, Database, SealedObjects, Shredding } from '../../storage/index.ts';
import { SqlArtefactStore } from '../artefacts/artefact-store.sql.ts';
import { SqlSessionStore } from '../sessions/session-store.sql.ts';
import { HoldService } from './hold-service.ts';
import { SqlHoldList } from './hold-list.sql.ts';
import { SqlHoldStore } from './hold-store.sql.ts';
import { SqlReceiptList } from './receipt-list.sql.ts';
import { RetentionService } from './retention-service.ts';
import { SqlRetentionSettings } from './settings-store.sql.ts';
import { VanishJob } from './vanish-job.ts';
import { SqlVanishStore } from './vanish-store.sql.ts';
import { Vanisher } from './vanisher.ts';

export interface SupportRetentionOptions {
  readonly storage: {
    readonly db: Pick<Database, 'inTenant' | 'directory' | 'listTenants'>;
    readonly audit: Pick<Audit, 'append' | 'eraseStrangers'>;
    readonly objects: SealedObjects;
    readonly shredding: Shredding;
  };
  readonly nameOf: (tenantId: string, userId: string) => Promise<string | undefined>;
  readonly onChanged: (tenantId: string, sessionId: string) => void;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** How long content of sessions stays, who holds it, and what makes it vanish. */
export interface SupportKeeping {
  readonly retention: RetentionService;
  readonly holds: HoldService;
  readonly job: VanishJob;
}

/** Nothing here has to be closed: the job ends with the jobs. */
export function openSupportRetention({ storage, nameOf, onChanged, clock, logger }: SupportRetentionOptions): SupportKeeping {
  const { db, audit, objects, shredding } = storage;
  const sessions = new SqlSessionStore(db, audit, shredding);
  const holds = new SqlHoldStore(db, audit, shredding);
  const held = new SqlHoldList(db);
  const store = new SqlVanishStore({ db, audit, keys: shredding });
  const artefacts = new SqlArtefactStore(db, audit);
  const settings = new SqlRetentionSettings(db, audit);
  const vanisher = new Vanisher({ store, shredding, objects, clock });
  return {
    retention: new RetentionService({ sessions, artefacts, holds, vanishing: store, settings, receipts: new SqlReceiptList(db), clock }),
    holds: new HoldService({ sessions, holds, held, nameOf, onChanged, clock }),
    job: new VanishJob({ store, vanisher, shredding, database: db, clock, logger }),
  };
}
