import type { ListQuery, Page } from '../../../protocol/wire/page.ts';
import type { OwnNumber } from '../entities.ts';

export type NewNumber = Omit<OwnNumber, 'version'>;

export interface NumberRow {
  readonly number: OwnNumber;
  readonly pbxName: string;
  readonly siteName: string | null;
  readonly userName: string | null;
}

/** Columns that a list of numbers can be sorted by. */
export const numberSorts = ['number', 'label', 'site', 'assignment'] as const;
export type NumberSort = (typeof numberSorts)[number];

/** The tenant's numbers. That one is unique in the installation is the directory's work (`claim('number', e164, id)`). */
export interface NumberStore {
  /** @throws {StoreConflict} field `number`. */
  insert(numbers: readonly NewNumber[]): Promise<void>;
  row(id: string): Promise<NumberRow | undefined>;
  byE164(e164: string): Promise<OwnNumber | undefined>;
  /** @returns false when `version` is no longer the stored one. */
  update(id: string, version: number, change: Pick<OwnNumber, 'label' | 'pbxId' | 'siteId' | 'userId'>): Promise<boolean>;
  delete(id: string): Promise<boolean>;
  /** `query` matches digits anywhere in the number (without separators), and parts of label, site and person. */
  page(query: ListQuery, sort: NumberSort): Promise<Page<NumberRow>>;
  /** Those of `e164s` that this tenant has. */
  taken(e164s: readonly string[]): Promise<ReadonlySet<string>>;
}
