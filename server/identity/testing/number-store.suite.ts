import { beforeEach, describe, expect, it } from 'vitest';
import { listQuerySchema } from '../../../protocol/wire/page.ts';
import { newId } from '../../platform/ids.ts';
import type { IdentityStore, IdentityUnit } from '../identity-store.ts';
import type { NewNumber } from '../numbers/number-store.ts';

/** What every store does with numbers and with what leads into plans; run against PostgreSQL and against the fake. */
export function numberStoreSuite(makeStore: () => IdentityStore): void {
  let store: IdentityStore;
  let tenantId: string;
  let pbxId: string;
  let block: string;
  const inTenant = <T>(work: (unit: IdentityUnit) => Promise<T>): Promise<T> => store.inTenant(tenantId, work);
  const numberOf = (ending: string, fields: Partial<NewNumber> = {}): NewNumber => ({
    id: newId(),
    e164: `+4930${block}${ending}`,
    label: '',
    pbxId,
    siteId: null,
    userId: null,
    ...fields,
  });

  beforeEach(async () => {
    store = makeStore();
    [tenantId, pbxId] = [newId(), newId()];
    block = String(parseInt(tenantId.slice(-6), 16))
      .padStart(8, '0')
      .slice(-6);
    await inTenant(async (unit) => {
      await unit.createTenant({ slug: `n-${tenantId}`, name: 'A tenant' });
      await unit.pbxs.insert({
        id: pbxId,
        slug: 'main',
        name: 'Main',
        language: 'en',
        country: 'DE',
        timeZone: 'Europe/Berlin',
        digestPolicy: 'sha-256',
      });
    });
  });

  describe('numbers', () => {
    it('[NU2] one exists once, also when several come at once', async () => {
      const first = numberOf('1');
      await inTenant((unit) => unit.numbers.insert([first]));
      const again = inTenant((unit) => unit.numbers.insert([numberOf('2'), numberOf('1')]));
      await expect(again).rejects.toMatchObject({ field: 'number' });
      expect(await inTenant((unit) => unit.numbers.taken([first.e164, numberOf('2').e164]))).toEqual(new Set([first.e164]));
    });

    it('[NU3] leads to a person or nowhere; a deleted person leaves it', async () => {
      const number = numberOf('3', { label: 'Line' });
      const user = {
        id: newId(),
        email: `${tenantId}@n.test`,
        displayName: 'Nina',
        loginName: 'nina',
        role: 'user',
        language: null,
        siteId: null,
        isDisabled: false,
        mustChangePassword: false,
        passwordHash: null,
      } as const;
      await inTenant(async (unit) => {
        await unit.users.insert([user]);
        await unit.numbers.insert([{ ...number, userId: user.id }]);
        expect(await unit.numbers.row(number.id)).toMatchObject({ userName: 'Nina', pbxName: 'Main', siteName: null });
        expect(await unit.numbers.update(number.id, 1, { label: 'Nobody', pbxId, siteId: null, userId: null })).toBe(true);
        expect(await unit.numbers.byE164(number.e164)).toMatchObject({ label: 'Nobody', userId: null, version: 2 });
        expect(await unit.numbers.update(number.id, 1, { label: 'Late', pbxId, siteId: null, userId: null })).toBe(false);
        expect(await unit.numbers.update(number.id, 2, { label: 'Hers', pbxId, siteId: null, userId: user.id })).toBe(true);
        expect(await unit.numbers.row(number.id)).toMatchObject({ number: { label: 'Hers', version: 3 }, userName: 'Nina' });
      });
      await inTenant((unit) => unit.users.delete(user.id));
      expect(await inTenant((unit) => unit.numbers.byE164(number.e164))).toMatchObject({ userId: null, label: 'Hers' });
    });

    it('[NU4] are found by digits and label, and sorted', async () => {
      await inTenant((unit) =>
        unit.numbers.insert([numberOf('8', { label: 'Ärzte' }), numberOf('9', { label: 'zentrale' }), numberOf('7')]),
      );
      const found = async (query: string, sort: 'number' | 'label' = 'number'): Promise<readonly string[]> =>
        (await inTenant((unit) => unit.numbers.page(listQuerySchema.parse({ query }), sort))).items.map(({ number }) =>
          number.e164.slice(-1),
        );
      expect(await found('')).toEqual(['7', '8', '9']);
      expect(await found('', 'label')).toEqual(['8', '9', '7']);
      expect(await found(`030 ${block}8`)).toEqual(['8']);
      expect(await found(`+49 30/${block}`)).toEqual(['7', '8', '9']);
      expect(await found('ÄRZ')).toEqual(['8']);
      expect(await found('nothing')).toEqual([]);
    });
  });
}
