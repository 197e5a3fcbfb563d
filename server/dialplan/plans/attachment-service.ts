import type { Attachment } from '../../../protocol/dialplan/api.ts';
import { requirePermission, type Actor, type Identity } from '../../identity/index.ts';
import { ServiceError } from '../../platform/service-error.ts';
import type { DialplanStore, DialplanUnit } from '../dialplan-store.ts';
import type { StoredAttachment } from './attachment-store.ts';
import { attachmentOf } from './plan-answers.ts';
import { factOf, requirePlan, type PlanNews } from './plan-rules.ts';
import { readPlan } from './read-plan.ts';

export interface AttachmentServiceOptions {
  readonly store: DialplanStore;
  readonly identity: Pick<Identity, 'subscribers' | 'extensions'>;
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
    await store.inTenant(actor.tenantId, async (unit) => {
      await requirePlan(unit, planId, 'locked');
      await requireFree(unit, planId, wanted);
    });
    await this.#makeExtensions(actor, wanted);
    return store.inTenant(actor.tenantId, async (unit) => {
      const plan = await requirePlan(unit, planId, 'locked');
      const entries = new Set(readPlan(plan.draft).entries.map(({ id }) => id));
      for (const [index, { entryId }] of wanted.entries())
        if (!entries.has(entryId)) throw new ServiceError('invalid-fields', { fields: { [`items.${index}.entryId`]: 'unknown' } });
      await requireFree(unit, planId, wanted);
      const before = await unit.attachments.ofPlan(planId);
      await unit.attachments.replace(planId, wanted);
      const lines = (list: readonly Wanted[]): readonly string[] => list.map(({ kind, value }) => `${kind} ${value}`);
      await unit.audit(factOf(actor, 'plan.attached', planId, { before: { lines: lines(before) }, after: { lines: lines(wanted) } }));
      unit.afterCommit(() => news.changed(actor.tenantId, plan));
      return (await unit.attachments.ofPlan(planId)).map(attachmentOf);
    });
  }

  async #checked(actor: Actor, items: readonly Attachment[]): Promise<readonly Wanted[]> {
    const { identity, store } = this.#options;
    const pbxs = (await identity.subscribers.numbering(actor.tenantId))?.pbxs ?? [];
    const seen = new Set<string>();
    const wanted: Wanted[] = [];
    for (const [index, { kind, number, pbxId, entryId }] of items.entries()) {
      const pbx = pbxId === null ? pbxs[0] : pbxs.find(({ id }) => id === pbxId);
      if (!pbx) throw new ServiceError('invalid-fields', { fields: { [`items.${index}.pbxId`]: 'unknown' } });
      if ((kind === 'number') !== number.startsWith('+'))
        throw new ServiceError('invalid-fields', { fields: { [`items.${index}.number`]: 'wrong-form' } });
      if (seen.has(`${pbx.id}/${number}`)) throw new ServiceError('invalid-fields', { fields: { [`items.${index}.number`]: 'twice' } });
      if (kind === 'number' && !(await store.inTenant(actor.tenantId, (unit) => unit.attachments.hasNumber(number))))
        throw new ServiceError('not-found', { fields: { [`items.${index}.number`]: 'unknown' } });
      seen.add(`${pbx.id}/${number}`);
      if (kind === 'extension') await this.#requireNobodys(actor, { pbxId: pbx.id, number }, index);
      wanted.push({ kind, value: number, pbxId: pbx.id, entryId });
    }
    return wanted;
  }

  async #requireNobodys(
    actor: Actor,
    { pbxId, number }: { readonly pbxId: string; readonly number: string },
    index: number,
  ): Promise<void> {
    const person = await this.#options.identity.subscribers.byDialled(actor.tenantId, pbxId, number);
    if (person) throw new ServiceError('taken', { fields: { [`items.${index}.number`]: 'taken' } });
  }

  /** So that nobody gets the number of a plan, and it stands in the list of extensions. */
  async #makeExtensions(actor: Actor, wanted: readonly Wanted[]): Promise<void> {
    for (const [index, { kind, value, pbxId }] of wanted.entries()) {
      if (kind !== 'extension') continue;
      try {
        await this.#options.identity.extensions.create(actor, { number: value, pbxId, label: '', userId: null });
      } catch (error) {
        // It is there already, as it should be; a person that has it was refused before, and is now.
        if (!(error instanceof ServiceError) || error.code !== 'taken') throw error;
        await this.#requireNobodys(actor, { pbxId, number: value }, index);
      }
    }
  }
}

async function requireFree(unit: DialplanUnit, planId: string, wanted: readonly Wanted[]): Promise<void> {
  const others = new Set(
    (await unit.attachments.list()).filter((one) => one.planId !== planId).map(({ pbxId, value }) => `${pbxId}/${value}`),
  );
  const index = wanted.findIndex(({ pbxId, value }) => others.has(`${pbxId}/${value}`));
  if (index >= 0) throw new ServiceError('taken', { fields: { [`items.${index}.number`]: 'taken' } });
}
