import { expect } from '@playwright/test';
import { adminUserPageSchema, pbxListSchema, type DigestPolicy } from '../../protocol/identity/admin.ts';
import { ApiClient } from '../fixtures/api.ts';
import { cast, type Role } from '../fixtures/person.ts';
import type { Product } from '../fixtures/product.ts';
import type { SippAccount } from './sipp.ts';

/** A new desk phone of that person's. */
export async function deskPhoneOf(product: Product, role: Role): Promise<SippAccount> {
  const admin = await ApiClient.signIn(product, cast.admin.email);
  const { body } = await admin.send('GET', `/api/admin/users?query=${cast[role].name.toLowerCase()}`);
  const { items } = adminUserPageSchema.parse(body);
  const device = await admin.makeDevice(items[0]?.id ?? '', { label: `sipp ${String(Date.now())}`, allowMd5: true });
  return { user: cast[role].extension, ...device };
}

/** sipp 3.6 reads the first challenge only and knows nothing but MD5, as many a desk phone does. */
export async function askPhonesFor(product: Product, digestPolicy: DigestPolicy): Promise<void> {
  const admin = await ApiClient.signIn(product, cast.admin.email);
  const [pbx] = pbxListSchema.parse((await admin.send('GET', '/api/admin/pbxs')).body).items;
  const { status } = await admin.send('PATCH', `/api/admin/pbxs/${pbx?.id ?? ''}`, { version: pbx?.version, digestPolicy });
  expect(status).toBe(200);
}
