import type { ListQuery, Page } from '../../../protocol/wire/page.ts';
import type { OwnNumber } from '../entities.ts';
import { foldText, searchTextOf } from '../folded-text.ts';
import { StoreConflict } from '../identity-store.ts';
import { pageOf, sortedBy, type TenantRows } from '../tenant-rows.fake.ts';
import { searchedDigits } from './number-store.sql.ts';
import type { NewNumber, NumberRow, NumberSort, NumberStore } from './number-store.ts';

/** Numbers in memory. */
export class FakeNumberStore implements NumberStore {
  readonly #rows: TenantRows;

  constructor(rows: TenantRows) {
    this.#rows = rows;
  }

  async insert(numbers: readonly NewNumber[]): Promise<void> {
    for (const number of numbers) {
      if (this.#all().some((other) => other.e164 === number.e164)) throw new StoreConflict('number');
      this.#rows.numbers.set(number.id, { ...number, version: 1 });
    }
  }

  async row(id: string): Promise<NumberRow | undefined> {
    const number = this.#rows.numbers.get(id);
    return number && this.#row(number);
  }

  async byE164(e164: string): Promise<OwnNumber | undefined> {
    return this.#all().find((number) => number.e164 === e164);
  }

  async update(id: string, version: number, change: Pick<OwnNumber, 'label' | 'pbxId' | 'siteId' | 'userId'>): Promise<boolean> {
    const before = this.#rows.numbers.get(id);
    if (!before || before.version !== version) return false;
    const { label, pbxId, siteId, userId } = change;
    this.#rows.numbers.set(id, { ...before, label, pbxId, siteId, userId, version: version + 1 });
    return true;
  }

  async delete(id: string): Promise<boolean> {
    return this.#rows.numbers.delete(id);
  }

  async page(query: ListQuery, sort: NumberSort): Promise<Page<NumberRow>> {
    const folded = foldText(query.query);
    const typed = query.query.trim().toLocaleLowerCase();
    const digits = searchedDigits(query.query);
    const rows = this.#all()
      .map((number) => this.#row(number))
      .filter(
        (row) =>
          (digits !== '' && row.number.e164.includes(digits)) ||
          [row.number.label, row.siteName ?? ''].some((text) => text.toLocaleLowerCase().includes(typed)) ||
          this.#personText(row.number).includes(folded),
      );
    return pageOf(
      sortedBy(rows, query.direction, (row) => sortValues[sort](row)),
      query,
    );
  }

  async taken(e164s: readonly string[]): Promise<ReadonlySet<string>> {
    return new Set(this.#all().flatMap((number) => (e164s.includes(number.e164) ? [number.e164] : [])));
  }

  #all(): readonly OwnNumber[] {
    return [...this.#rows.numbers.values()];
  }

  #personText({ userId }: OwnNumber): string {
    const user = userId === null ? undefined : this.#rows.users.get(userId)?.user;
    return user ? searchTextOf(user) : '';
  }

  #row(number: OwnNumber): NumberRow {
    const { pbxs, sites, users } = this.#rows;
    return {
      number,
      pbxName: pbxs.get(number.pbxId)?.name ?? '',
      siteName: number.siteId === null ? null : (sites.get(number.siteId)?.name ?? null),
      userName: number.userId === null ? null : (users.get(number.userId)?.user.displayName ?? null),
    };
  }
}

const sortValues: Readonly<Record<NumberSort, (row: NumberRow) => string | undefined>> = {
  number: ({ number }) => number.e164,
  label: ({ number }) => (number.label === '' ? undefined : number.label),
  site: ({ siteName }) => siteName ?? undefined,
  assignment: ({ userName }) => userName ?? undefined,
};
