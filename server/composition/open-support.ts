import type { PageHub } from '../gateway/index.ts';
import type { Identity } from '../identity/index.ts';
import type { MediaEngine } from '../media/index.ts';
import { systemClock as clock } from '../platform/clock.ts';
import type { Storage } from '../storage/index.ts';
import { Support } from '../support/index.ts';
import { supportMetrics } from './connect-metrics.ts';
import type { Ground } from './ground.ts';

export interface SupportParts {
  readonly storage: Storage;
  readonly media: MediaEngine;
  readonly identity: Identity;
  readonly pages: PageHub;
}

/** Remote support: its sessions on the workers that carry calls, its people those of identity. */
export async function openSupport({ bus, logger, metrics }: Ground, { storage, media, identity, pages }: SupportParts): Promise<Support> {
  const support = await Support.create({
    storage,
    engine: media.rooms,
    people: {
      nameOf: async (tenantId, userId) => (await identity.subscribers.byUser(tenantId, userId))?.displayName,
      roleOf: (tenantId, userId) => identity.sessions.roleOf(tenantId, userId),
    },
    notices: pages,
    bus,
    clock,
    logger: logger.child({ domain: 'support' }),
    metrics: supportMetrics(metrics),
  });
  metrics.gauge('support_sessions_running', 'Support sessions that somebody is in', () => support.running);
  metrics.gauge(
    'support_content_overdue',
    'Support sessions whose content should be gone and could not be deleted',
    () => support.keeping.job.overdue,
  );
  return support;
}
