import { endedRuns } from '../dialplan/index.ts';
import type { Identity } from '../identity/index.ts';
import { endedPrompts } from '../media/index.ts';
import type { Metrics } from '../platform/metrics.ts';
import type { Storage } from '../storage/index.ts';
import { endedTelephony, type Recordings } from '../telephony/index.ts';

export interface EndedContentParts {
  readonly storage: Pick<Storage, 'db' | 'shredding' | 'jobs'>;
  readonly identity: Pick<Identity, 'contentJob'>;
  readonly recordings: Pick<Recordings, 'retention'>;
  readonly metrics: Metrics;
}

/** Deletes what the telephone kept for organisations whose time has been over for 30 days. Support does the same for its own, later. */
export async function openEndedContent({ storage, identity, recordings, metrics }: EndedContentParts): Promise<void> {
  const parts = { db: storage.db, shredding: storage.shredding };
  const job = identity.contentJob([
    ...endedTelephony({ ...parts, recordings: recordings.retention }),
    endedPrompts(parts),
    endedRuns(parts),
  ]);
  await job.register(storage.jobs);
  metrics.gauge(
    'tenant_content_overdue',
    'Kinds of content of organisations that ended which should be gone and could not be deleted',
    () => job.overdue,
  );
}
