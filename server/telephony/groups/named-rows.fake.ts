import { StorageError } from '../../storage/errors.ts';

interface NamedRow {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly members: readonly { readonly userId: string }[];
}

/** Rows of a tenant with a name of their own, as the tables of ring groups and queues keep them. */
export class FakeNamedRows<Row extends NamedRow> {
  /** When set, only these people exist, as the foreign key to users says. */
  users: ReadonlySet<string> | undefined;
  readonly #rows = new Map<string, Row>();

  list(tenantId: string): readonly Row[] {
    const prefix = `${tenantId}/`;
    const rows = [...this.#rows].filter(([key]) => key.startsWith(prefix)).map(([, row]) => row);
    return rows.toSorted((one, other) => one.name.localeCompare(other.name, 'de'));
  }

  get(tenantId: string, id: string): Row | undefined {
    return this.#rows.get(`${tenantId}/${id}`);
  }

  insert(tenantId: string, row: Row): Row {
    this.#check(tenantId, row);
    this.#rows.set(`${tenantId}/${row.id}`, row);
    return row;
  }

  update(tenantId: string, row: Row): Row | undefined {
    if (this.get(tenantId, row.id)?.version !== row.version) return undefined;
    return this.insert(tenantId, { ...row, version: row.version + 1 });
  }

  delete(tenantId: string, id: string): boolean {
    return this.#rows.delete(`${tenantId}/${id}`);
  }

  #check(tenantId: string, row: Row): void {
    const wanted = row.name.toLowerCase();
    if (this.list(tenantId).some((other) => other.id !== row.id && other.name.toLowerCase() === wanted))
      throw new StorageError('conflict', 'the value is already taken');
    if (this.users && row.members.some((member) => !this.users?.has(member.userId)))
      throw new StorageError('reference', 'a row that this one belongs to does not exist, or is still in use');
  }
}
