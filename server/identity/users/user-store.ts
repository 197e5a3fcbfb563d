import type { ListQuery, Page } from '../../../protocol/wire/page.ts';
import type { Extension, User, UserPassword } from '../entities.ts';

export interface NewUser extends Omit<User, 'version'> {
  readonly passwordHash: string | null;
  /** When the password was set; the moment of the insertion when absent. */
  readonly passwordSetAt?: Date;
}

export type UserChange = Partial<Omit<User, 'id' | 'version' | 'mustChangePassword'>>;

/** A user with what a list shows of them. */
export interface UserRow {
  readonly user: User;
  readonly extensions: readonly Extension[];
}

/** Columns that a list of users can be sorted by. */
export const userSorts = ['name', 'email', 'role', 'extension'] as const;
export type UserSort = (typeof userSorts)[number];

export interface UserStore {
  /** @throws {StoreConflict} field `email` or `loginName` when taken in this tenant. */
  insert(users: readonly NewUser[]): Promise<void>;
  byId(id: string): Promise<User | undefined>;
  password(id: string): Promise<UserPassword | undefined>;
  setPassword(
    id: string,
    password: { readonly hash: string; readonly mustChange: boolean; readonly history: readonly string[]; readonly at: Date },
  ): Promise<void>;
  /** @returns false when `version` is no longer the stored one. @throws {StoreConflict} */
  update(id: string, version: number, change: UserChange): Promise<boolean>;
  /** With their phones, settings and web sessions; extensions and call records lose the link. @returns false when there is none. */
  delete(id: string): Promise<boolean>;
  /** Ids of the super admins that are not disabled, locked until the end of the transaction. */
  lockSuperAdmins(): Promise<readonly string[]>;
  /** `query` matches parts of name, email and login name without case and marks, and the beginning of an extension. */
  page(query: ListQuery, sort: UserSort): Promise<Page<UserRow>>;
  /** People who are not disabled, best match first: extension, beginning of a name, anything else; then by name. */
  callable(query: string, limit: number): Promise<readonly UserRow[]>;
  row(id: string): Promise<UserRow | undefined>;
  /** Those of `emails` (lower case) and of `loginNames` that are taken in this tenant. */
  taken(
    emails: readonly string[],
    loginNames: readonly string[],
  ): Promise<{ readonly emails: ReadonlySet<string>; readonly loginNames: ReadonlySet<string> }>;
  /** Every login name of the tenant. */
  loginNames(): Promise<readonly string[]>;
  byLoginName(loginName: string): Promise<User | undefined>;
}
