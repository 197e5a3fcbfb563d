import type { Config } from '../config/config.ts';
import type { Dialplan } from '../dialplan/index.ts';
import type { PageHub } from '../gateway/index.ts';
import type { Identity, IdentityEvents, Notices } from '../identity/index.ts';
import type { MediaEngine, Prompts, SealingEvents } from '../media/index.ts';
import type { InProcessBus } from '../platform/bus.ts';
import type { Logger } from '../platform/logger.ts';
import type { Metrics } from '../platform/metrics.ts';
import type { Storage } from '../storage/index.ts';
import type { CallBusEvents } from '../telephony/index.ts';
import type { SipStack } from '../telephony/sip/index.ts';

export type Events = IdentityEvents & CallBusEvents & SealingEvents;

/** What every part of the server stands on. */
export interface Ground {
  readonly config: Config;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly bus: InProcessBus<Events>;
  readonly nodeId: string;
}

/** What is open when calls are to be taken. */
export interface Parts {
  readonly storage: Storage;
  readonly media: MediaEngine;
  readonly identity: Identity;
  readonly sip: SipStack;
  readonly pages: PageHub;
  readonly prompts: Prompts;
  readonly dialplan: Dialplan;
  readonly told: Notices;
}
