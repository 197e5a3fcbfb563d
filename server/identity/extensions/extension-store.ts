import type { ListQuery, Page } from '../../../protocol/wire/page.ts';
import type { Extension } from '../entities.ts';

export type NewExtension = Omit<Extension, 'version'>;

export interface ExtensionRow {
  readonly extension: Extension;
  readonly pbxName: string;
  readonly userName: string | null;
}

/** Columns that a list of extensions can be sorted by. */
export const extensionSorts = ['number', 'person', 'pbx'] as const;
export type ExtensionSort = (typeof extensionSorts)[number];

export interface ExtensionStore {
  /** @throws {StoreConflict} field `number`. */
  insert(extensions: readonly NewExtension[]): Promise<void>;
  row(id: string): Promise<ExtensionRow | undefined>;
  /** @returns false when `version` is no longer the stored one. @throws {StoreConflict} field `number`. */
  update(id: string, version: number, change: Partial<Pick<Extension, 'number' | 'label' | 'userId'>>): Promise<boolean>;
  delete(id: string): Promise<boolean>;
  page(query: ListQuery, sort: ExtensionSort): Promise<Page<ExtensionRow>>;
  byNumber(pbxId: string, number: string): Promise<Extension | undefined>;
  ofUser(userId: string): Promise<readonly Extension[]>;
  /** Those of `numbers` that exist in the PBX. */
  taken(pbxId: string, numbers: readonly string[]): Promise<ReadonlySet<string>>;
}
