import { requirePermission, type Actor } from '../../identity/index.ts';
import { newId } from '../../platform/ids.ts';
import { ServiceError } from '../../platform/service-error.ts';
import { StorageError } from '../../storage/index.ts';
import type { NamedStore } from './named-store.ts';

/** What still names a thing, in words for a person: `Dial plan "Main line"`. */
export type UsedBy = (tenantId: string, id: string) => Promise<readonly string[]>;

export interface NamedServiceOptions<Fields extends object, Row extends Fields & { readonly id: string; readonly version: number }> {
  readonly store: NamedStore<Fields, Row>;
  readonly usedBy: UsedBy;
  /** After a change is stored; `undefined` when it was deleted. */
  readonly onChanged?: (tenantId: string, id: string, row: Row | undefined) => Promise<void>;
}

/** An admin's work on ring groups or queues: both are rows with a name and members. */
export class NamedService<Fields extends object, Row extends Fields & { readonly id: string; readonly version: number }> {
  readonly #options: NamedServiceOptions<Fields, Row>;

  constructor(options: NamedServiceOptions<Fields, Row>) {
    this.#options = options;
  }

  async list(actor: Actor): Promise<readonly Row[]> {
    requirePermission(actor, 'groups.read');
    return this.#options.store.list(actor.tenantId);
  }

  /** @throws {ServiceError} `taken` with `name`, `invalid-fields` with `members` */
  async create(actor: Actor, fields: Fields): Promise<Row> {
    requirePermission(actor, 'groups.update');
    const row = await refusing(() => this.#options.store.insert(actor.tenantId, { ...fields, id: newId() }, actor));
    await this.#options.onChanged?.(actor.tenantId, row.id, row);
    return row;
  }

  /** @throws {ServiceError} `not-found`, `changed-meanwhile`, and those of `create` */
  async update(actor: Actor, row: Row): Promise<Row> {
    requirePermission(actor, 'groups.update');
    const { store } = this.#options;
    const updated = await refusing(() => store.update(actor.tenantId, row, actor));
    if (!updated) throw new ServiceError((await store.get(actor.tenantId, row.id)) ? 'changed-meanwhile' : 'not-found');
    await this.#options.onChanged?.(actor.tenantId, row.id, updated);
    return updated;
  }

  /** @throws {ServiceError} `not-found`, `in-use` with what uses it */
  async delete(actor: Actor, id: string): Promise<void> {
    requirePermission(actor, 'groups.update');
    const { store, usedBy } = this.#options;
    if (!(await store.get(actor.tenantId, id))) throw new ServiceError('not-found');
    const users = await usedBy(actor.tenantId, id);
    if (users.length > 0)
      throw new ServiceError('in-use', { fields: Object.fromEntries(users.map((user, index) => [String(index), user])) });
    await store.delete(actor.tenantId, id, actor);
    await this.#options.onChanged?.(actor.tenantId, id, undefined);
  }
}

async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StorageError && error.code === 'conflict')
      throw new ServiceError('taken', { fields: { name: 'taken' }, cause: error });
    if (error instanceof StorageError && error.code === 'reference')
      throw new ServiceError('invalid-fields', { fields: { members: 'unknown' }, cause: error });
    throw error;
  }
}
