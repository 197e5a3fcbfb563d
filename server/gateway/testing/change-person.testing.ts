import { adminUserPageSchema } from '../../../protocol/identity/admin.ts';
import type { Installation } from './installation.testing.ts';

/** What an admin does to somebody's account. */
export async function changePerson(deskline: Installation, email: string, fields: Record<string, unknown>): Promise<void> {
  const admin = await deskline.person('admin@acme.test');
  const [user] = adminUserPageSchema.parse((await admin.get(`/api/admin/users?query=${email}`)).body).items;
  const { status } = await admin.request('PATCH', `/api/admin/users/${user?.id ?? ''}`, { version: user?.version, ...fields });
  if (status !== 200) throw new Error(`${email} was not changed: ${String(status)}`);
}
