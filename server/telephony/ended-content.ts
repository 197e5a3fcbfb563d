import type { TenantContent } from '../identity/index.ts';
import { RowContent, type JobItems, type RowContentParts } from '../storage/index.ts';
import type { RecordingRetention } from './recordings/recording-retention.ts';

export interface EndedTelephonyParts extends RowContentParts {
  readonly recordings: Pick<RecordingRetention, 'erase'>;
}

/** What the telephone keeps of a tenant, and how it goes when the tenant's time is over. Extensions, queues and boxes are no content. */
export function endedTelephony(parts: EndedTelephonyParts): readonly TenantContent[] {
  return [
    new RecordingContent(parts),
    new RowContent(
      { what: 'voicemail', classes: ['voicemail', 'greetings'], tables: ['voicemail_messages', 'voicemail_greetings'] },
      parts,
    ),
    new RowContent({ what: 'calls', classes: [], tables: ['call_records'], parts: ['call_events', 'call_offers'] }, parts),
    new RowContent({ what: 'callbacks', classes: [], tables: ['queue_callbacks'] }, parts),
    new RowContent({ what: 'emergencies', classes: [], tables: ['emergency_alerts'] }, parts),
  ];
}

/** Recordings go one by one, with a receipt each: some may be held. When none is left their key goes too. */
class RecordingContent implements TenantContent {
  readonly what = 'recordings';
  readonly #recordings: EndedTelephonyParts['recordings'];
  readonly #rows: RowContent;

  constructor({ recordings, ...parts }: EndedTelephonyParts) {
    this.#recordings = recordings;
    this.#rows = new RowContent({ what: this.what, classes: ['recordings'], tables: ['recordings'] }, parts);
  }

  count(tenantId: string): Promise<number> {
    return this.#rows.count(tenantId);
  }

  async erase(tenantId: string, items: JobItems): Promise<number> {
    const gone = await this.#recordings.erase(tenantId, items);
    if ((await this.#rows.count(tenantId)) === 0) await this.#rows.erase(tenantId);
    return gone;
  }
}
