import type { SharedBox, SharedBoxFields } from '../../../protocol/telephony/shared-boxes.ts';
import { requirePermission, type Actor } from '../../identity/index.ts';
import { newId } from '../../platform/ids.ts';
import { ServiceError } from '../../platform/service-error.ts';
import { StorageError } from '../../storage/index.ts';
import type { BoxNews } from './box-news.ts';
import type { PlanUsesOf } from './greeting-service.ts';
import type { GreetingStore } from './greeting-store.ts';
import type { SharedBoxRow, SharedBoxStore } from './shared-box-store.ts';
import type { VoicemailStore } from './voicemail-store.ts';

export interface SharedBoxOptions {
  readonly shared: SharedBoxStore;
  readonly store: Pick<VoicemailStore, 'countNew'>;
  readonly greetings: Pick<GreetingStore, 'list'>;
  /** Names of the dial plans that lead to a box, by its id. */
  readonly planUses: PlanUsesOf;
  readonly news: BoxNews;
  /** A mail server is configured. */
  readonly isMailPossible: boolean;
}

/** A box that a plan can lead to, with what it can play there. */
export interface PlanBox {
  readonly id: string;
  readonly name: string;
  readonly greetings: readonly { readonly id: string; readonly name: string }[];
}

/** An admin's work on boxes that several people listen to. What is in them is for their members only. */
export class SharedBoxService {
  readonly #options: SharedBoxOptions;

  constructor(options: SharedBoxOptions) {
    this.#options = options;
  }

  get isMailPossible(): boolean {
    return this.#options.isMailPossible;
  }

  /** By name. */
  async list(actor: Actor): Promise<readonly SharedBox[]> {
    requirePermission(actor, 'shared-boxes.read');
    return this.#told(actor.tenantId, await this.#options.shared.list(actor.tenantId));
  }

  /** By name, for who draws plans. */
  async forPlans(actor: Actor): Promise<readonly PlanBox[]> {
    requirePermission(actor, 'shared-boxes.read');
    const { shared, greetings } = this.#options;
    const boxes = await shared.list(actor.tenantId);
    return Promise.all(
      boxes.map(async ({ id, name }) => ({
        id,
        name,
        greetings: (await greetings.list(actor.tenantId, id)).map((greeting) => ({ id: greeting.id, name: greeting.name })),
      })),
    );
  }

  /** @throws {ServiceError} `taken` with `name`, `invalid-fields` with `members` when one is nobody of the tenant, with `emailNotice` without a mail server */
  async create(actor: Actor, fields: SharedBoxFields): Promise<SharedBox> {
    requirePermission(actor, 'shared-boxes.update');
    const { shared, news } = this.#options;
    this.#checkMail(fields);
    const id = newId();
    if (!(await refusingMembers(() => shared.insert(actor.tenantId, { ...fields, id }, actor)))) throw taken();
    news.tell(actor.tenantId, id);
    return this.#read(actor.tenantId, id);
  }

  /** @throws {ServiceError} `not-found`, `changed-meanwhile`, and those of `create` */
  async update(actor: Actor, box: SharedBoxFields & { readonly id: string; readonly version: number }): Promise<SharedBox> {
    requirePermission(actor, 'shared-boxes.update');
    const { shared, news } = this.#options;
    const before = await this.#required(actor.tenantId, box.id);
    this.#checkMail(box);
    const outcome = await refusingMembers(() => shared.update(actor.tenantId, box, actor));
    if (outcome === 'taken') throw taken();
    if (outcome === 'changed') throw new ServiceError('changed-meanwhile');
    news.tellPeople(actor.tenantId, [...new Set([...before.members, ...box.members])]);
    return this.#read(actor.tenantId, box.id);
  }

  /** With all that is in it. @throws {ServiceError} `not-found`, `in-use` with the plans that lead to it */
  async delete(actor: Actor, id: string): Promise<void> {
    requirePermission(actor, 'shared-boxes.update');
    const { shared, planUses, news } = this.#options;
    const { members } = await this.#required(actor.tenantId, id);
    const plans = (await planUses(actor.tenantId)).get(id) ?? [];
    if (plans.length > 0)
      throw new ServiceError('in-use', { fields: Object.fromEntries(plans.map((name, at) => [`usedBy.${String(at)}`, name])) });
    if (!(await shared.delete(actor.tenantId, id, actor))) throw new ServiceError('not-found');
    news.tellPeople(actor.tenantId, members);
  }

  #checkMail({ emailNotice }: SharedBoxFields): void {
    if (emailNotice !== 'none' && !this.isMailPossible)
      throw new ServiceError('invalid-fields', { fields: { emailNotice: 'no-mail-server' } });
  }

  async #required(tenantId: string, id: string): Promise<SharedBoxRow> {
    const box = await this.#options.shared.get(tenantId, id);
    if (!box) throw new ServiceError('not-found');
    return box;
  }

  async #read(tenantId: string, id: string): Promise<SharedBox> {
    const [box] = await this.#told(tenantId, [await this.#required(tenantId, id)]);
    if (!box) throw new ServiceError('not-found');
    return box;
  }

  async #told(tenantId: string, rows: readonly SharedBoxRow[]): Promise<readonly SharedBox[]> {
    const { store, planUses } = this.#options;
    const [uses, counts] = await Promise.all([
      planUses(tenantId),
      store.countNew(
        tenantId,
        rows.map(({ id }) => id),
      ),
    ]);
    return rows.map(({ id, name, members, maxMessageSeconds, maxMessages, emailNotice, greetings, messageCount, version }) => ({
      id,
      name,
      members: [...members],
      maxMessageSeconds,
      maxMessages,
      emailNotice,
      greetings,
      newCount: counts.get(id) ?? 0,
      messageCount,
      usedBy: [...(uses.get(id) ?? [])],
      version,
    }));
  }
}

function taken(): ServiceError {
  return new ServiceError('taken', { fields: { name: 'taken' } });
}

async function refusingMembers<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StorageError && error.code === 'reference')
      throw new ServiceError('invalid-fields', { fields: { members: 'unknown' }, cause: error });
    throw error;
  }
}
