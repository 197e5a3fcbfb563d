import type { Session } from '../entities.ts';
import type { TenantRows } from '../tenant-rows.fake.ts';
import type { SessionStore } from './session-store.ts';

/** Web sessions in memory. */
export class FakeSessionStore implements SessionStore {
  readonly #rows: TenantRows;

  constructor(rows: TenantRows) {
    this.#rows = rows;
  }

  async insert(session: Session, tokenHash: Buffer): Promise<void> {
    this.#rows.sessions.set(session.id, { session, tokenHash: tokenHash.toString('hex'), endedAt: undefined });
  }

  async byId(id: string): Promise<Session | undefined> {
    return this.#live().find((session) => session.id === id);
  }

  async ofUser(userId: string): Promise<readonly Session[]> {
    return this.#live()
      .filter((session) => session.userId === userId)
      .toSorted((left, right) => right.createdAt.getTime() - left.createdAt.getTime());
  }

  async all(): Promise<readonly Session[]> {
    return this.#live();
  }

  async touch(id: string, at: Date): Promise<void> {
    const row = this.#rows.sessions.get(id);
    if (row) this.#rows.sessions.set(id, { ...row, session: { ...row.session, lastSeenAt: at } });
  }

  async end(id: string, at: Date): Promise<Buffer | undefined> {
    const row = this.#rows.sessions.get(id);
    if (!row || row.endedAt) return undefined;
    this.#rows.sessions.set(id, { ...row, endedAt: at });
    return Buffer.from(row.tokenHash, 'hex');
  }

  async expired(idleSince: Date, now: Date): Promise<readonly Session[]> {
    return this.#live().filter((session) => session.lastSeenAt < idleSince || session.expiresAt <= now);
  }

  async knowsAddress(userId: string, address: string, since: Date): Promise<boolean> {
    return [...this.#rows.sessions.values()].some(
      ({ session }) => session.userId === userId && session.address === address && session.createdAt >= since,
    );
  }

  async purge(before: Date): Promise<void> {
    for (const [id, row] of this.#rows.sessions) if (row.endedAt && row.endedAt < before) this.#rows.sessions.delete(id);
  }

  #live(): readonly Session[] {
    return [...this.#rows.sessions.values()].flatMap((row) => (row.endedAt ? [] : [row.session]));
  }
}
