import type { Attachment } from '../../../protocol/dialplan/api.ts';
import { requirePermission, type Actor, type Identity, type LeadingLine } from '../../identity/index.ts';
import { ServiceError } from '../../platform/service-error.ts';
import type { DialplanStore, DialplanUnit } from '../dialplan-store.ts';
import type { StoredAttachment } from './attachment-store.ts';
import { attachmentOf } from './plan-answers.ts';
import { factOf, requirePlan, type PlanNews } from './plan-rules.ts';
import { readPlan } from './read-plan.ts';

export interface AttachmentServiceOptions {
  readonly store: DialplanStore;
  readonly identity: Pick<Identity, 'subscribers' | 'planLines'>;
  readonly news: PlanNews;
}

type Wanted = Omit<StoredAttachment, 'planId'>;

/** What is dialled to come into a plan. */
export class AttachmentService {
  readonly #options: AttachmentServiceOptions;

  constructor(options: AttachmentServiceOptions) {
    this.#options = options;
  }

  /** @throws {ServiceError} `not-found` */
  async list(actor: Actor, planId: string): Promise<readonly Attachment[]> {
    requirePermission(actor, 'plans.read');
    return this.#options.store.inTenant(actor.tenantId, async (unit) => {
      await requirePlan(unit, planId);
      return (await unit.attachments.ofPlan(planId)).map(attachmentOf);
    });
  }

  /**
   * Replaces what leads into the plan. An extension that does not exist is made, without a person.
   * @throws {ServiceError} `not-found` for the plan and for a number that is not the tenant's; `taken` with `items.N.number` for
   *   what leads to a person or another plan; `invalid-fields` for an unknown entry or PBX and for what is named twice
   */
  async replace(actor: Actor, planId: string, items: readonly Attachment[]): Promise<readonly Attachment[]> {
    requirePermission(actor, 'plans.publish');
    const wanted = await this.#checked(actor, items);
    const { store, news } = this.#options;
    await store.inTenant(actor.tenantId, (unit) => requireFitting(unit, planId, wanted));
    await this.#prepareLines(actor, wanted);
    return store.inTenant(actor.tenantId, async (unit) => {
      const plan = await requireFitting(unit, planId, wanted);
      const before = await unit.attachments.ofPlan(planId);
      await unit.attachments.replace(planId, wanted);
      const lines = (list: readonly Wanted[]): readonly string[] => list.map(({ kind, value }) => `${kind} ${value}`);
      await unit.audit(factOf(actor, 'plan.attached', planId, { before: { lines: lines(before) }, after: { lines: lines(wanted) } }));
      unit.afterCommit(() => news.changed(actor.tenantId, plan));
      return (await unit.attachments.ofPlan(planId)).map(attachmentOf);
    });
  }

  /** Everything of the tenant that leads into plans, with their names: for whoever keeps extensions and numbers (NU3, NU6). */
  async leadingLines(tenantId: string): Promise<readonly LeadingLine[]> {
    return this.#options.store.inTenant(tenantId, async (unit) => {
      const attachments = await unit.attachments.list();
      if (attachments.length === 0) return [];
      const names = new Map((await unit.plans.list()).map(({ id, name }) => [id, name]));
      return attachments.map(({ kind, pbxId, value, planId, entryId }) => ({
        kind,
        pbxId,
        number: value,
        plan: { planId, entryId, name: names.get(planId) ?? null },
      }));
    });
  }

  async #checked(actor: Actor, items: readonly Attachment[]): Promise<readonly Wanted[]> {
    const pbxs = (await this.#options.identity.subscribers.numbering(actor.tenantId))?.pbxs ?? [];
    const seen = new Set<string>();
    return items.map(({ kind, number, pbxId, entryId }, index) => {
      const pbx = pbxId === null ? pbxs[0] : pbxs.find(({ id }) => id === pbxId);
      if (!pbx) throw new ServiceError('invalid-fields', { fields: { [`items.${index}.pbxId`]: 'unknown' } });
      if ((kind === 'number') !== number.startsWith('+'))
        throw new ServiceError('invalid-fields', { fields: { [`items.${index}.number`]: 'wrong-form' } });
      const line = { kind, value: number, pbxId: pbx.id, entryId };
      const key = lineKeyOf(line);
      if (seen.has(key)) throw new ServiceError('invalid-fields', { fields: { [`items.${index}.number`]: 'twice' } });
      seen.add(key);
      return line;
    });
  }

  /** Identity says whether they may lead into a plan, and makes the extensions that are missing (NU7). */
  async #prepareLines(actor: Actor, wanted: readonly Wanted[]): Promise<void> {
    try {
      await this.#options.identity.planLines.prepare(
        actor,
        wanted.map(({ kind, value, pbxId }) => ({ kind, number: value, pbxId })),
      );
    } catch (error) {
      throw refusalOf(error);
    }
  }
}

/** What identity refuses by its reason, as callers of ours know it. */
function refusalOf(error: unknown): unknown {
  if (!(error instanceof ServiceError) || error.code !== 'invalid-fields') return error;
  const [field = '', reason] = Object.entries(error.fields ?? {})[0] ?? [];
  if (reason === 'taken') return new ServiceError('taken', { fields: { [field]: 'taken' }, cause: error });
  return reason === 'not-found' ? new ServiceError('not-found', { fields: { [field]: 'unknown' }, cause: error }) : error;
}

/** The plan, when every entry that is named is one of its draft, and nothing leads to another plan. */
async function requireFitting(unit: DialplanUnit, planId: string, wanted: readonly Wanted[]) {
  const plan = await requirePlan(unit, planId, 'locked');
  const entries = new Set(readPlan(plan.draft).entries.map(({ id }) => id));
  for (const [index, { entryId }] of wanted.entries())
    if (!entries.has(entryId)) throw new ServiceError('invalid-fields', { fields: { [`items.${index}.entryId`]: 'unknown' } });
  await requireFree(unit, planId, wanted);
  return plan;
}

async function requireFree(unit: DialplanUnit, planId: string, wanted: readonly Wanted[]): Promise<void> {
  const others = new Set((await unit.attachments.list()).filter((one) => one.planId !== planId).map(lineKeyOf));
  const index = wanted.findIndex((one) => others.has(lineKeyOf(one)));
  if (index >= 0) throw new ServiceError('taken', { fields: { [`items.${index}.number`]: 'taken' } });
}

/** A number is the tenant's, whatever PBX is named with it. */
function lineKeyOf({ kind, value, pbxId }: Wanted): string {
  return kind === 'number' ? value : `${pbxId}/${value}`;
}
