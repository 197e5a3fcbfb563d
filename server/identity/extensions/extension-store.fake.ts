import type { ListQuery, Page } from '../../../protocol/wire/page.ts';
import type { Extension } from '../entities.ts';
import { foldText, searchTextOf } from '../folded-text.ts';
import { StoreConflict } from '../identity-store.ts';
import { pageOf, sortedBy, type TenantRows } from '../tenant-rows.fake.ts';
import type { ExtensionRow, NewExtension, ExtensionSort, ExtensionStore } from './extension-store.ts';

/** Extensions in memory. */
export class FakeExtensionStore implements ExtensionStore {
  readonly #rows: TenantRows;

  constructor(rows: TenantRows) {
    this.#rows = rows;
  }

  async insert(extensions: readonly NewExtension[]): Promise<void> {
    for (const extension of extensions) {
      this.#requireFree(extension);
      this.#rows.extensions.set(extension.id, { ...extension, version: 1 });
    }
  }

  async row(id: string): Promise<ExtensionRow | undefined> {
    const extension = this.#rows.extensions.get(id);
    return extension && this.#row(extension);
  }

  async update(id: string, version: number, change: Partial<Pick<Extension, 'number' | 'label' | 'userId'>>): Promise<boolean> {
    const before = this.#rows.extensions.get(id);
    if (!before || before.version !== version) return false;
    const after = { ...before, ...change, version: version + 1 };
    this.#requireFree(after);
    this.#rows.extensions.set(id, after);
    return true;
  }

  async delete(id: string): Promise<boolean> {
    return this.#rows.extensions.delete(id);
  }

  async page(query: ListQuery, sort: ExtensionSort): Promise<Page<ExtensionRow>> {
    const folded = foldText(query.query);
    const rows = this.#all()
      .map((extension) => this.#row(extension))
      .filter(({ extension }) => {
        const user = extension.userId === null ? undefined : this.#rows.users.get(extension.userId)?.user;
        return (
          extension.number.startsWith(folded) ||
          extension.label.toLowerCase().includes(folded) ||
          (user !== undefined && searchTextOf(user).includes(folded))
        );
      });
    return pageOf(
      sortedBy(rows, query.direction, (row) => sortValues[sort](row)),
      query,
    );
  }

  async byNumber(pbxId: string, number: string): Promise<Extension | undefined> {
    return this.#all().find((extension) => extension.pbxId === pbxId && extension.number === number);
  }

  async ofUser(userId: string): Promise<readonly Extension[]> {
    return this.#all().filter((extension) => extension.userId === userId);
  }

  async taken(pbxId: string, numbers: readonly string[]): Promise<ReadonlySet<string>> {
    return new Set(
      this.#all().flatMap((extension) => (extension.pbxId === pbxId && numbers.includes(extension.number) ? [extension.number] : [])),
    );
  }

  #all(): readonly Extension[] {
    return [...this.#rows.extensions.values()];
  }

  #row(extension: Extension): ExtensionRow {
    const user = extension.userId === null ? undefined : this.#rows.users.get(extension.userId)?.user;
    return { extension, pbxName: this.#rows.pbxs.get(extension.pbxId)?.name ?? '', userName: user?.displayName ?? null };
  }

  #requireFree(extension: Pick<Extension, 'id' | 'pbxId' | 'number'>): void {
    const isTaken = this.#all().some(
      (other) => other.id !== extension.id && other.pbxId === extension.pbxId && other.number === extension.number,
    );
    if (isTaken) throw new StoreConflict('number');
  }
}

const sortValues: Readonly<Record<ExtensionSort, (row: ExtensionRow) => string | number | undefined>> = {
  number: ({ extension }) => Number(extension.number),
  person: ({ userName }) => userName ?? undefined,
  pbx: ({ pbxName }) => pbxName,
};
