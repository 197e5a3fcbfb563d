/** Who asked, for the audit log; the entry is written in the same transaction. */
export interface Changer {
  readonly userId: string;
  readonly address: string;
}

/** A thing of a tenant with a name and members, read and written whole. The tenant comes first, always. */
export interface NamedStore<Fields extends object, Row extends Fields & { readonly id: string; readonly version: number }> {
  /** By name. */
  list(tenantId: string): Promise<readonly Row[]>;
  get(tenantId: string, id: string): Promise<Row | undefined>;
  /** @throws {StorageError} `conflict` when the name is taken, `reference` when a member is no user of the tenant */
  insert(tenantId: string, row: Fields & { readonly id: string }, by: Changer): Promise<Row>;
  /** `undefined` when it was changed or deleted since `row.version`. @throws {StorageError} like `insert` */
  update(tenantId: string, row: Row, by: Changer): Promise<Row | undefined>;
  /** Whether there was one. */
  delete(tenantId: string, id: string, by: Changer): Promise<boolean>;
}
