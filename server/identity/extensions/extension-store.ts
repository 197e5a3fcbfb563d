import type { PlanEntry } from '../../../protocol/identity/numbers.ts';
import type { ListQuery, Page } from '../../../protocol/wire/page.ts';
import type { Extension } from '../entities.ts';

/** New ones lead to a person or nowhere; into a plan they are led afterwards. */
export type NewExtension = Omit<Extension, 'version' | 'plan'>;

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
  /** Leads it into a dial plan, and away from whom it led to; null leads it nowhere. */
  setPlan(id: string, plan: PlanEntry | null): Promise<void>;
  delete(id: string): Promise<boolean>;
  page(query: ListQuery, sort: ExtensionSort): Promise<Page<ExtensionRow>>;
  byNumber(pbxId: string, number: string): Promise<Extension | undefined>;
  ofPlan(planId: string): Promise<readonly Extension[]>;
  ofUser(userId: string): Promise<readonly Extension[]>;
  /** Those of `numbers` that exist in the PBX. */
  taken(pbxId: string, numbers: readonly string[]): Promise<ReadonlySet<string>>;
}
