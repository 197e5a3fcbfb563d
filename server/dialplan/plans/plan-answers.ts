import type { Attachment, PlanDetail, PlanSummary, PlanVersion, PlanWorld } from '../../../protocol/dialplan/api.ts';
import type { StoredAttachment } from './attachment-store.ts';
import { findingsOf } from './findings.ts';
import type { StoredPlan, StoredVersion } from './plan-store.ts';
import { readPlan } from './read-plan.ts';

/** Plans as they travel. */

export function summaryOf(plan: StoredPlan, attachments: readonly StoredAttachment[], world: PlanWorld): PlanSummary {
  const attached = attachments.filter(({ planId }) => planId === plan.id);
  const findings = findingsOf(readPlan(plan.draft), { planId: plan.id, world, attached });
  return {
    id: plan.id,
    name: plan.name,
    updatedAt: plan.updatedAt.toISOString(),
    updatedByName: plan.updatedByName ?? null,
    revision: plan.revision,
    publishedVersion: plan.publishedVersion ?? null,
    isDraftChanged: plan.isDraftChanged,
    attached: attached.map(({ kind, value }) => ({ kind, number: value })),
    errorCount: findings.filter(({ severity }) => severity === 'error').length,
    warningCount: findings.filter(({ severity }) => severity === 'warning').length,
  };
}

export function detailOf(plan: StoredPlan): PlanDetail {
  return {
    id: plan.id,
    name: plan.name,
    draft: readPlan(plan.draft),
    revision: plan.revision,
    publishedVersion: plan.publishedVersion ?? null,
    isDraftChanged: plan.isDraftChanged,
    updatedAt: plan.updatedAt.toISOString(),
    updatedByName: plan.updatedByName ?? null,
  };
}

export function versionOf({ number, at, byName, note }: StoredVersion): PlanVersion {
  return { number, at: at.toISOString(), byName: byName ?? null, note };
}

export function attachmentOf({ entryId, kind, value, pbxId }: StoredAttachment): Attachment {
  return { entryId, kind, number: value, pbxId: kind === 'number' ? null : pbxId };
}
