import { describe, expect, it } from 'vitest';
import { newId } from '../../platform/ids.ts';
import type { PromptFields, PromptFilter, PromptStore } from './prompt-store.ts';

export interface PromptStoreSetup {
  readonly store: PromptStore;
  /** A tenant with a person called Alice. */
  readonly makeTenant: () => Promise<{ readonly tenantId: string; readonly alice: string }>;
}

const filter: PromptFilter = { query: '', sort: 'name', direction: 'ascending', offset: 0, limit: 50 };

export function promptNamed(name: string, fields: Partial<PromptFields> = {}): PromptFields & { readonly id: string } {
  const audio = { kind: 'uploaded', speech: null, objectId: newId(), durationMs: 1_000, loudnessLufs: -19 } as const;
  return { id: newId(), name, language: null, ...audio, ...fields };
}

const spoken = { kind: 'spoken', language: 'de', speech: { text: 'Guten Tag', language: 'de', voice: 'de', rate: 1 } } as const;

/** What every store of prompts does. */
export function describePromptStore(place: string, open: () => Promise<PromptStoreSetup>): void {
  describe(`prompts ${place}`, () => {
    const opened = async () => {
      const setup = await open();
      const tenant = await setup.makeTenant();
      return { ...setup, ...tenant, by: { userId: tenant.alice, address: '192.0.2.1' } };
    };

    it('[PR01] what is stored is read back, with who did it', async () => {
      const { store, tenantId, by } = await opened();
      const prompt = promptNamed('Welcome', spoken);
      const stored = await store.insert(tenantId, prompt, by);
      expect(stored).toMatchObject({ ...prompt, version: 1, updatedByName: 'Alice' });
      expect(await store.get(tenantId, prompt.id)).toEqual(stored);
      expect(await store.get(tenantId, newId())).toBeUndefined();
      expect(await store.get(tenantId, 'not-an-id')).toBeUndefined();
    });

    it('[PR02] a name is taken whatever its case; of two changes of one version the second comes to nothing', async () => {
      const { store, tenantId, by } = await opened();
      const first = await store.insert(tenantId, promptNamed('Welcome'), by);
      const second = await store.insert(tenantId, promptNamed('Closed'), by);
      await expect(store.insert(tenantId, promptNamed('WELCOME'), by)).rejects.toMatchObject({ code: 'conflict' });
      await expect(store.update(tenantId, { ...second, name: 'welcome' }, by)).rejects.toMatchObject({ code: 'conflict' });
      expect(await store.update(tenantId, { ...first, name: 'welcome', ...spoken }, by)).toMatchObject({
        name: 'welcome',
        version: 2,
        kind: 'spoken',
      });
      expect(await store.update(tenantId, { ...first, name: 'mine' }, by)).toBeUndefined();
      expect(await store.delete(tenantId, first.id, by)).toMatchObject({ name: 'welcome' });
      expect(await store.delete(tenantId, first.id, by)).toBeUndefined();
    });

    it('[PR03] the list is searched by name and text, sorted by any column, and paged', async () => {
      const { store, tenantId, by } = await opened();
      await store.insert(tenantId, promptNamed('Zorn', { durationMs: 1 }), by);
      await store.insert(tenantId, promptNamed('Ärger', { durationMs: 3, ...spoken }), by);
      await store.insert(tenantId, promptNamed('Bär', { durationMs: 2 }), by);
      const names = async (more: Partial<PromptFilter>) =>
        (await store.page(tenantId, { ...filter, ...more })).items.map((row) => row.name);
      expect(await names({})).toEqual(['Ärger', 'Bär', 'Zorn']);
      expect(await names({ direction: 'descending' })).toEqual(['Zorn', 'Bär', 'Ärger']);
      expect(await names({ sort: 'duration' })).toEqual(['Zorn', 'Bär', 'Ärger']);
      expect((await names({ sort: 'kind' }))[0]).toBe('Ärger');
      expect((await names({ sort: 'language', direction: 'descending' }))[0]).toBe('Ärger');
      expect(await names({ sort: 'updated' })).toEqual(['Zorn', 'Ärger', 'Bär']);
      expect(await names({ query: 'guten t' })).toEqual(['Ärger']);
      expect(await names({ query: '%' })).toEqual([]);
      expect(await store.page(tenantId, { ...filter, offset: 1, limit: 1 })).toMatchObject({ total: 3, items: [{ name: 'Bär' }] });
    });

    it('[PR04] another tenant has none of it, and may use the same name', async () => {
      const { store, tenantId, by, makeTenant } = await opened();
      const other = await makeTenant();
      const theirs = { userId: other.alice, address: '' };
      const prompt = await store.insert(tenantId, promptNamed('Welcome'), by);
      expect(await store.get(other.tenantId, prompt.id)).toBeUndefined();
      expect(await store.page(other.tenantId, filter)).toEqual({ items: [], total: 0 });
      expect(await store.update(other.tenantId, { ...prompt, name: 'Mine' }, theirs)).toBeUndefined();
      expect(await store.delete(other.tenantId, prompt.id, theirs)).toBeUndefined();
      await store.insert(other.tenantId, promptNamed('Welcome'), theirs);
      expect(await store.get(tenantId, prompt.id)).toEqual(prompt);
    });
  });
}
