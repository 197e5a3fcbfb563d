import type { Page } from '../../../protocol/wire/page.ts';
import { StorageError } from '../../storage/index.ts';
import type { Changer, PromptFields, PromptFilter, PromptSort, PromptStore, StoredPrompt } from './prompt-store.ts';

const collator = new Intl.Collator('de');
const compare: Readonly<Record<PromptSort, (one: StoredPrompt, other: StoredPrompt) => number>> = {
  name: (one, other) => collator.compare(one.name, other.name),
  kind: (one, other) => collator.compare(one.kind, other.kind),
  language: (one, other) => collator.compare(one.language ?? '', other.language ?? ''),
  duration: (one, other) => one.durationMs - other.durationMs,
  updated: (one, other) => one.updatedAt.getTime() - other.updatedAt.getTime(),
};

/** Prompts in memory. */
export class FakePromptStore implements PromptStore {
  readonly #rows = new Map<string, StoredPrompt>();
  readonly #nameOf: (userId: string) => string | null;

  constructor(nameOf: (userId: string) => string | null = () => null) {
    this.#nameOf = nameOf;
  }

  async page(tenantId: string, filter: PromptFilter): Promise<Page<StoredPrompt>> {
    const query = filter.query.toLowerCase();
    const found = [...this.#of(tenantId)].filter((row) => `${row.name} ${row.speech?.text ?? ''}`.toLowerCase().includes(query));
    const sign = filter.direction === 'ascending' ? 1 : -1;
    const sorted = found.toSorted((one, other) => sign * compare[filter.sort](one, other) || (one.id < other.id ? -1 : 1));
    return { items: sorted.slice(filter.offset, filter.offset + filter.limit), total: found.length };
  }

  async get(tenantId: string, id: string): Promise<StoredPrompt | undefined> {
    return this.#rows.get(keyOf(tenantId, id));
  }

  async insert(tenantId: string, prompt: PromptFields & { readonly id: string }, by: Changer): Promise<StoredPrompt> {
    return this.#put(tenantId, { ...prompt, version: 1 }, by);
  }

  async update(tenantId: string, prompt: PromptFields & { readonly id: string; readonly version: number }, by: Changer) {
    if (this.#rows.get(keyOf(tenantId, prompt.id))?.version !== prompt.version) return undefined;
    return this.#put(tenantId, { ...prompt, version: prompt.version + 1 }, by);
  }

  async delete(tenantId: string, id: string): Promise<StoredPrompt | undefined> {
    const row = this.#rows.get(keyOf(tenantId, id));
    this.#rows.delete(keyOf(tenantId, id));
    return row;
  }

  #put(tenantId: string, prompt: PromptFields & { readonly id: string; readonly version: number }, by: Changer): StoredPrompt {
    for (const other of this.#of(tenantId))
      if (other.id !== prompt.id && other.name.toLowerCase() === prompt.name.toLowerCase())
        throw new StorageError('conflict', 'the value is already taken (prompts_name)', { constraint: 'prompts_name' });
    const row = { ...prompt, updatedAt: new Date(), updatedByName: this.#nameOf(by.userId) };
    this.#rows.set(keyOf(tenantId, prompt.id), row);
    return row;
  }

  *#of(tenantId: string): Generator<StoredPrompt> {
    for (const [key, row] of this.#rows) if (key.startsWith(`${tenantId}/`)) yield row;
  }
}

function keyOf(tenantId: string, id: string): string {
  return `${tenantId}/${id}`;
}
