import type { Language } from '../../../protocol/dialplan/sounds.ts';
import type { PromptKind, Speech } from '../../../protocol/media/prompts.ts';
import type { Page } from '../../../protocol/wire/page.ts';

/** What a prompt sounds like: the sealed object that holds it, and what was measured. */
export interface PromptAudio {
  readonly kind: PromptKind;
  /** Set exactly when `kind` is `spoken`. */
  readonly speech: Speech | null;
  readonly objectId: string;
  readonly durationMs: number;
  readonly loudnessLufs: number;
}

export interface PromptFields extends PromptAudio {
  readonly name: string;
  readonly language: Language | null;
}

export interface StoredPrompt extends PromptFields {
  readonly id: string;
  readonly version: number;
  readonly updatedAt: Date;
  readonly updatedByName: string | null;
}

export const promptSorts = ['name', 'kind', 'language', 'duration', 'updated'] as const;
export type PromptSort = (typeof promptSorts)[number];

export interface PromptFilter {
  /** Part of the name or of what is read aloud. */
  readonly query: string;
  readonly sort: PromptSort;
  readonly direction: 'ascending' | 'descending';
  readonly offset: number;
  readonly limit: number;
}

/** Who asked, for the audit log; the entry is written in the same transaction. */
export interface Changer {
  readonly userId: string;
  readonly address: string;
}

/** Where prompts are kept; the audio lies in the object store. The tenant comes first, always. */
export interface PromptStore {
  page(tenantId: string, filter: PromptFilter): Promise<Page<StoredPrompt>>;
  get(tenantId: string, id: string): Promise<StoredPrompt | undefined>;
  /** @throws {StorageError} `conflict` when the name is taken */
  insert(tenantId: string, prompt: PromptFields & { readonly id: string }, by: Changer): Promise<StoredPrompt>;
  /** `undefined` when it was changed or deleted since `version`. @throws {StorageError} `conflict` when the name is taken */
  update(
    tenantId: string,
    prompt: PromptFields & { readonly id: string; readonly version: number },
    by: Changer,
  ): Promise<StoredPrompt | undefined>;
  /** What was deleted; `undefined` when there was nothing. */
  delete(tenantId: string, id: string, by: Changer): Promise<StoredPrompt | undefined>;
}
