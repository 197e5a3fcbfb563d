import { sql, type SelectQueryBuilder, type Selectable } from 'kysely';
import { languageSchema } from '../../../protocol/identity/session.ts';
import type { ListQuery, Page } from '../../../protocol/wire/page.ts';
import type { Schema, UsersTable } from '../../storage/schema.ts';
import type { Trx } from '../../storage/index.ts';
import type { User, UserPassword } from '../entities.ts';
import { extensionOf } from '../extensions/extension-store.sql.ts';
import { beginsPattern, containsPattern, foldText, searchTextOf } from '../folded-text.ts';
import { conflicts } from '../store-conflicts.sql.ts';
import type { NewUser, UserChange, UserRow, UserSort, UserStore } from './user-store.ts';

const taken = conflicts({ users_email: 'email', users_tenant_id_login_name_key: 'loginName', users_pkey: 'id' });

export function userOf(row: Selectable<UsersTable>): User {
  return {
    id: row.id,
    email: row.email,
    displayName: row.display_name,
    loginName: row.login_name,
    role: row.role,
    language: row.language === null ? null : languageSchema.parse(row.language),
    siteId: row.site_id,
    isDisabled: row.disabled_at !== null,
    mustChangePassword: row.must_change_password,
    version: row.version,
  };
}

/** Users in PostgreSQL; one instance per transaction. */
export class SqlUserStore implements UserStore {
  readonly #tenantId: string;
  readonly #trx: Trx;

  constructor(tenantId: string, trx: Trx) {
    this.#tenantId = tenantId;
    this.#trx = trx;
  }

  async insert(users: readonly NewUser[]): Promise<void> {
    const rows = users.map((user) => ({
      tenant_id: this.#tenantId,
      id: user.id,
      email: user.email,
      display_name: user.displayName,
      login_name: user.loginName,
      role: user.role,
      password_hash: user.passwordHash,
      must_change_password: user.mustChangePassword,
      password_changed_at: user.passwordSetAt ?? null,
      language: user.language,
      site_id: user.siteId,
      disabled_at: user.isDisabled ? new Date() : null,
      search_text: searchTextOf(user),
    }));
    // A statement takes at most 65,535 parameters.
    for (let start = 0; start < rows.length; start += 1000) {
      await taken(() =>
        this.#trx
          .insertInto('users')
          .values(rows.slice(start, start + 1000))
          .execute(),
      );
    }
  }

  async byId(id: string): Promise<User | undefined> {
    const row = await this.#users().where('id', '=', id).executeTakeFirst();
    return row && userOf(row);
  }

  async byLoginName(loginName: string): Promise<User | undefined> {
    const row = await this.#users().where('login_name', '=', loginName).executeTakeFirst();
    return row && userOf(row);
  }

  async password(id: string): Promise<UserPassword | undefined> {
    const row = await this.#users().where('id', '=', id).executeTakeFirst();
    return row && { hash: row.password_hash, history: historyOf(row.password_history), setAt: row.password_changed_at ?? row.created_at };
  }

  async setPassword(id: string, password: Parameters<UserStore['setPassword']>[1]): Promise<void> {
    await this.#trx
      .updateTable('users')
      .set({
        password_hash: password.hash,
        must_change_password: password.mustChange,
        password_changed_at: password.at,
        password_history: JSON.stringify(password.history),
        updated_at: password.at,
        version: sql`version + 1`,
      })
      .where('tenant_id', '=', this.#tenantId)
      .where('id', '=', id)
      .execute();
  }

  async update(id: string, version: number, change: UserChange): Promise<boolean> {
    const before = await this.byId(id);
    if (!before) return false;
    const merged = { ...before, ...change };
    const done = await taken(() =>
      this.#trx
        .updateTable('users')
        .set({
          email: merged.email,
          display_name: merged.displayName,
          login_name: merged.loginName,
          role: merged.role,
          language: merged.language,
          site_id: merged.siteId,
          disabled_at: merged.isDisabled ? sql`coalesce(disabled_at, now())` : null,
          search_text: searchTextOf(merged),
          updated_at: sql`now()`,
          version: sql`version + 1`,
        })
        .where('tenant_id', '=', this.#tenantId)
        .where('id', '=', id)
        .where('version', '=', version)
        .executeTakeFirst(),
    );
    return done.numUpdatedRows === 1n;
  }

  async delete(id: string): Promise<boolean> {
    const done = await this.#trx.deleteFrom('users').where('tenant_id', '=', this.#tenantId).where('id', '=', id).executeTakeFirst();
    return done.numDeletedRows === 1n;
  }

  async lockSuperAdmins(): Promise<readonly string[]> {
    const rows = await this.#trx
      .selectFrom('users')
      .select('id')
      .where('tenant_id', '=', this.#tenantId)
      .where('role', '=', 'super_admin')
      .where('disabled_at', 'is', null)
      .orderBy('id')
      .forUpdate()
      .execute();
    return rows.map((row) => row.id);
  }

  async page(query: ListQuery, sort: UserSort): Promise<Page<UserRow>> {
    const matching = this.#matching(query.query);
    const { total } = await matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
    const direction = query.direction === 'ascending' ? sql`asc` : sql`desc`;
    const rows = await matching
      .selectAll('users')
      .orderBy(sql`${sortExpressions[sort]} ${direction} nulls last`)
      .orderBy('users.id')
      .limit(query.pageSize)
      .offset((query.page - 1) * query.pageSize)
      .execute();
    return { items: await this.#withExtensions(rows.map(userOf)), total };
  }

  async callable(query: string, limit: number): Promise<readonly UserRow[]> {
    const folded = foldText(query);
    const isNumber = sql<boolean>`exists (select from extensions e where e.tenant_id = users.tenant_id and e.user_id = users.id and e.number = ${folded})`;
    const beginsName = sql<boolean>`(' ' || users.search_text) like ${`% ${beginsPattern(folded)}`}`;
    const rows = await this.#matching(query)
      .selectAll('users')
      .where('users.disabled_at', 'is', null)
      .orderBy(sql`case when ${isNumber} then 0 when ${beginsName} then 1 else 2 end`)
      .orderBy(sortExpressions.name)
      .orderBy('users.id')
      .limit(limit)
      .execute();
    return this.#withExtensions(rows.map(userOf));
  }

  async row(id: string): Promise<UserRow | undefined> {
    const user = await this.byId(id);
    return user && (await this.#withExtensions([user]))[0];
  }

  async taken(
    emails: readonly string[],
    loginNames: readonly string[],
  ): Promise<{ readonly emails: ReadonlySet<string>; readonly loginNames: ReadonlySet<string> }> {
    const rows = await this.#trx
      .selectFrom('users')
      .select([sql<string>`lower(email)`.as('email'), 'login_name'])
      .where('tenant_id', '=', this.#tenantId)
      .where((eb) =>
        eb.or([
          eb(sql`lower(email)`, '=', sql`any(${[...emails]}::text[])`),
          eb('login_name', '=', sql<string>`any(${[...loginNames]}::text[])`),
        ]),
      )
      .execute();
    return { emails: new Set(rows.map((row) => row.email)), loginNames: new Set(rows.map((row) => row.login_name)) };
  }

  async loginNames(): Promise<readonly string[]> {
    const rows = await this.#trx.selectFrom('users').select('login_name').where('tenant_id', '=', this.#tenantId).execute();
    return rows.map((row) => row.login_name);
  }

  #users() {
    return this.#trx.selectFrom('users').selectAll().where('tenant_id', '=', this.#tenantId);
  }

  #matching(text: string): SelectQueryBuilder<Schema, 'users', object> {
    const all = this.#trx.selectFrom('users').where('users.tenant_id', '=', this.#tenantId);
    const folded = foldText(text);
    if (folded === '') return all;
    return all.where((eb) =>
      eb.or([
        eb('users.search_text', 'like', containsPattern(folded)),
        eb.exists(
          eb
            .selectFrom('extensions')
            .select('extensions.id')
            .where('extensions.tenant_id', '=', this.#tenantId)
            .whereRef('extensions.user_id', '=', 'users.id')
            .where('extensions.number', 'like', beginsPattern(folded)),
        ),
      ]),
    );
  }

  async #withExtensions(users: readonly User[]): Promise<readonly UserRow[]> {
    if (users.length === 0) return [];
    const rows = await this.#trx
      .selectFrom('extensions')
      .selectAll()
      .where('tenant_id', '=', this.#tenantId)
      .where(
        'user_id',
        'in',
        users.map((user) => user.id),
      )
      .orderBy('id')
      .execute();
    return users.map((user) => ({ user, extensions: rows.filter((row) => row.user_id === user.id).map(extensionOf) }));
  }
}

/** Names sort as people expect in German and English alike: ICU, not bytes. */
const sortExpressions = {
  name: sql`users.display_name collate "de-x-icu"`,
  email: sql`users.email collate "de-x-icu"`,
  role: sql`array_position(array['user', 'agent', 'supervisor', 'admin', 'super_admin'], users.role)`,
  extension: sql`(select min(e.number) from extensions e where e.tenant_id = users.tenant_id and e.user_id = users.id)`,
} satisfies Record<UserSort, unknown>;

function historyOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}
