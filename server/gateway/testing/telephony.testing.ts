import type { Clock } from '../../platform/clock.ts';
import { silentLogger } from '../../platform/logger.ts';
import { FakeMediaEngine } from '../../media/media-engine.fake.ts';
import type { Identity } from '../../identity/index.ts';
import type { Database } from '../../storage/index.ts';
import { FakeMixer } from '../../media/mixer/mixer.fake.ts';
import { Merges } from '../../telephony/calls/merges.ts';
import { ConnectionTests } from '../../telephony/calls/connection-tests.ts';
import { CallHistory } from '../../telephony/history/call-history.ts';
import { SqlCallRecordStore } from '../../telephony/history/call-record-store.sql.ts';
import { PhoneSettingsService } from '../../telephony/presence/phone-settings-service.ts';
import { PresenceService } from '../../telephony/presence/presence-service.ts';
import type { TelephonyRoutesOptions } from '../http/telephony-routes.ts';
import type { PageHub } from '../socket/page-hub.ts';

export interface RouteTelephonyOptions {
  readonly identity: Identity;
  readonly database: Database;
  readonly pages: PageHub;
  readonly clock: Clock;
}

/** What the phone's routes need of telephony: the real managers, with nobody registered and media that is pretended. */
export function telephonyForRoutes({ identity, database, pages, clock }: RouteTelephonyOptions): TelephonyRoutesOptions['telephony'] {
  const presence = new PresenceService({
    facts: {
      isRegistered: () => false,
      isInCall: () => false,
      settings: (tenantId, userId) => identity.subscribers.settings(tenantId, userId),
    },
    notices: pages,
    logger: silentLogger,
  });
  return {
    presence,
    history: new CallHistory({ store: new SqlCallRecordStore(database), notices: pages, clock }),
    settings: new PhoneSettingsService({ subscribers: identity.subscribers, presence, notices: pages }),
    merges: new Merges({ find: () => undefined, mixer: new FakeMixer() }),
    connectionTests: new ConnectionTests({ media: new FakeMediaEngine(), clock, logger: silentLogger }),
  };
}
