import { roles } from '../../../protocol/identity/role.ts';
import type { ListQuery, Page } from '../../../protocol/wire/page.ts';
import type { User, UserPassword } from '../entities.ts';
import { foldText, searchTextOf } from '../folded-text.ts';
import { StoreConflict } from '../identity-store.ts';
import { pageOf, sortedBy, type TenantRows } from '../tenant-rows.fake.ts';
import type { NewUser, UserChange, UserRow, UserSort, UserStore } from './user-store.ts';

/** Users in memory. */
export class FakeUserStore implements UserStore {
  readonly #rows: TenantRows;

  constructor(rows: TenantRows) {
    this.#rows = rows;
  }

  async insert(users: readonly NewUser[]): Promise<void> {
    for (const { passwordHash, passwordSetAt, ...user } of users) {
      this.#requireFree(user);
      this.#rows.users.set(user.id, { user: { ...user, version: 1 }, hash: passwordHash, history: [], setAt: passwordSetAt ?? new Date() });
    }
  }

  async byId(id: string): Promise<User | undefined> {
    return this.#rows.users.get(id)?.user;
  }

  async byLoginName(loginName: string): Promise<User | undefined> {
    return this.#all().find((user) => user.loginName === loginName);
  }

  async password(id: string): Promise<UserPassword | undefined> {
    const row = this.#rows.users.get(id);
    return row && { hash: row.hash, history: row.history, setAt: row.setAt };
  }

  async setPassword(id: string, password: Parameters<UserStore['setPassword']>[1]): Promise<void> {
    const row = this.#rows.users.get(id);
    if (!row) return;
    const user = { ...row.user, mustChangePassword: password.mustChange, version: row.user.version + 1 };
    this.#rows.users.set(id, { user, hash: password.hash, history: password.history, setAt: password.at });
  }

  async update(id: string, version: number, change: UserChange): Promise<boolean> {
    const row = this.#rows.users.get(id);
    if (!row || row.user.version !== version) return false;
    const user = { ...row.user, ...change, id, version: version + 1 };
    this.#requireFree(user);
    this.#rows.users.set(id, { ...row, user });
    return true;
  }

  async delete(id: string): Promise<boolean> {
    const { extensions, devices, sessions, settings } = this.#rows;
    for (const extension of extensions.values()) if (extension.userId === id) extensions.set(extension.id, { ...extension, userId: null });
    for (const { device } of devices.values()) if (device.userId === id) devices.delete(device.id);
    for (const { session } of sessions.values()) if (session.userId === id) sessions.delete(session.id);
    settings.delete(id);
    return this.#rows.users.delete(id);
  }

  async lockSuperAdmins(): Promise<readonly string[]> {
    return this.#all().flatMap((user) => (user.role === 'super_admin' && !user.isDisabled ? [user.id] : []));
  }

  async page(query: ListQuery, sort: UserSort): Promise<Page<UserRow>> {
    const rows = this.#all()
      .map((user) => this.#row(user))
      .filter((row) => matches(row, query.query));
    return pageOf(
      sortedBy(rows, query.direction, (row) => sortValues[sort](row)),
      query,
    );
  }

  async callable(query: string, limit: number): Promise<readonly UserRow[]> {
    const folded = foldText(query);
    const rankOf = ({ user, extensions }: UserRow): number =>
      extensions.some((extension) => extension.number === folded) ? 0 : ` ${searchTextOf(user)}`.includes(` ${folded}`) ? 1 : 2;
    const rows = this.#all()
      .filter((user) => !user.isDisabled)
      .map((user) => this.#row(user))
      .filter((row) => matches(row, query));
    return sortedBy(
      sortedBy(rows, 'ascending', (row) => row.user.displayName),
      'ascending',
      rankOf,
    ).slice(0, limit);
  }

  async row(id: string): Promise<UserRow | undefined> {
    const user = await this.byId(id);
    return user && this.#row(user);
  }

  async taken(
    emails: readonly string[],
    loginNames: readonly string[],
  ): Promise<{ readonly emails: ReadonlySet<string>; readonly loginNames: ReadonlySet<string> }> {
    const found = this.#all().filter((user) => emails.includes(user.email.toLowerCase()) || loginNames.includes(user.loginName));
    return { emails: new Set(found.map((user) => user.email.toLowerCase())), loginNames: new Set(found.map((user) => user.loginName)) };
  }

  async loginNames(): Promise<readonly string[]> {
    return this.#all().map((user) => user.loginName);
  }

  #all(): readonly User[] {
    return [...this.#rows.users.values()].map((row) => row.user);
  }

  #row(user: User): UserRow {
    return { user, extensions: [...this.#rows.extensions.values()].filter((extension) => extension.userId === user.id) };
  }

  #requireFree(user: Pick<User, 'id' | 'email' | 'loginName'>): void {
    const others = this.#all().filter((other) => other.id !== user.id);
    if (others.some((other) => other.email.toLowerCase() === user.email.toLowerCase())) throw new StoreConflict('email');
    if (others.some((other) => other.loginName === user.loginName)) throw new StoreConflict('loginName');
  }
}

const sortValues: Readonly<Record<UserSort, (row: UserRow) => string | number | undefined>> = {
  name: ({ user }) => user.displayName,
  email: ({ user }) => user.email,
  role: ({ user }) => roles.indexOf(user.role),
  extension: ({ extensions }) => extensions.map((extension) => extension.number).toSorted((left, right) => (left < right ? -1 : 1))[0],
};

function matches({ user, extensions }: UserRow, query: string): boolean {
  const folded = foldText(query);
  return searchTextOf(user).includes(folded) || extensions.some((extension) => extension.number.startsWith(folded));
}
