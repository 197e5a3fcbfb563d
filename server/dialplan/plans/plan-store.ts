/** A plan as it is kept. `draft` is JSON of whatever version of the format it was written in. */
export interface StoredPlan {
  readonly id: string;
  readonly name: string;
  readonly draft: unknown;
  /** Counts stored changes of the draft. */
  readonly revision: number;
  readonly publishedVersion: number | undefined;
  /** True while nothing is published. */
  readonly isDraftChanged: boolean;
  readonly updatedAt: Date;
  readonly updatedByName: string | undefined;
}

export interface StoredVersion {
  readonly number: number;
  readonly plan: unknown;
  readonly note: string;
  readonly at: Date;
  readonly byName: string | undefined;
}

export interface PublishedPlan {
  readonly planId: string;
  readonly name: string;
  readonly version: number;
  readonly plan: unknown;
}

export interface NewVersion {
  readonly number: number;
  /** JSON text. */
  readonly plan: string;
  readonly note: string;
  readonly by: string | undefined;
}

/** Plans of one tenant, in one transaction. */
export interface PlanStore {
  /** By name. */
  list(): Promise<readonly StoredPlan[]>;
  byId(id: string): Promise<StoredPlan | undefined>;
  /** As `byId`, and nobody else changes it before the transaction ends. */
  lock(id: string): Promise<StoredPlan | undefined>;
  /** @throws {StoreConflict} field `name`. */
  insert(plan: { readonly id: string; readonly name: string; readonly draft: string; readonly by: string | undefined }): Promise<void>;
  /** @throws {StoreConflict} field `name`. */
  rename(id: string, name: string, by: string): Promise<void>;
  /** Counts the revision up. @returns false when `revision` is no longer the newest. */
  setDraft(id: string, revision: number, change: { readonly draft: string; readonly by: string }): Promise<boolean>;
  /** Adds a version, which then is the published one. */
  publish(id: string, version: NewVersion): Promise<void>;
  /** With versions, tests and ways of calls. @throws {StorageError} `reference` while it is attached. */
  delete(id: string): Promise<void>;
  /** Newest first. */
  versions(id: string): Promise<readonly StoredVersion[]>;
  version(id: string, number: number): Promise<StoredVersion | undefined>;
  /** JSON: an array of tests. */
  tests(id: string): Promise<unknown>;
  setTests(id: string, tests: string): Promise<void>;
  /** What every plan of the tenant does now. */
  published(): Promise<readonly PublishedPlan[]>;
}
