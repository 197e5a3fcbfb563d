import type { Identity } from '../identity/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { Storage } from '../storage/index.ts';
import { EmergencyService, NumberRouting, SqlEmergencyAlertStore, type CallRouting } from '../telephony/index.ts';
import type { PageHub } from '../gateway/index.ts';

export interface NumberingParts {
  readonly storage: Storage;
  readonly identity: Identity;
  readonly pages: PageHub;
  /** Asked for what is neither an emergency nor a number of the outside world. */
  readonly inner: CallRouting;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Emergency alerts, and the routing that reads what was dialled before anybody else does. */
export function openNumbering(parts: NumberingParts): { readonly emergency: EmergencyService; readonly routing: CallRouting } {
  const { storage, identity, pages, inner, clock, logger } = parts;
  const { numberDirectory: numbers, subscribers } = identity;
  const emergency = new EmergencyService({
    store: new SqlEmergencyAlertStore(storage),
    numbers,
    subscribers,
    notices: pages,
    clock,
    logger: logger.child({ domain: 'emergency' }),
  });
  return {
    emergency,
    routing: new NumberRouting({ inner, numbers, subscribers, emergency, logger: logger.child({ domain: 'telephony' }) }),
  };
}
