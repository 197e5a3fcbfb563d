import { describe, expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import type { NamedStore } from './named-store.ts';

/** A tenant with two people, freshly made. */
export interface MembersTenant {
  readonly tenantId: string;
  readonly alice: string;
  readonly bob: string;
}

interface NamedFields {
  readonly name: string;
  readonly members: readonly { readonly userId: string }[];
}

export interface NamedStoreSetup<Fields extends NamedFields, Row extends Fields & { readonly id: string; readonly version: number }> {
  readonly store: NamedStore<Fields, Row>;
  readonly makeTenant: () => Promise<MembersTenant>;
  /** Fields of this name and with these members, in this order. */
  readonly fields: (name: string, members: readonly string[]) => Fields;
}

/** What every store of ring groups and queues keeps to. */
export function describeNamedStore<Fields extends NamedFields, Row extends Fields & { readonly id: string; readonly version: number }>(
  title: string,
  rule: string,
  setup: () => Promise<NamedStoreSetup<Fields, Row>>,
): void {
  describe(`the store of ${title}`, () => {
    test(`${rule} what is stored is read back, members in their order, by name as people sort it`, async () => {
      const { store, makeTenant, fields } = await setup();
      const { tenantId, alice, bob } = await makeTenant();
      const by = { userId: alice, address: '' };
      const zorn = await store.insert(tenantId, { ...fields('Zorn', [bob, alice]), id: newId() }, by);
      await store.insert(tenantId, { ...fields('Ärger', []), id: newId() }, by);
      expect(await store.get(tenantId, zorn.id)).toEqual(zorn);
      expect((await store.list(tenantId)).map((row) => row.name)).toEqual(['Ärger', 'Zorn']);
      expect(zorn.members.map((member) => member.userId)).toEqual([bob, alice]);
    });

    test(`${rule} a taken name, a member who is nobody and a change of what somebody else changed are refused`, async () => {
      const { store, makeTenant, fields } = await setup();
      const { tenantId, alice } = await makeTenant();
      const by = { userId: alice, address: '' };
      const first = await store.insert(tenantId, { ...fields('Support', [alice]), id: newId() }, by);
      await expect(store.insert(tenantId, { ...fields('SUPPORT', []), id: newId() }, by)).rejects.toMatchObject({ code: 'conflict' });
      await expect(store.insert(tenantId, { ...fields('Other', [newId()]), id: newId() }, by)).rejects.toMatchObject({ code: 'reference' });
      const second = await store.update(tenantId, { ...first, ...fields('Sales', []) }, by);
      expect(second).toMatchObject({ name: 'Sales', version: first.version + 1, members: [] });
      expect(await store.update(tenantId, { ...first, ...fields('Mine', []) }, by)).toBeUndefined();
      expect(await store.get(tenantId, first.id)).toEqual(second);
    });

    test(`${rule} another tenant has none of it`, async () => {
      const { store, makeTenant, fields } = await setup();
      const [one, other] = [await makeTenant(), await makeTenant()];
      const row = await store.insert(one.tenantId, { ...fields('Support', [one.alice]), id: newId() }, { userId: one.alice, address: '' });
      const by = { userId: other.alice, address: '' };
      expect(await store.get(other.tenantId, row.id)).toBeUndefined();
      expect(await store.list(other.tenantId)).toEqual([]);
      expect(await store.update(other.tenantId, row, by)).toBeUndefined();
      expect(await store.delete(other.tenantId, row.id, by)).toBe(false);
      expect(await store.delete(one.tenantId, row.id, by)).toBe(true);
      expect(await store.delete(one.tenantId, row.id, by)).toBe(false);
    });
  });
}
